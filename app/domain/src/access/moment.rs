//! The context of a decision: who acts, and when.

use crate::access::actor::Actor;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::PersonId;

/// The context of a decision. Rules have no other clock.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub actor: Actor,
    /// The phone's time, clamped by the server to its own.
    pub now: Timestamp,
    /// The company's day at `now`.
    pub today: Day,
    /// The company's day by the server's clock. Used by rules that protect closed periods or reject future days, whatever a device's clock says.
    /// On a phone it equals `today`.
    pub server_today: Day,
    /// The version of the record that the person saw; 0 on a phone, where it cannot have changed since.
    pub base: i64,
}

impl Moment {
    /// The author of a record: the acting person, or for an import the responsible person.
    pub(crate) fn author(&self, responsible: PersonId) -> PersonId {
        if self.actor.imports { responsible } else { self.actor.person }
    }

    /// A context with a single clock, in which nothing can have changed meanwhile.
    pub fn of(actor: Actor, now: Timestamp, today: Day) -> Moment {
        Moment { actor, now, today, server_today: today, base: 0 }
    }
}
