//! Setting targets.

use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend as amend_fields};
use crate::records::target::Target;
use crate::values::calendar::{Day, Period};
use crate::values::metric::Metric;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;
use crate::values::text;

pub(super) struct Asked<'a> {
    pub of: TargetOf,
    pub metric: Metric,
    pub period: Period,
    pub was: Option<i64>,
    pub now: Option<i64>,
    pub basis: &'a str,
}

/// The part of a target that is merged when two people change it.
#[derive(Clone, Serialize, Deserialize)]
struct Value {
    value: Option<i64>,
}

pub(super) fn set(asked: &Asked<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let exists = match asked.of {
        TargetOf::Company => true,
        TargetOf::Department(id) => book.department(id).is_some(),
        TargetOf::Team(id) => book.team(id).is_some(),
        TargetOf::Person(id) => book.person(id).is_some(),
    };
    let mine = exists && moment.actor.may_set_target(asked.of, book);
    refusals.refuse_if(!mine, "of", Refusal::NotYours);
    refusals.refuse_if(asked.now.is_some_and(|it| it < 0), "value", Refusal::NotPositive);
    refusals.refuse_if(asked.now.is_some_and(|it| Money::LARGEST.0 < it), "value", Refusal::TooMuch { most: Money::LARGEST });
    refusals.refuse_if(asked.period.first() < Day::FIRST, "period", Refusal::TooEarly { first: Day::FIRST });
    refusals.refuse_if(Day::LAST < asked.period.last(), "period", Refusal::TooLate { last: Day::LAST });
    let basis = refusals.keep("basis", text::optional(asked.basis, text::NOTE)).flatten().unwrap_or_default();
    refusals.into_result()?;

    let id = Target::id_of(asked.of, asked.metric, asked.period);
    let current = Value { value: book.target(id).and_then(|it| it.value) };
    let (was, now) = (Value { value: asked.was }, Value { value: asked.now });
    let (merged, conflicts) = amend_fields(id.into(), &was, &now, &current, &[], book, moment);
    let target = Target { id, of: asked.of, metric: asked.metric, period: asked.period, value: merged.value, basis };
    Ok(Decision::put(target).with(conflicts))
}
