//! The sales funnel: of the opportunities opened in a period, how many got how far (AN-04).

use serde::{Deserialize, Serialize};

use super::{Filter, Totals, totals};
use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::values::calendar::Period;
use crate::values::ratio::{Ratio, ratio};
use crate::values::stage::Stage;

/// One stage of the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// The stage.
    pub stage: Stage,
    /// Opportunities that got at least this far.
    pub count: i64,
    /// Of those in the stage before, the share that got here; nothing for the first stage.
    pub from_previous: Option<Ratio>,
    /// Of all, the share that got here.
    pub from_first: Option<Ratio>,
}

/// The funnel of the opportunities opened in a period.
pub fn funnel(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Vec<FunnelStep> {
    of(&totals(facts, period, filter, book))
}

/// The funnel, once the sums of the period are known.
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
