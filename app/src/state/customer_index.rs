//! The customers of the book, indexed for search and sort during input. The keys are built once per change of the book.

use std::sync::Arc;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::customer::{Customer, Scale, Source};
use domain::records::organisation::Posting;
use domain::values::grade::Grade;
use domain::values::ids::{CustomerId, DepartmentId, PersonId, RegionId, TeamId};
use domain::values::search::{Han, SearchEntry};
use leptos::prelude::*;

use crate::i18n::{NOTHING, han, sort_by_name, words};
use crate::local::Notebook;
use crate::t;

/// A customer's list columns and search keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Indexed {
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
    /// The owner's name.
    pub owner_name: String,
    /// The owner's team.
    pub team: Option<TeamId>,
    /// The owner's department.
    pub department: Option<DepartmentId>,
    /// 规模.
    pub scale: Option<Scale>,
    /// Whether a decision maker is known (决策人).
    pub knows_decision_maker: bool,
    /// The search keys.
    pub found_by: SearchEntry,
}

/// The customers of the book, sorted by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerIndex(pub Vec<Arc<Indexed>>);

/// The index of the open book, rebuilt when the book changes. Provided as context.
#[derive(Clone, Copy)]
pub struct Customers(pub Memo<Arc<CustomerIndex>>);

impl Customers {
    pub fn of(notebook: Notebook) -> Customers {
        Customers(notebook.see(|book| Arc::new(CustomerIndex::of(book))))
    }
}

impl CustomerIndex {
    pub fn of(book: &Book) -> CustomerIndex {
        let han = han();
        let mut all: Vec<Arc<Indexed>> = book.customers().map(|it| Arc::new(Indexed::of(it, book, &han))).collect();
        sort_by_name(&mut all, |it| &it.name);
        CustomerIndex(all)
    }

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

/// The search keys: name and number, contacts with their phones, and the names and numbers of customers merged into it.
fn found_by(customer: &Customer, han: &Han) -> SearchEntry {
    let profile = &customer.profile;
    let contacts = profile.contacts.iter().map(|it| &it.name);
    let merged = customer.merged.iter().flat_map(|it| [&it.number, &it.name]);
    let words = [&profile.name, &profile.contact, &customer.number].into_iter().chain(contacts).chain(merged);
    let phones = [&profile.phone].into_iter().chain(profile.contacts.iter().map(|it| &it.phone));
    SearchEntry::of(han, words.map(String::as_str)).with_phones(phones.map(String::as_str))
}

/// The person's name in this book, or [`NOTHING`] if unknown.
pub fn person_name(book: &Book, id: PersonId) -> String {
    book.person(id).map_or_else(|| NOTHING.to_owned(), |it| it.name.clone())
}

/// 销售员 · 上海组.
pub fn posting_name(book: &Book, posting: Posting) -> String {
    let team = posting.team.and_then(|it| book.team(it)).map(|it| it.name.clone());
    let department = posting.department.and_then(|it| book.department(it)).map(|it| it.name.clone());
    let names = [Some(words::role(posting.role).to_owned()), team.or(department)];
    names.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The customer's name in this book, or [`NOTHING`] if unknown. Also knows a customer that was handed over, while one of its records is here.
pub fn customer_name(book: &Book, id: CustomerId) -> String {
    book.customer_name(id).unwrap_or(NOTHING).to_owned()
}

/// A number for display. It is marked as unconfirmed until the server confirms it, because two devices may propose the same number (SA-02).
pub fn shown_number(book: &Book, number: &str) -> String {
    if book.numbers().is_proposed(number) { t!("orders.unconfirmed", number = number) } else { number.to_owned() }
}
