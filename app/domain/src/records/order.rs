//! Sales orders (销售订单) with their lines, payments and fulfilment (SA-01, SA-02, SA-04, O-01, A7, A30). One aggregate, so the balance is always
//! computed from a single row. Payments, deliveries, complaints and the like are only ever appended, so two of them cannot conflict.

mod as_of;
mod checked;
mod credit;
mod credit_split;
mod credit_use;
mod credited;
mod customer_then;
mod deal_days;
mod goods_back;
mod instalment;
mod line;
mod payment;
mod progress;
mod receivable;
mod returns;
mod support_copy;
mod terms;
mod track;
mod tracking;
mod voided;

pub use credit_split::{CreditPart, CreditShare, CreditSplit};
pub use credit_use::CreditUse;
pub use customer_then::{CustomerThen, FirstOrder};
pub use goods_back::{LineGoods, Return, ReturnedGoods, SoldAt};
pub use instalment::Instalment;
pub use line::Line;
pub use payment::{Payment, PaymentMethod};
pub use receivable::{Age, Due, Timing, ageing};
pub use terms::{OrderTerms, Origin};
pub use track::{
    Acceptance, Anomaly, AnomalyHandling, Complaint, ComplaintAnswer, Delivery, DeliveryGap, Goods, NextStep, NodeDone, NodePlan,
    NodeTrack, Rating,
};

pub use tracking::TrackingRow;
pub use voided::Voided;
pub(crate) use voided::{counted, counted_by};

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, OpportunityId, OrderId, PersonId, ProductId, TeamId};
use crate::values::money::Money;

/// The opportunity that led to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromOpportunity {
    pub id: OpportunityId,
    /// When it was opened; determines its funnel cohort.
    pub opened_on: Day,
    /// The opportunity's product, so that all stages of one funnel count for the same product.
    #[serde(default)]
    pub product: Option<ProductId>,
}

/// A sales order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    /// 销售单号, unique in the company (SA-02); assigned by the server.
    pub number: String,
    pub customer: CustomerId,
    /// The customer's name at the time, for people who may see the order but not the customer.
    #[serde(default)]
    pub customer_name: String,
    /// Who gets the credit, unless it is split; unchanged when the customer is handed over (A36).
    pub owner: PersonId,
    /// The owner's team at the time of the deal (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Whom the amounts are credited to, if not to the owner alone (A37).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_split: Option<Box<CreditSplit>>,
    #[serde(default)]
    pub from: Option<FromOpportunity>,
    /// The customer's purchase history when the order was taken (A11); `None` for orders older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_then: Option<CustomerThen>,
    /// Who recorded it; `None` for records older than this field, see [`Order::author`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<PersonId>,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// 应收日期 of the part not covered by instalments, computed when the order is taken or amended.
    pub due_on: Day,
    /// The fields people edit.
    pub terms: OrderTerms,
    /// In the order they were accepted.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// Uses of the credit beyond the order's amount, in the order accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit_uses: Vec<CreditUse>,
    /// Set when the whole order is cancelled.
    #[serde(default)]
    pub cancelled: Option<Voided>,
    /// When it reached the server, if notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// The device's reading if its clock was wrong; `made_at` is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// The review by a second person (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Order>>>,
    /// Returns, oldest first (A13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<Return>,
    /// Nodes whose plan deviates from the rules, or that a person marked as reached (O-03).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<NodeTrack>,
    /// Deliveries, in the order recorded (O-01, A15).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<Delivery>,
    /// 验收记录 (O-04).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acceptances: Vec<Acceptance>,
    /// 交付差异原因 (O-01, E-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_gap: Option<DeliveryGap>,
    /// 满意度评分 (O-05, E-15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// 投诉记录 (O-05).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complaints: Vec<Complaint>,
    /// 异常记录 (O-01, O-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anomalies: Vec<Anomaly>,
}

/// How much of an order is paid (A7, first axis).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collection {
    /// 待回款.
    None,
    /// 部分回款.
    Partial,
    /// 已全额回款.
    Full,
    /// 已退回: everything was returned, so nothing is payable.
    Returned,
}

impl Order {
    /// Who recorded it. Falls back to the credited owner, who never changes.
    pub fn author(&self) -> PersonId {
        self.made_by.unwrap_or(self.owner)
    }

    /// The agreed amount: the sum of the lines.
    pub fn agreed(&self) -> Money {
        self.terms.agreed()
    }

    /// The net amount: agreed less returned (A13).
    pub fn amount(&self) -> Money {
        self.agreed() - self.returned_amount()
    }

    /// Payments that are not voided.
    pub fn valid_payments(&self) -> impl Iterator<Item = &Payment> {
        self.payments.iter().filter(|it| it.voided.is_none())
    }

    /// Net collected amount: payments less refunds and less credit used for other orders.
    pub fn collected(&self) -> Money {
        let paid: Money = self.valid_payments().map(|it| it.amount).sum();
        let used: Money = self.valid_credit_uses().map(|it| it.amount).sum();
        paid - self.refunded() - used
    }

    /// The amount still owed; zero for a cancelled order. Overpayment is [credit](Order::credit).
    pub fn balance(&self) -> Money {
        if self.cancelled.is_some() { Money::ZERO } else { (self.amount() - self.collected()).max(Money::ZERO) }
    }

    /// Payment status (A7).
    pub fn collection(&self) -> Collection {
        match self.collected() {
            _ if self.amount() <= Money::ZERO => Collection::Returned,
            Money::ZERO => Collection::None,
            collected if collected < self.amount() => Collection::Partial,
            _ => Collection::Full,
        }
    }

    /// The product that represents the deal: that of the largest line.
    pub fn main_product(&self) -> Option<ProductId> {
        self.terms.lines.iter().rev().max_by_key(|it| it.amount()).map(|it| it.product)
    }
}

/// Whether an order was closed and not cancelled at the end of `day`.
pub(crate) fn stood(order: &Order, day: Day) -> bool {
    order.terms.deal_on <= day && order.cancelled.as_ref().is_none_or(|it| day < it.on)
}

#[cfg(test)]
mod tests;
