//! The customers of the book, ready to be searched and sorted while somebody types: the keys are made once per change of the book.

use std::sync::Arc;

use domain::actor::Actor;
use domain::book::Book;
use domain::customer::{Customer, Grade, Scale, Source};
use domain::ids::{CustomerId, DepartmentId, PersonId, RegionId, TeamId};
use domain::text;
use leptos::prelude::*;

use crate::i18n::NOTHING;
use crate::local::Notebook;

/// What a list shows of a customer, and what it is found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Indexed {
    /// Which one.
    pub id: CustomerId,
    /// 客户编号.
    pub number: String,
    /// 客户名称.
    pub name: String,
    /// 联系人.
    pub contact: String,
    /// 所属行业.
    pub industry: String,
    /// 客户等级.
    pub grade: Grade,
    /// 客户来源.
    pub source: Option<Source>,
    /// 区域.
    pub region: Option<RegionId>,
    /// 负责人.
    pub owner: PersonId,
    /// Their name.
    pub owner_name: String,
    /// Their team.
    pub team: Option<TeamId>,
    /// Their department.
    pub department: Option<DepartmentId>,
    /// 规模.
    pub scale: Option<Scale>,
    /// Whether somebody who decides is known (决策人).
    pub knows_decision_maker: bool,
    words: String,
    digits: String,
}

/// The customers of the book in order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerIndex(pub Vec<Arc<Indexed>>);

/// The index of the open book, made again when the book changes. In context.
#[derive(Clone, Copy)]
pub struct Customers(pub Memo<Arc<CustomerIndex>>);

impl Customers {
    /// Over this notebook.
    pub fn of(notebook: Notebook) -> Customers {
        Customers(notebook.see(|book| Arc::new(CustomerIndex::of(book))))
    }
}

/// What somebody looks for: every word must be found.
pub struct Search(Vec<(String, String)>);

impl Search {
    /// The words typed.
    pub fn parse(typed: &str) -> Search {
        let word = |it: &str| (text::name_key(it), text::phone_digits(it));
        Search(typed.split_whitespace().map(word).filter(|(word, _)| !word.is_empty()).collect())
    }

    /// Whether a customer is meant.
    pub fn finds(&self, it: &Indexed) -> bool {
        let is_phone = |word: &str, digits: &str| 3 <= digits.len() && digits.len() + 4 >= word.len() && it.digits.contains(digits);
        self.0.iter().all(|(word, digits)| it.words.contains(word.as_str()) || is_phone(word, digits))
    }
}

impl CustomerIndex {
    /// The customers of a book.
    pub fn of(book: &Book) -> CustomerIndex {
        let mut all: Vec<Arc<Indexed>> = book.customers().map(|it| Arc::new(Indexed::of(it, book))).collect();
        all.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        CustomerIndex(all)
    }

    /// The one of that id.
    pub fn get(&self, id: CustomerId) -> Option<&Arc<Indexed>> {
        self.0.iter().find(|it| it.id == id)
    }
}

impl Indexed {
    fn of(customer: &Customer, book: &Book) -> Indexed {
        let (profile, owner) = (&customer.profile, book.person(customer.owner));
        Indexed {
            id: customer.id,
            number: customer.number.clone(),
            name: profile.name.clone(),
            contact: profile.contact.clone(),
            industry: profile.industry.clone(),
            grade: profile.grade,
            source: profile.source,
            region: profile.region,
            owner: customer.owner,
            owner_name: owner.map_or_else(|| NOTHING.to_owned(), |it| it.name.clone()),
            team: owner.and_then(|it| it.team),
            department: owner.and_then(|it| Actor::of(it, book).department),
            scale: profile.scale,
            knows_decision_maker: profile.knows_decision_maker(),
            words: words_of(customer),
            digits: digits_of(customer),
        }
    }
}

/// What a customer is found by: its name and number, its contacts, and the names and numbers of what was merged into it.
fn words_of(customer: &Customer) -> String {
    let profile = &customer.profile;
    let contacts = profile.contacts.iter().map(|it| &it.name);
    let merged = customer.merged.iter().flat_map(|it| [&it.number, &it.name]);
    let all = [&profile.name, &profile.contact, &customer.number].into_iter().chain(contacts).chain(merged);
    all.map(|it| text::name_key(it)).collect::<Vec<_>>().join("\n")
}

/// The phone numbers it is found by.
fn digits_of(customer: &Customer) -> String {
    let others = customer.profile.contacts.iter().map(|it| &it.phone);
    [&customer.profile.phone].into_iter().chain(others).map(|it| text::phone_digits(it)).collect::<Vec<_>>().join("\n")
}

/// The name of somebody, as this book knows it.
pub fn person_name(book: &Book, id: PersonId) -> String {
    book.person(id).map_or_else(|| NOTHING.to_owned(), |it| it.name.clone())
}

/// The name of a customer, as this book knows it.
pub fn customer_name(book: &Book, id: CustomerId) -> String {
    book.customer(id).map_or_else(|| NOTHING.to_owned(), |it| it.profile.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(name: &str, phone: &str) -> Indexed {
        Indexed {
            id: CustomerId::default(),
            number: "C001".to_owned(),
            name: name.to_owned(),
            contact: String::new(),
            industry: String::new(),
            grade: Grade::Normal,
            source: None,
            region: None,
            owner: PersonId::default(),
            owner_name: String::new(),
            team: None,
            department: None,
            scale: None,
            knows_decision_maker: false,
            words: [name, "王芳", "C001"].map(text::name_key).join("\n"),
            digits: text::phone_digits(phone),
        }
    }

    #[test]
    fn customers_are_found_by_name_contact_number_and_phone() {
        let it = indexed("上海 精工（集团）有限公司", "+86 138-0013-8000");
        for (typed, found) in [
            ("精工集团", true),
            ("精工 王芳", true),
            ("c001", true),
            ("0013 8000", true),
            ("138-0013", true),
            ("精工 李", false),
            ("99", false),
            ("", true),
        ] {
            assert_eq!(Search::parse(typed).finds(&it), found, "{typed}");
        }
    }
}
