//! The language of figures and charts, and its reference answer: the same function over the same facts on the phone and on the server.
//! Comparison and gap filling happen here, never in a chart.

mod answers;
mod beginnings;
mod card;
mod compare;
mod dashboard;
mod filter;
mod funnel;
mod new_customers;
mod records;
mod series;
mod spending;
mod standing;

pub use answers::{Barrier, Caveat};
pub use beginnings::Beginnings;
pub use card::{Card, card};
pub use compare::{Against, Comparison, Growth, compare};
pub use dashboard::{Dashboard, Question, dashboard};
pub use filter::{Filter, department_of};
pub use funnel::{FunnelStep, funnel};
pub use new_customers::{NewCustomer, new_customers};
pub use records::{Contribution, Part, records_of};
pub use series::{By, Point, PointKey, Series, breakdown, trend};
pub use spending::{Spending, Spent, spending};
pub use standing::{CompletionRule, Standing, time_passed, working_days_gone};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::values::calendar::{Day, Period};
use crate::values::metric::Metric;
use crate::values::ratio::{Ratio, ratio};

/// A figure that can be asked for (KPI).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 销售额 (A13).
    SalesAmount,
    /// 成交单数.
    Deals,
    /// 客单价: sales amount per deal (F-11, A9).
    AverageOrder,
    /// 回款金额.
    Collected,
    /// 回款率: collected in the period ÷ (due in the period + arrears brought forward) (F-10, A8).
    CollectionRate,
    /// 赢单率: won ÷ (won + lost), by the day of the outcome.
    WinRate,
    /// 跟进次数.
    FollowUps,
    /// 活动参与量: contacts at fairs, salons and the like (T-07).
    Activities,
    /// 销售费用 (CO-01).
    SellingExpense,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The smallest currency unit.
    Money,
    /// Pieces.
    Count,
    /// A part of a whole, shown in per cent.
    Share,
}

/// Which way of a figure is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The more the better.
    More,
    /// The less the better.
    Less,
    /// Neither is good or bad by itself.
    Neither,
}

impl Figure {
    /// Every figure, in the order of the cards.
    pub const ALL: [Figure; 9] = [
        Figure::SalesAmount,
        Figure::Deals,
        Figure::AverageOrder,
        Figure::Collected,
        Figure::CollectionRate,
        Figure::WinRate,
        Figure::FollowUps,
        Figure::Activities,
        Figure::SellingExpense,
    ];

    /// What it is counted in.
    pub fn unit(self) -> Unit {
        match self {
            Figure::SalesAmount | Figure::AverageOrder | Figure::Collected | Figure::SellingExpense => Unit::Money,
            Figure::Deals | Figure::FollowUps | Figure::Activities => Unit::Count,
            Figure::CollectionRate | Figure::WinRate => Unit::Share,
        }
    }

    /// Whether it is a rate: two of them differ by percentage points.
    pub fn is_ratio(self) -> bool {
        self.unit() == Unit::Share
    }

    /// Whether its parts make the whole: rates and averages do not add up.
    pub fn adds_up(self) -> bool {
        !self.is_ratio() && self != Figure::AverageOrder
    }

    /// Which way is good news.
    pub fn better(self) -> Better {
        match self {
            Figure::SalesAmount
            | Figure::Deals
            | Figure::Collected
            | Figure::CollectionRate
            | Figure::WinRate
            | Figure::FollowUps
            | Figure::Activities => Better::More,
            Figure::SellingExpense => Better::Less,
            // Many small orders beside the large ones make it fall.
            Figure::AverageOrder => Better::Neither,
        }
    }

    /// The target metric it is measured against, if it can have a target.
    pub fn metric(self) -> Option<Metric> {
        match self {
            Figure::SalesAmount => Some(Metric::SalesAmount),
            Figure::Deals => Some(Metric::Deals),
            Figure::Collected => Some(Metric::Collected),
            Figure::AverageOrder
            | Figure::CollectionRate
            | Figure::WinRate
            | Figure::FollowUps
            | Figure::Activities
            | Figure::SellingExpense => None,
        }
    }

    /// Whether the facts that make it up come from orders, and so have an origin (E-06).
    pub fn has_origin(self) -> bool {
        match self {
            Figure::SalesAmount | Figure::Deals | Figure::AverageOrder | Figure::Collected | Figure::CollectionRate => true,
            Figure::WinRate | Figure::FollowUps | Figure::Activities | Figure::SellingExpense => false,
        }
    }

    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Figure::SalesAmount => "sales_amount",
            Figure::Deals => "deals",
            Figure::AverageOrder => "average_order",
            Figure::Collected => "collected",
            Figure::CollectionRate => "collection_rate",
            Figure::WinRate => "win_rate",
            Figure::FollowUps => "follow_ups",
            Figure::Activities => "activities",
            Figure::SellingExpense => "selling_expense",
        }
    }

    /// The figure of this word.
    pub fn parse(word: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// The measures whose facts make it up.
    pub fn measures(self) -> &'static [Measure] {
        match self {
            Figure::SalesAmount => &[Measure::SalesAmount],
            Figure::Deals => &[Measure::Deals],
            Figure::AverageOrder => &[Measure::SalesAmount, Measure::Deals],
            Figure::Collected => &[Measure::Collected],
            Figure::CollectionRate => &[Measure::Collected, Measure::Due, Measure::Settled],
            Figure::WinRate => &[Measure::Won, Measure::Lost],
            Figure::FollowUps => &[Measure::FollowUps],
            Figure::Activities => &[Measure::Activities],
            Figure::SellingExpense => &[Measure::SellingExpense],
        }
    }

    /// What part of it nobody but its author has approved (A33); nothing where that is not known or there is no such part.
    pub fn unreviewed(self, totals: &Totals) -> Option<i64> {
        let measure = match self {
            Figure::SalesAmount => Measure::SalesUnreviewed,
            Figure::Deals => Measure::DealsUnreviewed,
            Figure::Collected => Measure::CollectedUnreviewed,
            Figure::SellingExpense => Measure::SellingExpenseUnreviewed,
            _ => return None,
        };
        Some(totals.sum(measure)).filter(|it| *it != 0)
    }

    /// Its value, exact; `None` when it cannot be measured, which is not the same as zero (A3, A45).
    pub fn value(self, totals: &Totals) -> Option<Ratio> {
        let sum = |measure| totals.sum(measure);
        match self {
            Figure::SalesAmount => Some(sum(Measure::SalesAmount).into()),
            Figure::Deals => Some(sum(Measure::Deals).into()),
            Figure::Collected => Some(sum(Measure::Collected).into()),
            Figure::FollowUps => Some(sum(Measure::FollowUps).into()),
            Figure::Activities => Some(sum(Measure::Activities).into()),
            Figure::SellingExpense => Some(sum(Measure::SellingExpense).into()),
            Figure::AverageOrder => ratio(sum(Measure::SalesAmount), sum(Measure::Deals)),
            Figure::CollectionRate => ratio(sum(Measure::Collected), sum(Measure::Due).saturating_add(totals.arrears)),
            Figure::WinRate => ratio(sum(Measure::Won), sum(Measure::Won).saturating_add(sum(Measure::Lost))),
        }
    }
}

/// Sums of one stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    sums: BTreeMap<Measure, i64>,
    /// What was due and unpaid when it began (A8).
    pub arrears: i64,
}

impl Totals {
    /// Adds a fact that may fall into or before the days.
    pub fn add(&mut self, fact: &Fact, first: Day, last: Day) {
        if first <= fact.key.on && fact.key.on <= last {
            let sum = self.sums.entry(fact.key.measure).or_default();
            *sum = sum.saturating_add(fact.value);
        } else if fact.key.on < first {
            match fact.key.measure {
                Measure::Due => self.arrears = self.arrears.saturating_add(fact.value),
                Measure::Settled => self.arrears = self.arrears.saturating_sub(fact.value),
                _ => {}
            }
        }
    }

    /// The sum of one measure.
    pub fn sum(&self, measure: Measure) -> i64 {
        self.sums.get(&measure).copied().unwrap_or(0)
    }
}

/// The sums of a period for what a filter lets through.
pub fn totals(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Totals {
    let (first, last) = period.days();
    let mut totals = Totals::default();
    facts.iter().filter(|it| filter.lets_through(it, book)).for_each(|it| totals.add(&filter.reads(it), first, last));
    totals
}

/// Every fact of a book, for asking several questions of the same state.
pub fn facts_of(book: &Book) -> Vec<Fact> {
    let mut facts = Vec::new();
    book.orders().chain(book.advances()).for_each(|it| facts.extend(crate::figures::fact::of_order(it)));
    book.opportunities().for_each(|it| facts.extend(crate::figures::fact::of_opportunity(it)));
    book.follow_ups().for_each(|it| facts.extend(crate::figures::fact::of_follow_up(it)));
    book.expenses().for_each(|it| facts.extend(crate::figures::fact::of_expense(it)));
    facts
}

#[cfg(test)]
mod tests;
