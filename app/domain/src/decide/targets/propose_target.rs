use serde::{Deserialize, Serialize};

use super::change::TargetChange;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::target::{Target, TargetLine, TargetProposal};
use crate::values::calendar::Period;
use crate::values::field::Field;
use crate::values::ids::{Key, PersonId};
use crate::values::kpi_name::KpiName;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;
use crate::values::text;

/// Propose one's own target to one's superior, or withdraw the proposal (matrix, "Set targets").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposeTarget {
    /// The person who proposes.
    pub of: PersonId,
    pub metric: KpiName,
    pub period: Period,
    /// `None` withdraws the proposal.
    pub value: Option<i64>,
    /// What the value is based on.
    #[serde(default)]
    pub basis: String,
}

impl ProposeTarget {
    fn line(&self) -> TargetLine {
        TargetLine::whole(TargetOf::Person(self.of), self.metric)
    }
}

impl Decide for ProposeTarget {
    const VERB: &'static str = "propose_target";

    fn subject(&self) -> Key {
        self.line().id(self.period).into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.subject()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let line = self.line();
        let change = TargetChange { of: line.of, metric: line.metric, cut: None, period: self.period, was: None, now: self.value };
        let mut refusals = Refusals::default();
        refusals.refuse_if(!moment.actor.may_propose_target_of(line.of), Field::Of, Refusal::NotYours);
        change.check_value(None, |it| it.field(), book, &mut refusals);
        refusals.refuse_if(self.period.last() < moment.server_today, Field::Period, Refusal::PeriodOver);
        let basis = match self.value {
            Some(_) => text::required(&self.basis, text::NOTE).map(Some),
            None => text::optional(&self.basis, text::NOTE),
        };
        let basis = refusals.keep(Field::Basis, basis).flatten().unwrap_or_default();
        let target = book.target(line.id(self.period)).cloned().unwrap_or_else(|| Target::of(line, self.period, None));
        refusals.refuse_if(self.value.is_none() && target.proposal.is_none(), Field::Value, Refusal::Unchanged);
        refusals.into_result()?;
        let proposal = self.value.map(|value| TargetProposal { value, basis, by: moment.actor.person, at: moment.now });
        Ok(Decision::put(Target { proposal, ..target }))
    }
}
