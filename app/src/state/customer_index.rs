//! The customers of the book, ready to be searched and sorted while somebody types: the keys are made once per change of the book.

use std::sync::Arc;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::customer::{Customer, Scale, Source};
use domain::values::grade::Grade;
use domain::values::ids::{CustomerId, DepartmentId, PersonId, RegionId, TeamId};
use domain::values::search::{Entry, Han};
use leptos::prelude::*;

use crate::i18n::{NOTHING, han, sort_by_name};
use crate::local::Notebook;
use crate::t;

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
    /// What it is found by.
    pub found_by: Entry,
}

/// The customers of the book in the order of their names.
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

impl CustomerIndex {
    /// The customers of a book.
    pub fn of(book: &Book) -> CustomerIndex {
        let han = han();
        let mut all: Vec<Arc<Indexed>> = book.customers().map(|it| Arc::new(Indexed::of(it, book, &han))).collect();
        sort_by_name(&mut all, |it| &it.name);
        CustomerIndex(all)
    }

    /// The one of that id.
    pub fn get(&self, id: CustomerId) -> Option<&Arc<Indexed>> {
        self.0.iter().find(|it| it.id == id)
    }
}

impl Indexed {
    fn of(customer: &Customer, book: &Book, han: &Han) -> Indexed {
        let (profile, owner) = (&customer.profile, book.person(customer.owner));
        Indexed {
            id: customer.id,
            number: shown_number(book, &customer.number),
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
            found_by: found_by(customer, han),
        }
    }
}

/// Its name and number, its contacts with their phones, and the names and numbers of what was merged into it.
fn found_by(customer: &Customer, han: &Han) -> Entry {
    let profile = &customer.profile;
    let contacts = profile.contacts.iter().map(|it| &it.name);
    let merged = customer.merged.iter().flat_map(|it| [&it.number, &it.name]);
    let words = [&profile.name, &profile.contact, &customer.number].into_iter().chain(contacts).chain(merged);
    let phones = [&profile.phone].into_iter().chain(profile.contacts.iter().map(|it| &it.phone));
    Entry::of(han, words.map(String::as_str)).with_phones(phones.map(String::as_str))
}

/// The name of somebody, as this book knows it.
pub fn person_name(book: &Book, id: PersonId) -> String {
    book.person(id).map_or_else(|| NOTHING.to_owned(), |it| it.name.clone())
}

/// The name of a customer, as this book knows it: also of one that was handed over, while a record of it is here.
pub fn customer_name(book: &Book, id: CustomerId) -> String {
    book.customer_name(id).unwrap_or(NOTHING).to_owned()
}

/// A number as it is shown: until the server has settled it, two devices may have proposed the same (SA-02).
pub fn shown_number(book: &Book, number: &str) -> String {
    if book.numbers().is_proposed(number) { t!("orders.unconfirmed", number = number) } else { number.to_owned() }
}
