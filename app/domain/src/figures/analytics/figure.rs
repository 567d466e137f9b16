//! The figures that can be queried, and how each is computed from sums.

use serde::{Deserialize, Serialize};

use super::totals::Totals;
use crate::figures::fact::Measure;
use crate::values::better::Better;
use crate::values::kpi_name::KpiName;
use crate::values::ratio::{Ratio, ratio};
use crate::values::shipped_kpi::ShippedKpi;

/// A figure that can be queried (KPI).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 销售额 (A13).
    SalesAmount,
    /// 成交单数.
    Deals,
    /// 平均订单金额: sales amount per deal (F-11, A9).
    AverageOrder,
    /// 回款金额.
    Collected,
    /// 回款率: collected in the period ÷ (due in the period + arrears brought forward) (F-10, A8).
    CollectionRate,
    /// 赢单率: won ÷ (won + lost), by the day of the outcome.
    WinRate,
    /// 跟进次数.
    FollowUps,
    /// 活动参与量: follow-ups at fairs, salons and similar activities (T-07).
    Activities,
    /// 销售费用 (CO-01).
    SellingExpense,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Fen.
    Money,
    Count,
    /// A share of a whole, shown as a percentage.
    Share,
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

    pub fn unit(self) -> Unit {
        match self {
            Figure::SalesAmount | Figure::AverageOrder | Figure::Collected | Figure::SellingExpense => Unit::Money,
            Figure::Deals | Figure::FollowUps | Figure::Activities => Unit::Count,
            Figure::CollectionRate | Figure::WinRate => Unit::Share,
        }
    }

    /// Whether it is a rate. Two rates differ by percentage points.
    pub fn is_ratio(self) -> bool {
        self.unit() == Unit::Share
    }

    /// Whether its parts add up to the whole. Rates and averages do not.
    pub fn adds_up(self) -> bool {
        !self.is_ratio() && self != Figure::AverageOrder
    }

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
            // It falls when small orders are added to large ones.
            Figure::AverageOrder => Better::Neither,
        }
    }

    /// The target metric of this figure, if it can have a target.
    pub fn metric(self) -> Option<KpiName> {
        match self {
            Figure::SalesAmount => Some(KpiName::SALES_AMOUNT),
            Figure::Deals => Some(KpiName::DEALS),
            Figure::Collected => Some(KpiName::COLLECTED),
            Figure::AverageOrder
            | Figure::CollectionRate
            | Figure::WinRate
            | Figure::FollowUps
            | Figure::Activities
            | Figure::SellingExpense => None,
        }
    }

    /// The shipped KPI that computes the same.
    pub fn kpi(self) -> KpiName {
        KpiName::Shipped(match self {
            Figure::SalesAmount => ShippedKpi::SalesAmount,
            Figure::Deals => ShippedKpi::Deals,
            Figure::AverageOrder => ShippedKpi::AverageOrder,
            Figure::Collected => ShippedKpi::Collected,
            Figure::CollectionRate => ShippedKpi::CollectionRate,
            Figure::WinRate => ShippedKpi::WinRate,
            Figure::FollowUps => ShippedKpi::FollowUps,
            Figure::Activities => ShippedKpi::Activities,
            Figure::SellingExpense => ShippedKpi::SellingExpense,
        })
    }

    /// Whether its facts come from orders and therefore have an origin (E-06).
    pub fn has_origin(self) -> bool {
        match self {
            Figure::SalesAmount | Figure::Deals | Figure::AverageOrder | Figure::Collected | Figure::CollectionRate => true,
            Figure::WinRate | Figure::FollowUps | Figure::Activities | Figure::SellingExpense => false,
        }
    }

    /// The name in a URL.
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

    /// The inverse of [`Figure::as_str`].
    pub fn parse(word: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// The measures whose facts it is computed from.
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

    /// The part that nobody but its author has approved (A33). `None` if the figure has no such part or the part is zero.
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

    /// The exact value. `None` when it cannot be measured, which is not the same as zero (A3, A45).
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
