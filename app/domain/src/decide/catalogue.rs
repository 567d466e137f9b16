//! What administrators maintain: people, teams, departments, regions, products and the company's rules.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::customers::keep_all;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::command::Save;
use crate::decide::decision::{Decision, amend};
use crate::records::organisation::{Company, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

pub(super) fn save_person(asked: &Save<Person>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let person = &asked.now;
    let mut refusals = begin(moment);
    let name = refusals.keep("name", text::required(&person.name, text::LINE));
    let account = Person::account_key(&person.account);
    refusals.refuse_if(account.is_empty(), "account", Refusal::Missing);
    refusals.refuse_if(64 < account.chars().count(), "account", Refusal::TooLong { longest: 64 });
    let email = refusals.keep("email", text::email(person.email.as_deref().unwrap_or_default()));
    let taken = book.people().any(|it| it.id != person.id && it.account == account);
    refusals.refuse_if(taken, "account", Refusal::Taken);

    let team_unknown = person.team.is_some_and(|it| book.team(it).is_none());
    refusals.refuse_if(team_unknown, "team", Refusal::NotYours);
    refusals.refuse_if(person.role.has_a_team() && person.team.is_none(), "team", Refusal::Missing);
    let department_unknown = person.department.is_some_and(|it| book.department(it).is_none());
    refusals.refuse_if(department_unknown, "department", Refusal::NotYours);
    refusals.refuse_if(person.role.has_a_department() && person.department.is_none(), "department", Refusal::Missing);

    // Administrators must not lock themselves out: there may be nobody to let them in again.
    let is_self = person.id == moment.actor.person;
    refusals.refuse_if(is_self && !person.active, "active", Refusal::NotAllowed);
    refusals.refuse_if(is_self && person.role != Role::Administrator, "role", Refusal::NotAllowed);
    if !refusals.is_empty() {
        return Err(refusals);
    }

    let cleaned = in_place(Person { name: name.unwrap_or_default(), account, email: email.flatten(), ..person.clone() });
    let mut decision = save(&asked.was, cleaned, book.person(person.id), book, moment)?;
    for record in &mut decision.puts {
        if let Record::Person(merged) = record {
            // If two administrators save at once, the role of one and the team of the other must still fit.
            *merged = in_place(merged.clone());
            refusals.refuse_if(merged.role.has_a_team() && merged.team.is_none(), "team", Refusal::Missing);
            refusals.refuse_if(merged.role.has_a_department() && merged.department.is_none(), "department", Refusal::Missing);
        }
    }
    refusals.into_result()?;
    Ok(decision)
}

/// The person with only the place that their role has: a team, a department or none.
fn in_place(person: Person) -> Person {
    let team = person.team.filter(|_| person.role.has_a_team());
    let department = person.department.filter(|_| person.role.has_a_department());
    Person { team, department, ..person }
}

pub(super) fn save_team(asked: &Save<Team>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let team = &asked.now;
    let mut refusals = begin(moment);
    let name = refusals.keep("name", text::required(&team.name, text::LINE));
    refusals.refuse_if(book.department(team.department).is_none(), "department", Refusal::NotYours);
    // A team cannot change departments: its sales stay with the department they were made in.
    let moves = book.team(team.id).is_some_and(|it| it.department != team.department);
    refusals.refuse_if(moves, "department", Refusal::NotAllowed);
    refusals.refuse_if(team.region.is_some_and(|it| book.region(it).is_none()), "region", Refusal::NotYours);
    refusals.into_result()?;
    save(&asked.was, Team { name: name.unwrap_or_default(), ..team.clone() }, book.team(team.id), book, moment)
}

pub(super) fn save_department(asked: &Save<Department>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = begin(moment);
    let name = refusals.keep("name", text::required(&asked.now.name, text::LINE));
    refusals.into_result()?;
    let cleaned = Department { id: asked.now.id, name: name.unwrap_or_default() };
    save(&asked.was, cleaned, book.department(asked.now.id), book, moment)
}

pub(super) fn save_region(asked: &Save<Region>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = begin(moment);
    let name = refusals.keep("name", text::required(&asked.now.name, text::LINE));
    refusals.into_result()?;
    save(&asked.was, Region { id: asked.now.id, name: name.unwrap_or_default() }, book.region(asked.now.id), book, moment)
}

pub(super) fn save_product(asked: &Save<Product>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = begin(moment);
    let cleaned = keep_all(asked.now.checked(), &mut refusals);
    let model = text::name_key(&asked.now.model);
    let same = |it: &Product| it.id != asked.now.id && it.active && text::name_key(&it.model) == model;
    refusals.refuse_if(asked.now.active && book.products().any(same), "model", Refusal::Taken);
    let (Some(cleaned), true) = (cleaned, refusals.is_empty()) else { return Err(refusals) };
    save(&asked.was, cleaned, book.product(asked.now.id), book, moment)
}

pub(super) fn save_company(asked: &Save<Company>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = begin(moment);
    let cleaned = keep_all(asked.now.checked(), &mut refusals);
    for template in asked.now.order_nodes.versions() {
        template.rules.check_people(|it| book.person(it).is_some(), &mut refusals);
    }
    let (Some(cleaned), true) = (cleaned, refusals.is_empty()) else { return Err(refusals) };
    let current = book.has_company().then(|| book.company().clone());
    let revision = current.as_ref().map_or(0, |it| it.revision) + 1;
    let mut decision = save(&asked.was, cleaned, current.as_ref(), book, moment)?;
    for record in &mut decision.puts {
        if let Record::Company(company) = record {
            company.revision = revision;
            let rewritten = current.iter().flat_map(|it| company.rewritten_before(it, moment.server_today));
            rewritten.for_each(|it| refusals.refuse(it, Refusal::TooEarly { first: moment.server_today }));
        }
    }
    refusals.into_result()?;
    Ok(decision)
}

/// Refuses everybody but administrators.
fn begin(moment: &Moment) -> Refusals {
    let mut refusals = Refusals::default();
    refusals.refuse_if(!moment.actor.may_administer(), "role", Refusal::NotAllowed);
    refusals
}

/// Adds a new record as it is; merges a changed one into the current one.
fn save<T>(was: &Option<T>, now: T, current: Option<&T>, book: &Book, moment: &Moment) -> Result<Decision, Refusals>
where
    T: Serialize + DeserializeOwned + Clone,
    Record: From<T>,
{
    let key: Key = Record::from(now.clone()).key();
    match (was, current) {
        (None, None) => Ok(Decision::put(now)),
        (None, Some(_)) => Err(Refusals::of("id", Refusal::Exists)),
        (Some(_), None) => Err(Refusals::of("id", Refusal::NotYours)),
        (Some(was), Some(current)) => {
            let (merged, conflicts) = amend(key, was, &now, current, &[], book, moment);
            Ok(Decision::put(merged).with(conflicts))
        }
    }
}
