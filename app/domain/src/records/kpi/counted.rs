//! The kinds of facts that a KPI can count, and what is known about each.

use serde::{Deserialize, Serialize};

use crate::values::kpi_unit::KpiUnit;

/// A kind of fact. Each fact has a day, a value, the person and team credited with it, and a record behind it. The names are stored in KPIs: add
/// new ones, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// 销售额 by deal day, net of returns and cancellations on their own days (A13).
    SalesAmount,
    /// 销售数量 in the same way, in thousandths (F-05).
    SalesQuantity,
    /// 成交 in the same way.
    Deals,
    /// 回款 by day of payment.
    Collected,
    /// 应收 by due day.
    Due,
    /// The paid part of the receivables (A8).
    Settled,
    /// 跟进 by day.
    FollowUps,
    /// 活动参与: follow-ups at a named activity.
    Activities,
    /// Opportunities, by opening day; a stage narrows them to those that ever reached it.
    Opportunities,
    /// Moves of opportunities to a higher stage than ever before, by day of the move. Opening counts as reaching the first stage.
    StageReached,
    /// 赢单 by day.
    Won,
    /// 输单 by day.
    Lost,
    /// 新建档客户 by filing day (A12).
    CustomersFiled,
    /// 新增客户 by the day of the first closed order (A12).
    NewCustomers,
    /// 销售费用 by day.
    Expense,
    /// The part of the expenses spent on winning new customers (F-08).
    NewCustomerExpense,
    /// 投诉 about orders, by day.
    Complaints,
    /// Hours from a complaint to its answer, by day of the answer.
    ComplaintAnswers,
    /// Orders with an anomaly, by deal day.
    Anomalies,
    /// Hours from an anomaly that somebody besides the order's owner is to solve to its solution, by day of the solution.
    Cooperation,
    /// Satisfaction scores of orders and customers, by day.
    Ratings,
    /// Orders due for delivery: 1 for one delivered in time (A14).
    OnTime,
    /// Quantities of the same orders: delivered of ordered (A15).
    Fill,
    /// The same orders: 1 for one delivered in full.
    InFull,
    /// Days from opening the opportunity to the order (A16).
    SalesCycle,
    /// Days from the first contact to the first order (A16, F-20).
    FirstContact,
    /// Profit on goods of known cost, of their amount (F-16).
    GrossMargin,
    /// Days from reaching 意向 to submitting the proposal (F-20).
    ProposalResponse,
    /// A customers when the period began: 1 for one that bought in it (F-19).
    HighValue,
    /// People who sell now.
    SalesPeople,
}

/// What the value of a fact is compared with when facts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Each fact counts as one.
    One,
    /// Each fact has an amount or a quantity of its own: that of [`Counted::GrossMargin`] and [`Counted::Fill`].
    Own(KpiUnit),
    /// Facts are netted by later ones, so only their sum has a meaning.
    Netted,
}

/// A property of facts that a KPI or a filter can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactTrait {
    Product,
    Origin,
    Customer,
    Method,
    Stage,
    ExpenseKind,
    Buyer,
    Review,
}

impl Counted {
    /// In the order in which the editor offers them.
    pub const ALL: [Counted; 30] = [
        Counted::SalesAmount,
        Counted::SalesQuantity,
        Counted::Deals,
        Counted::Collected,
        Counted::Due,
        Counted::Settled,
        Counted::FollowUps,
        Counted::Activities,
        Counted::Opportunities,
        Counted::StageReached,
        Counted::Won,
        Counted::Lost,
        Counted::CustomersFiled,
        Counted::NewCustomers,
        Counted::Expense,
        Counted::NewCustomerExpense,
        Counted::Complaints,
        Counted::ComplaintAnswers,
        Counted::Anomalies,
        Counted::Cooperation,
        Counted::Ratings,
        Counted::OnTime,
        Counted::Fill,
        Counted::InFull,
        Counted::SalesCycle,
        Counted::FirstContact,
        Counted::GrossMargin,
        Counted::ProposalResponse,
        Counted::HighValue,
        Counted::SalesPeople,
    ];

    /// The unit of the sum of its values.
    pub fn unit(self) -> KpiUnit {
        match self {
            Counted::SalesAmount
            | Counted::Collected
            | Counted::Due
            | Counted::Settled
            | Counted::Expense
            | Counted::NewCustomerExpense
            | Counted::GrossMargin => KpiUnit::Money,
            Counted::SalesQuantity | Counted::Fill => KpiUnit::Quantity,
            Counted::SalesCycle | Counted::FirstContact | Counted::ProposalResponse => KpiUnit::Days,
            Counted::ComplaintAnswers | Counted::Cooperation => KpiUnit::Hours,
            Counted::Ratings => KpiUnit::Score,
            Counted::Deals
            | Counted::FollowUps
            | Counted::Activities
            | Counted::Opportunities
            | Counted::StageReached
            | Counted::Won
            | Counted::Lost
            | Counted::CustomersFiled
            | Counted::NewCustomers
            | Counted::Complaints
            | Counted::Anomalies
            | Counted::OnTime
            | Counted::InFull
            | Counted::HighValue
            | Counted::SalesPeople => KpiUnit::Count,
        }
    }

    /// What its facts are counted by.
    pub fn base(self) -> Base {
        match self {
            Counted::Fill => Base::Own(KpiUnit::Quantity),
            Counted::GrossMargin => Base::Own(KpiUnit::Money),
            Counted::SalesAmount
            | Counted::SalesQuantity
            | Counted::Deals
            | Counted::Collected
            | Counted::Due
            | Counted::Settled
            | Counted::Expense
            | Counted::NewCustomerExpense => Base::Netted,
            _ => Base::One,
        }
    }

    /// Whether its facts depend on the days asked for, so that they exist within a period only.
    pub fn is_of_a_period(self) -> bool {
        matches!(
            self,
            Counted::NewCustomers
                | Counted::OnTime
                | Counted::Fill
                | Counted::InFull
                | Counted::SalesCycle
                | Counted::FirstContact
                | Counted::GrossMargin
                | Counted::HighValue
                | Counted::SalesPeople
        )
    }

    /// Whether its facts have this property. A question about another property has no answer, which is not zero.
    pub fn knows(self, of: FactTrait) -> bool {
        let is_of_orders =
            matches!(self, Counted::SalesAmount | Counted::SalesQuantity | Counted::Deals | Counted::Collected | Counted::NewCustomers);
        let is_of_opportunities =
            matches!(self, Counted::Opportunities | Counted::StageReached | Counted::Won | Counted::Lost | Counted::ProposalResponse);
        match of {
            FactTrait::Product => is_of_orders || is_of_opportunities || self == Counted::GrossMargin,
            FactTrait::Origin => {
                is_of_orders
                    || matches!(
                        self,
                        Counted::Due
                            | Counted::Settled
                            | Counted::Complaints
                            | Counted::ComplaintAnswers
                            | Counted::Anomalies
                            | Counted::Cooperation
                            | Counted::OnTime
                            | Counted::Fill
                            | Counted::InFull
                            | Counted::SalesCycle
                            | Counted::FirstContact
                            | Counted::GrossMargin
                    )
            }
            FactTrait::Customer => self != Counted::SalesPeople,
            FactTrait::Method => matches!(self, Counted::FollowUps | Counted::Activities),
            FactTrait::Stage => matches!(self, Counted::Opportunities | Counted::StageReached),
            FactTrait::ExpenseKind => matches!(self, Counted::Expense | Counted::NewCustomerExpense),
            FactTrait::Buyer => matches!(self, Counted::SalesAmount | Counted::SalesQuantity | Counted::Deals | Counted::Collected),
            FactTrait::Review => matches!(
                self,
                Counted::SalesAmount
                    | Counted::Deals
                    | Counted::Collected
                    | Counted::Due
                    | Counted::Settled
                    | Counted::Expense
                    | Counted::NewCustomerExpense
            ),
        }
    }
}
