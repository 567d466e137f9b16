//! What a record contributes to the figures: an amount of a measure, on a day, credited to a person. Every figure is a sum of facts, over the
//! book on the client and over the rollup on the server. A fact depends on its record alone, so every figure can be drilled down to its records.

use serde::{Deserialize, Serialize};

use crate::records::order::Origin;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, PersonId, ProductId, TeamId};
use crate::values::stage::Stage;

/// What is counted. The names are stored in the database: add new ones, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 销售额 by deal day, net of returns and cancellations on the day they happen (A13).
    SalesAmount,
    /// 成交单数 by deal day, net in the same way.
    Deals,
    /// 回款金额 by the day of payment.
    Collected,
    /// 应收 by due day.
    Due,
    /// The paid part of the receivables, by the later of due day and payment day. `Due − Settled` before a day are the arrears on that day (A8).
    Settled,
    /// Follow-ups by day.
    FollowUps,
    /// 活动参与量: follow-ups at a named activity, by day (T-07, E-21).
    Activities,
    /// Opportunities won, by day.
    Won,
    /// Opportunities lost, by day.
    Lost,
    /// All opportunities, by opening day.
    ReachedProspect,
    /// … that reached 意向 or further.
    ReachedInterested,
    /// … that reached 方案提交 or further.
    ReachedProposal,
    /// … that reached 谈判中 or further.
    ReachedNegotiation,
    /// … that were won.
    ReachedWon,
    /// … whose order is paid in full.
    ReachedCollected,
    /// The part of [`Measure::SalesAmount`] that nobody but its author has approved (A33).
    SalesUnreviewed,
    /// The same part of [`Measure::Deals`].
    DealsUnreviewed,
    /// The same part of [`Measure::Collected`].
    CollectedUnreviewed,
    /// 销售费用 by the day of the expense (CO-01, F-09).
    SellingExpense,
    /// The part of [`Measure::SellingExpense`] spent on winning new customers (F-08).
    NewCustomerExpense,
    /// The part of [`Measure::SellingExpense`] that nobody but its author has approved (A33).
    SellingExpenseUnreviewed,
    /// The same part of [`Measure::NewCustomerExpense`].
    NewCustomerExpenseUnreviewed,
}

impl Measure {
    pub const ALL: [Measure; 22] = [
        Measure::SalesAmount,
        Measure::Deals,
        Measure::Collected,
        Measure::Due,
        Measure::Settled,
        Measure::FollowUps,
        Measure::Activities,
        Measure::Won,
        Measure::Lost,
        Measure::ReachedProspect,
        Measure::ReachedInterested,
        Measure::ReachedProposal,
        Measure::ReachedNegotiation,
        Measure::ReachedWon,
        Measure::ReachedCollected,
        Measure::SalesUnreviewed,
        Measure::DealsUnreviewed,
        Measure::CollectedUnreviewed,
        Measure::SellingExpense,
        Measure::NewCustomerExpense,
        Measure::SellingExpenseUnreviewed,
        Measure::NewCustomerExpenseUnreviewed,
    ];

    /// The name stored in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::SalesAmount => "sales_amount",
            Measure::Deals => "deals",
            Measure::Collected => "collected",
            Measure::Due => "due",
            Measure::Settled => "settled",
            Measure::FollowUps => "follow_ups",
            Measure::Activities => "activities",
            Measure::Won => "won",
            Measure::Lost => "lost",
            Measure::ReachedProspect => "reached_prospect",
            Measure::ReachedInterested => "reached_interested",
            Measure::ReachedProposal => "reached_proposal",
            Measure::ReachedNegotiation => "reached_negotiation",
            Measure::ReachedWon => "reached_won",
            Measure::ReachedCollected => "reached_collected",
            Measure::SalesUnreviewed => "sales_unreviewed",
            Measure::DealsUnreviewed => "deals_unreviewed",
            Measure::CollectedUnreviewed => "collected_unreviewed",
            Measure::SellingExpense => "selling_expense",
            Measure::NewCustomerExpense => "new_customer_expense",
            Measure::SellingExpenseUnreviewed => "selling_expense_unreviewed",
            Measure::NewCustomerExpenseUnreviewed => "new_customer_expense_unreviewed",
        }
    }

    /// The inverse of [`Measure::as_str`].
    pub fn parse(word: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// The measure for the unapproved part of this one, if there is one.
    pub fn unreviewed(self) -> Option<Measure> {
        match self {
            Measure::SalesAmount => Some(Measure::SalesUnreviewed),
            Measure::Deals => Some(Measure::DealsUnreviewed),
            Measure::Collected => Some(Measure::CollectedUnreviewed),
            Measure::SellingExpense => Some(Measure::SellingExpenseUnreviewed),
            Measure::NewCustomerExpense => Some(Measure::NewCustomerExpenseUnreviewed),
            _ => None,
        }
    }

    /// The inverse of [`Measure::unreviewed`]: the measure that this one is the unapproved part of.
    pub fn reviewed(self) -> Option<Measure> {
        match self {
            Measure::SalesUnreviewed => Some(Measure::SalesAmount),
            Measure::DealsUnreviewed => Some(Measure::Deals),
            Measure::CollectedUnreviewed => Some(Measure::Collected),
            Measure::SellingExpenseUnreviewed => Some(Measure::SellingExpense),
            Measure::NewCustomerExpenseUnreviewed => Some(Measure::NewCustomerExpense),
            _ => None,
        }
    }

    /// Whether the measure moves with the customer, like the follow-ups behind it: it counts towards nobody's bonus, and the previous owner
    /// loses it when the customer is handed over.
    pub fn goes_with_the_customer(self) -> bool {
        matches!(self, Measure::FollowUps | Measure::Activities)
    }

    /// The measure that counts opportunities which reached at least this stage.
    pub fn reached(stage: Stage) -> Measure {
        match stage {
            Stage::Prospect => Measure::ReachedProspect,
            Stage::Interested => Measure::ReachedInterested,
            Stage::Proposal => Measure::ReachedProposal,
            Stage::Negotiation => Measure::ReachedNegotiation,
            Stage::Won => Measure::ReachedWon,
            Stage::Collected => Measure::ReachedCollected,
        }
    }
}

/// The identity of a fact. Facts with the same key are one fact; their values are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactKey {
    pub measure: Measure,
    /// The day it counts for.
    pub on: Day,
    /// The person credited.
    pub person: PersonId,
    /// The person's team at the time (A36).
    pub team: Option<TeamId>,
    pub product: Option<ProductId>,
    /// The nil id for an expense without a customer.
    pub customer: CustomerId,
}

/// A value under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fact {
    pub key: FactKey,
    /// In fen, or a count.
    pub value: i64,
    /// 业绩来源 of the order (E-06). Not part of the key, so sums by key do not distinguish it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Fact {
    /// A fact without an origin.
    pub fn of(key: FactKey, value: i64) -> Fact {
        Fact { key, value, origin: None }
    }
}

/// The revision of these rules. Raise it when existing records contribute differently than before.
pub const REVISION: i32 = 1;
