//! The circumstances of a decision.

use crate::access::actor::Actor;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::PersonId;

/// The circumstances of a decision. The only clock a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Who is acting.
    pub actor: Actor,
    /// When: the phone's clock, clamped by the server to its own.
    pub now: Timestamp,
    /// The company's day at that time.
    pub today: Day,
    /// The company's day by the server's clock. Rules that protect what is over, or keep days out of the future, go by it, whatever a device's
    /// clock says. On a phone the same as `today`.
    pub server_today: Day,
    /// The version of the subject that the person was looking at; 0 on a phone, where nothing can have changed since.
    pub base: i64,
}

impl Moment {
    /// Who did what this person writes down: they did. What an import brings in was done by whoever is responsible for it.
    pub(crate) fn author(&self, responsible: PersonId) -> PersonId {
        if self.actor.imports { responsible } else { self.actor.person }
    }

    /// A moment by one clock alone, with nothing that could have changed meanwhile.
    pub fn of(actor: Actor, now: Timestamp, today: Day) -> Moment {
        Moment { actor, now, today, server_today: today, base: 0 }
    }
}
