//! Who stands above a person.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::organisation::{Person, Role};
use crate::values::ids::PersonId;

/// The active supervisors of the person's team. If there are none, or for anybody but a rep, the managers.
pub fn superiors(person: PersonId, book: &Book) -> Vec<PersonId> {
    let Some(person) = book.person(person) else { return Vec::new() };
    let is_superior = |it: &&Person| it.role == Role::Supervisor && it.team.is_some() && it.team == person.team;
    let found = if person.role == Role::Rep { others(person, book, is_superior) } else { Vec::new() };
    if found.is_empty() { managers(person.id, book) } else { found }
}

/// The active managers of the person's department. If there are none, or for a manager, the directors.
pub fn managers(person: PersonId, book: &Book) -> Vec<PersonId> {
    let Some(person) = book.person(person) else { return Vec::new() };
    let department = Actor::of(person, book).department;
    let is_manager = |it: &&Person| it.role == Role::Manager && it.department.is_some() && it.department == department;
    let found = if person.role == Role::Manager { Vec::new() } else { others(person, book, is_manager) };
    if found.is_empty() { others(person, book, |it| it.role == Role::Director) } else { found }
}

fn others(person: &Person, book: &Book, is_wanted: impl Fn(&&Person) -> bool) -> Vec<PersonId> {
    book.people().filter(|it| it.active && it.id != person.id).filter(|it| is_wanted(it)).map(|it| it.id).collect()
}
