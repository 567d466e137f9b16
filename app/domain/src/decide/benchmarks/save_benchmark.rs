//! Set, change or remove an industry average.

use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::figures::kpis::unit_of;
use crate::records::benchmark::{Benchmark, BenchmarkOf};
use crate::values::calendar::{Day, Period};
use crate::values::field::Field;
use crate::values::ids::{Key, RegionId};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Set, change or remove an industry average (AN-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveBenchmark {
    pub metric: KpiName,
    pub compares: BenchmarkOf,
    /// `None` for all regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub period: Period,
    /// The value and source that the person saw.
    pub was: Option<i64>,
    #[serde(default)]
    pub citation_was: String,
    /// In parts of the unit of the average; `None` removes it.
    pub now: Option<i64>,
    /// Where the number comes from; required unless it is removed, when the record keeps the last one.
    #[serde(default)]
    pub citation: String,
}

impl SaveBenchmark {
    /// The command that removes this average.
    pub fn removal(of: &Benchmark) -> SaveBenchmark {
        SaveBenchmark {
            metric: of.metric,
            compares: of.compares,
            region: of.region,
            period: of.period,
            was: of.value,
            citation_was: of.citation.clone(),
            now: None,
            citation: of.citation.clone(),
        }
    }
}

impl Decide for SaveBenchmark {
    const VERB: &'static str = "save_benchmark";

    fn subject(&self) -> Key {
        Benchmark::id_of(self.metric, self.compares, self.region, self.period).into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(!moment.actor.may_administer(), Field::Role, Refusal::NotAllowed);
        match unit_of(self.metric, book) {
            None => refusals.refuse(Field::Metric, Refusal::NotYours),
            Some(unit) => check_value(self.now, self.compares.unit(unit), &mut refusals),
        }
        let is_ended = matches!(self.metric, KpiName::Own(id) if book.kpi(id).is_some_and(|it| !it.active));
        refusals.refuse_if(is_ended && self.now.is_some(), Field::Metric, Refusal::Inactive);
        refusals.refuse_if(self.region.is_some_and(|it| book.region(it).is_none()), Field::Region, Refusal::NotYours);
        refusals.refuse_if(matches!(self.period, Period::Week(_)), Field::Period, Refusal::Malformed);
        refusals.refuse_if(self.period.first() < Day::FIRST, Field::Period, Refusal::TooEarly { first: Day::FIRST });
        refusals.refuse_if(Day::LAST < self.period.last(), Field::Period, Refusal::TooLate { last: Day::LAST });
        let citation = match self.now {
            Some(_) => refusals.keep(Field::Citation, text::required(&self.citation, text::NOTE)),
            None => refusals.keep(Field::Citation, text::optional(&self.citation, text::NOTE)).flatten(),
        };
        refusals.into_result()?;

        let SaveBenchmark { metric, compares, region, period, .. } = *self;
        let id = Benchmark::id_of(metric, compares, region, period);
        let benchmark = |value, citation| Benchmark { id, metric, compares, region, period, value, citation };
        let was = benchmark(self.was, self.citation_was.clone());
        let now = benchmark(self.now, citation.unwrap_or_default());
        let Some(current) = book.benchmark(id) else { return Ok(Decision::put(now)) };
        let (merged, conflicts) = amend(id.into(), &was, &now, current, &[], book, moment);
        Ok(Decision::put(merged).with(conflicts))
    }
}

fn check_value(value: Option<i64>, unit: KpiUnit, refusals: &mut Refusals) {
    let Some(value) = value else { return };
    let too_much = match unit {
        KpiUnit::Share | KpiUnit::Points => Refusal::OutOfRange { least: 0, most: unit.most() / unit.parts() * 100 },
        _ => Refusal::TooMuch { most: Money(unit.most()) },
    };
    // Nothing can be compared with zero.
    refusals.refuse_if(value <= 0, Field::Value, Refusal::NotPositive);
    refusals.refuse_if(unit.most() < value, Field::Value, too_much);
}
