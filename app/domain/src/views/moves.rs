//! 调动: the moves of people, past and planned (A36).

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::organisation::{Person, Posting};
use crate::rules::{SetBy, VersionPhase, VersionSpan};
use crate::values::calendar::Day;
use crate::values::ids::PersonId;

/// One move of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonMove {
    pub person: PersonId,
    /// The first day.
    pub from: Day,
    pub before: Posting,
    pub to: Posting,
    /// Whether it has not taken effect yet.
    pub is_planned: bool,
    pub set: Option<SetBy>,
    pub note: Option<String>,
}

/// The people whose moves the actor plans.
pub fn movable<'a>(actor: &Actor, book: &'a Book) -> impl Iterator<Item = &'a Person> + use<'a> {
    let actor = *actor;
    book.people().filter(move |it| it.active && actor.may_plan_move_of(it, book))
}

/// The moves of those people: planned ones first, the next one first, then those that have taken effect, the last one first.
pub fn moves(actor: &Actor, book: &Book, today: Day) -> Vec<PersonMove> {
    let of = |person: &Person| -> Vec<PersonMove> {
        let moved = |span: VersionSpan<Posting>| {
            let VersionSpan { from, phase, rules: to, before, set, note, .. } = span;
            // The first version is what held before the first move.
            let (from, before) = from.filter(|it| Day::FIRST < *it).zip(before)?;
            Some(PersonMove { person: person.id, from, before, to, is_planned: phase == VersionPhase::Planned, set, note })
        };
        person.postings.spans(today).into_iter().filter_map(moved).collect()
    };
    let (mut planned, mut past): (Vec<_>, Vec<_>) = movable(actor, book).flat_map(of).partition(|it| it.is_planned);
    planned.sort_by_key(|it| (it.from, it.person));
    past.sort_by_key(|it| (std::cmp::Reverse(it.from), it.person));
    planned.extend(past);
    planned
}
