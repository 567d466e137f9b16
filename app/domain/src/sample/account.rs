//! A customer of the sample company while its deals are generated.

use super::staff::RepOf;
use crate::records::customer::CustomerProfile;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, PersonId};

pub(super) struct Account {
    pub(super) id: CustomerId,
    pub(super) rep: RepOf,
    /// When the customer is handed over, and to whom.
    pub(super) heir: Option<(Day, RepOf)>,
    pub(super) filed_on: Day,
    pub(super) profile: CustomerProfile,
    pub(super) n_orders: usize,
}

impl Account {
    /// The owner on that day; a hand-over happens in the morning.
    pub(super) fn holder(&self, on: Day) -> PersonId {
        self.heir.filter(|(since, _)| *since <= on).map_or(self.rep, |(_, heir)| heir).id
    }
}
