//! Which owner's figures a record counts for.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::order::Order;
use crate::values::ids::{PersonId, TeamId};
use crate::values::target_of::TargetOf;

impl TargetOf {
    /// Whether something credited to a person, in their team at the time, counts for this owner (A36). A manager sells without a team, for the
    /// department.
    pub fn counts(self, person: PersonId, team: Option<TeamId>, book: &Book) -> bool {
        match self {
            TargetOf::Company => true,
            TargetOf::Department(id) => match team.and_then(|it| book.team(it)) {
                Some(team) => team.department == id,
                None => book.person(person).and_then(|it| Actor::of(it, book).department) == Some(id),
            },
            TargetOf::Team(id) => team == Some(id),
            TargetOf::Person(id) => person == id,
        }
    }
}

impl Order {
    /// Whether it counts for an owner, by the credited person and their team at the time of the deal (A36).
    pub fn counts_for(&self, of: TargetOf, book: &Book) -> bool {
        of.counts(self.owner, self.team, book)
    }
}
