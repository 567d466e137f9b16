use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::figures::kpis::unit_of;
use crate::records::target::Target;
use crate::values::calendar::{Day, Period};
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;
use crate::values::text;

/// Set, change or remove a target (T-01, T-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTarget {
    pub of: TargetOf,
    pub metric: KpiName,
    pub period: Period,
    pub was: Option<i64>,
    /// `None` removes the target.
    pub now: Option<i64>,
    /// What the value is based on (T-02).
    #[serde(default)]
    pub basis: String,
}

impl Decide for SetTarget {
    const VERB: &'static str = "set_target";

    fn subject(&self) -> Key {
        Target::id_of(self.of, self.metric, self.period).into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.subject()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let exists = match self.of {
            TargetOf::Company => true,
            TargetOf::Department(id) => book.department(id).is_some(),
            TargetOf::Team(id) => book.team(id).is_some(),
            TargetOf::Person(id) => book.person(id).is_some(),
        };
        let mine = exists && moment.actor.may_set_target(self.of, book);
        refusals.refuse_if(!mine, Field::Of, Refusal::NotYours);
        refusals.refuse_if(self.now.is_some_and(|it| it < 0), Field::Value, Refusal::NotPositive);
        match unit_of(self.metric, book) {
            None => refusals.refuse(Field::Metric, Refusal::NotYours),
            Some(unit) => {
                let too_much = match unit {
                    KpiUnit::Share | KpiUnit::Points => Refusal::OutOfRange { least: 0, most: unit.most() / unit.parts() * 100 },
                    _ => Refusal::TooMuch { most: Money(unit.most()) },
                };
                refusals.refuse_if(self.now.is_some_and(|it| unit.most() < it), Field::Value, too_much);
            }
        }
        refusals.refuse_if(self.period.first() < Day::FIRST, Field::Period, Refusal::TooEarly { first: Day::FIRST });
        refusals.refuse_if(Day::LAST < self.period.last(), Field::Period, Refusal::TooLate { last: Day::LAST });
        let basis = refusals.keep(Field::Basis, text::optional(&self.basis, text::NOTE)).flatten().unwrap_or_default();
        refusals.into_result()?;

        let id = Target::id_of(self.of, self.metric, self.period);
        let current = Value { value: book.target(id).and_then(|it| it.value) };
        let (was, now) = (Value { value: self.was }, Value { value: self.now });
        let (merged, conflicts) = amend(id.into(), &was, &now, &current, &[], book, moment);
        let target = Target { id, of: self.of, metric: self.metric, period: self.period, value: merged.value, basis };
        Ok(Decision::put(target).with(conflicts))
    }
}

/// The part of a target that is merged when two people change it.
#[derive(Clone, Serialize, Deserialize)]
struct Value {
    value: Option<i64>,
}
