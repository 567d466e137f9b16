//! Whom an order is credited to (A37).

use std::collections::BTreeSet;

use super::Order;
use super::credit_split::{CreditPart, CreditSplit};
use crate::values::ids::{PersonId, TeamId};
use crate::values::money::Share;

impl Order {
    /// The split, while several people have a part.
    pub fn shared(&self) -> Option<&CreditSplit> {
        self.credit_split.as_deref().filter(|it| it.is_shared())
    }

    /// Whom the amounts are credited to, each with their team and share.
    pub fn credited(&self) -> Vec<CreditPart> {
        match &self.credit_split {
            Some(split) => split.parts.clone(),
            None => vec![CreditPart { person: self.owner, team: self.team, share: Share::WHOLE }],
        }
    }

    /// Whether a part of the amounts, or the order itself, is this person's: they do not approve it.
    pub fn is_work_of(&self, person: PersonId) -> bool {
        self.owner == person || self.credit_split.as_ref().is_some_and(|it| it.parts.iter().any(|part| part.person == person))
    }

    /// Those beside the owner who have a part, with their teams.
    pub fn credited_others(&self) -> BTreeSet<(PersonId, Option<TeamId>)> {
        let parts = self.credit_split.iter().flat_map(|it| &it.parts);
        parts.filter(|it| it.person != self.owner).map(|it| (it.person, it.team)).collect()
    }
}
