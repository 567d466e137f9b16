//! What a simulation counts and names for its caller.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::access::actor::Actor;
use crate::access::alert_owner::AlertOwner;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::figures::analytics::Filter;
use crate::records::customer::Customer;
use crate::records::organisation::Team;
use crate::values::calendar::Day;
use crate::values::ids::{PersonId, TeamId};
use crate::values::target_of::TargetOf;
use crate::views::alert::Raised;

/// The first of many things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstOf<T> {
    pub first: Vec<T>,
    /// How many there are beyond these.
    pub n_more: u32,
}

impl<T> FirstOf<T> {
    /// The most that are kept, so that an answer stays small whatever the rules change.
    pub const MOST: usize = 50;

    pub(super) fn of(mut all: Vec<T>) -> FirstOf<T> {
        let n_more = count(all.len().saturating_sub(FirstOf::<T>::MOST));
        all.truncate(FirstOf::<T>::MOST);
        FirstOf { first: all, n_more }
    }
}

/// The records of a simulation.
pub(super) struct SimulationScope<'a> {
    pub book: &'a Book,
    pub today: Day,
    moment: Moment,
    /// An administrator's counts cover the whole company.
    counts_all: bool,
}

impl SimulationScope<'_> {
    pub fn of<'a>(book: &'a Book, moment: &Moment) -> SimulationScope<'a> {
        SimulationScope { book, today: moment.today, moment: *moment, counts_all: moment.actor.may_administer() }
    }

    /// The moment at which alerts are raised: for an administrator by the company, because the rules about people judge only those within reach.
    pub fn raising(&self) -> Moment {
        if self.counts_all { Moment { actor: Actor::company(), ..self.moment } } else { self.moment }
    }

    /// Passes the facts that are counted.
    pub fn filter(&self) -> Filter {
        if self.counts_all { Filter::default() } else { self.moment.actor.widest().into() }
    }

    /// Whether the records of this person are counted.
    pub fn reaches(&self, person: PersonId) -> bool {
        self.counts_all || self.moment.actor.covers(person, self.book)
    }

    /// Whether the records of this team are counted.
    pub fn reaches_team(&self, team: &Team) -> bool {
        self.counts_all
            || match self.moment.actor.widest() {
                TargetOf::Company => true,
                TargetOf::Department(id) => team.department == id,
                TargetOf::Team(id) => team.id == id,
                TargetOf::Person(_) => false,
            }
    }

    /// The customers that are counted. Merged ones are counted with the one kept.
    pub fn customers(&self) -> impl Iterator<Item = &Customer> {
        self.book.customers().filter(|it| self.reaches(it.owner))
    }

    pub fn counts_alert(&self, raised: &Raised) -> bool {
        let owner = AlertOwner { person: raised.person, team: None, customer: raised.customer };
        self.counts_all || self.moment.actor.may_see_alert(&owner, self.book)
    }

    /// The current team of a person; managers have none.
    pub fn team_of(&self, person: PersonId) -> Option<TeamId> {
        self.book.person(person).and_then(|it| it.team)
    }

    /// Whether the person still works here, or is unknown to this book.
    pub fn is_here(&self, person: PersonId) -> bool {
        self.book.person(person).is_none_or(|it| it.active)
    }

    /// The first of these, unless the caller may not read sales records.
    pub fn named<T>(&self, all: impl FnOnce() -> Vec<T>) -> Option<FirstOf<T>> {
        self.moment.actor.may_see_sales().then(|| FirstOf::of(all()))
    }
}

/// Saturates; fixed in width, because it travels.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The rows, those with the greatest change first.
pub(super) fn by_change<T, C: Ord>(teams: BTreeMap<Option<TeamId>, T>, change: impl Fn(&T) -> C) -> Vec<(Option<TeamId>, T)> {
    let mut rows: Vec<_> = teams.into_iter().collect();
    rows.sort_by_key(|(team, row)| (std::cmp::Reverse(change(row)), team.is_none(), *team));
    rows
}
