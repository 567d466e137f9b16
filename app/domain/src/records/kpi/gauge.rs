//! A gauge reads one number off the facts of a kind: their sum, their number, or the customers behind them.

use serde::{Deserialize, Serialize};

use super::counted::{Base, Counted, FactTrait};
use crate::records::customer::{Scale, Source};
use crate::records::expense::ExpenseKind;
use crate::records::order::Origin;
use crate::rules::PriceBand;
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::{ProductId, RegionId};
use crate::values::kpi_unit::KpiUnit;
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;
use crate::values::text;

/// What is read off the facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tally {
    /// The sum of their values.
    #[default]
    Sum,
    /// Their number; for facts with an amount of their own, the sum of those amounts.
    Number,
    /// The customers whose facts sum to more than zero, each once.
    Customers,
}

/// The days whose facts are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// The period.
    #[default]
    Within,
    /// Everything before the period.
    Before,
    /// Everything up to the end of the period.
    UpToEnd,
    /// The twelve months up to the end of the period.
    TwelveMonths,
}

/// Whether the order was the customer's first (A11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Buyer {
    New,
    Old,
}

/// Counts only customers that also have facts of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Among {
    pub of: Counted,
    #[serde(default)]
    pub span: Span,
}

/// The facts that a gauge reads, of those of its kind. Every field that is `None` passes all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Narrowing {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<PriceBand>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Buyer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The customer's region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// The customer's acquisition channel; for an expense, the channel it was spent on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Source>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expense_kind: Option<ExpenseKind>,
}

impl Narrowing {
    /// The properties it asks for.
    pub fn traits(&self) -> impl Iterator<Item = FactTrait> {
        let of_product = self.line.is_some() || self.product.is_some() || self.module.is_some() || self.band.is_some();
        let of_customer =
            self.industry.is_some() || self.scale.is_some() || self.grade.is_some() || self.region.is_some() || self.channel.is_some();
        [
            (of_product, FactTrait::Product),
            (self.origin.is_some(), FactTrait::Origin),
            (self.buyer.is_some(), FactTrait::Buyer),
            (of_customer, FactTrait::Customer),
            (self.method.is_some(), FactTrait::Method),
            (self.stage.is_some(), FactTrait::Stage),
            (self.expense_kind.is_some(), FactTrait::ExpenseKind),
        ]
        .into_iter()
        .filter(|it| it.0)
        .map(|it| it.1)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Gauge {
    pub of: Counted,
    #[serde(default)]
    pub tally: Tally,
    #[serde(default)]
    pub span: Span,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Among>,
    #[serde(default, skip_serializing_if = "is_open")]
    pub only: Narrowing,
}

fn is_open(only: &Narrowing) -> bool {
    *only == Narrowing::default()
}

impl Gauge {
    /// The sum of the facts of a kind in the period.
    pub fn sum(of: Counted) -> Gauge {
        Gauge { of, tally: Tally::Sum, span: Span::Within, among: None, only: Narrowing::default() }
    }

    /// The number of facts of a kind in the period.
    pub fn number(of: Counted) -> Gauge {
        Gauge { tally: Tally::Number, ..Gauge::sum(of) }
    }

    /// The customers with facts of a kind in the period.
    pub fn customers(of: Counted) -> Gauge {
        Gauge { tally: Tally::Customers, ..Gauge::sum(of) }
    }

    #[must_use]
    pub fn over(self, span: Span) -> Gauge {
        Gauge { span, ..self }
    }

    #[must_use]
    pub fn among(self, of: Counted, span: Span) -> Gauge {
        Gauge { among: Some(Among { of, span }), ..self }
    }

    #[must_use]
    pub fn only(self, only: Narrowing) -> Gauge {
        Gauge { only, ..self }
    }

    pub fn unit(&self) -> KpiUnit {
        match (self.tally, self.of.base()) {
            (Tally::Sum, _) => self.of.unit(),
            (Tally::Number, Base::Own(unit)) => unit,
            (Tally::Number | Tally::Customers, _) => KpiUnit::Count,
        }
    }

    /// Whether the parts of people and of periods add up to the whole. A customer of two months is one customer of their quarter.
    pub fn adds_up(&self) -> bool {
        self.tally != Tally::Customers && self.span == Span::Within && !matches!(self.of, Counted::HighValue | Counted::SalesPeople)
    }

    /// Refuses what its kind of fact does not have. `at` is the field of the form that holds it.
    pub fn check(&self, at: Field, refusals: &mut Refusals) {
        refusals.refuse_if(self.tally == Tally::Number && self.of.base() == Base::Netted, at, Refusal::NotCounted);
        refusals.refuse_if(self.tally == Tally::Customers && !self.of.knows(FactTrait::Customer), at, Refusal::NotCounted);
        refusals.refuse_if(self.among.is_some() && self.tally != Tally::Customers, at, Refusal::NotCounted);
        let is_apart = |of: Counted, span: Span| of.is_of_a_period() && span != Span::Within;
        let is_among_apart = self.among.is_some_and(|it| is_apart(it.of, it.span) || !it.of.knows(FactTrait::Customer));
        refusals.refuse_if(is_apart(self.of, self.span) || is_among_apart, at, Refusal::NotCounted);
        refusals.refuse_if(!self.only.traits().all(|it| self.of.knows(it)), at, Refusal::NotAsked);
        for text in [&self.only.line, &self.only.module, &self.only.industry].into_iter().flatten() {
            refusals.keep(at, text::required(text, text::LINE));
        }
    }
}
