//! The sum of the facts of each customer.

use super::event::KpiEvent;
use crate::values::ids::CustomerId;

/// Values of customers, to be summed by customer.
#[derive(Default)]
pub(super) struct CustomerSums(Vec<(CustomerId, i64)>);

impl CustomerSums {
    pub(super) fn add(&mut self, event: &KpiEvent) {
        if event.fact.key.customer != CustomerId::default() {
            self.0.push((event.fact.key.customer, event.fact.value));
        }
    }

    /// The customers whose sum is more than zero, sorted.
    pub(super) fn positive(mut self) -> Vec<CustomerId> {
        self.0.sort_unstable();
        let of_each = self.0.chunk_by(|a, b| a.0 == b.0);
        let sums = of_each.map(|it| it.iter().fold((CustomerId::default(), 0_i64), |sum, one| (one.0, sum.1.saturating_add(one.1))));
        sums.filter(|it| 0 < it.1).map(|it| it.0).collect()
    }
}
