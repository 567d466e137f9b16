//! The sales funnel: how far the opportunities opened in a period got (AN-04).

use serde::{Deserialize, Serialize};

use super::{Filter, Totals, totals};
use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::values::calendar::Period;
use crate::values::ratio::{Ratio, ratio};
use crate::values::stage::Stage;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStep {
    pub stage: Stage,
    /// Opportunities that reached at least this stage.
    pub count: i64,
    /// The share of the previous stage's opportunities that reached this one; `None` for the first stage.
    pub from_previous: Option<Ratio>,
    /// The share of all opportunities that reached this stage.
    pub from_first: Option<Ratio>,
}

pub fn funnel(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Vec<FunnelStep> {
    of(&totals(facts, period, filter, book))
}

/// The funnel from the sums of the period.
pub(super) fn of(totals: &Totals) -> Vec<FunnelStep> {
    let count = |stage| totals.sum(Measure::reached(stage));
    let first = count(Stage::Prospect);
    let mut previous = None;
    Stage::ALL
        .into_iter()
        .map(|stage| {
            let step = FunnelStep {
                stage,
                count: count(stage),
                from_previous: previous.and_then(|it| ratio(count(stage), it)),
                from_first: ratio(count(stage), first),
            };
            previous = Some(step.count);
            step
        })
        .collect()
}
