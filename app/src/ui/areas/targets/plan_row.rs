//! A period of a plan, and how its values are written.

use domain::book::Book;
use domain::figures::kpis::unit_of;
use domain::values::calendar::Period;
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::Money;
use domain::values::ratio::Ratio;

use super::plan::Cell;
use crate::i18n::{NOTHING, kpi_words, locale};

#[derive(Clone)]
pub struct PlanRow {
    pub cell: Cell,
    pub notation: Notation,
    /// Whether the reader may set this target: of a period that is over, only a director.
    pub may_set: bool,
    /// Whether the reader may propose it.
    pub may_propose: bool,
}

/// How values of a KPI are written: its unit, and the word for one of what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notation {
    unit: KpiUnit,
    word: String,
}

impl Notation {
    pub fn of(kpi: KpiName, book: &Book) -> Notation {
        let word = match kpi {
            KpiName::Own(id) => book.kpi(id).map(|it| it.unit_word.clone()).unwrap_or_default(),
            KpiName::Shipped(_) => String::new(),
        };
        Notation { unit: unit_of(kpi, book).unwrap_or(KpiUnit::Count), word }
    }

    /// A result.
    pub fn result(&self, value: Option<Ratio>) -> String {
        value.map_or_else(|| NOTHING.to_owned(), |it| kpi_words::value(self.unit, it, &self.word))
    }

    /// A target as a number without its unit.
    pub fn plain_target(&self, value: i64) -> String {
        match self.unit {
            KpiUnit::Money => locale().money(Money(value)).trim_end_matches(".00").to_owned(),
            unit => self.result(unit.target(value)),
        }
    }

    /// A target as it is stored.
    pub fn target(&self, value: Option<i64>) -> String {
        self.result(value.and_then(|it| self.unit.target(it)))
    }
}

pub fn name(period: Period) -> String {
    match period {
        Period::Month(month) => locale().month_short(month),
        Period::Week(week) => locale().week(week),
        other => locale().period(other),
    }
}
