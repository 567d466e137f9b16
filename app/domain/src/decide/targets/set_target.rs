use serde::{Deserialize, Serialize};

use super::change::{Reasoned, TargetChange};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::target::{TargetCut, TargetLevels};
use crate::values::calendar::Period;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::kpi_name::KpiName;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;
use crate::values::text::{self, is_blank};

/// Set, change or remove a target (T-01, T-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTarget {
    pub of: TargetOf,
    pub metric: KpiName,
    /// `None` for everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<TargetCut>,
    pub period: Period,
    pub was: Option<i64>,
    /// `None` removes the target.
    pub now: Option<i64>,
    /// `None` leaves them as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<TargetLevels>,
    /// What the value is based on (T-02); of a period that is over, why it is changed.
    #[serde(default)]
    pub basis: String,
}

impl SetTarget {
    fn change(&self) -> TargetChange {
        TargetChange { of: self.of, metric: self.metric, cut: self.cut.clone(), period: self.period, was: self.was, now: self.now }
    }
}

impl Decide for SetTarget {
    const VERB: &'static str = "set_target";

    fn subject(&self) -> Key {
        self.change().line().id(self.period).into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.subject()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let change = self.change();
        let mut refusals = change.check(self.levels, |it| it.field(), book, moment);
        let (levels, better) = (self.levels.unwrap_or_default(), change.better(book));
        refusals.refuse_if(self.now.is_some_and(|it| !levels.is_in_order(it, better)), Field::Value, Refusal::OutOfOrder);
        for (field, level) in [(Field::Floor, levels.floor), (Field::Stretch, levels.stretch), (Field::Challenge, levels.challenge)] {
            refusals.refuse_if(level.is_some_and(|it| it < 0), field, Refusal::NotPositive);
        }
        let is_over = self.period.last() < moment.server_today;
        refusals.refuse_if(is_over && is_blank(&self.basis), Field::Basis, Refusal::Missing);
        let basis = refusals.keep(Field::Basis, text::optional(&self.basis, text::NOTE)).flatten().unwrap_or_default();
        refusals.into_result()?;
        let (target, conflicts) = change.apply(&Reasoned { levels: self.levels, basis: &basis }, book, moment);
        Ok(Decision::put(target).with(conflicts))
    }
}
