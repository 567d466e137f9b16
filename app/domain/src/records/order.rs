//! Sales orders (销售订单) with their lines, payments and fulfilment (SA-01, SA-02, SA-04, O-01, A7, A30). One aggregate, so the balance is always
//! computed from a single row. Payments, deliveries, complaints and the like are only ever appended, so two of them cannot conflict.

mod as_of;
mod credit;
mod customer_then;
mod receivable;
mod returns;
mod track;
mod tracking;

pub use credit::CreditUse;
pub use customer_then::{CustomerThen, FirstOrder};
pub use receivable::{Age, Due, Instalment, Timing, ageing};
pub use returns::{LineGoods, Return, ReturnedGoods, SoldAt};
pub use track::{
    Acceptance, Anomaly, AnomalyHandling, Complaint, ComplaintAnswer, Delivery, DeliveryGap, Goods, NextStep, NodeDone, NodePlan,
    NodeTrack, Rating,
};

pub use tracking::TrackingRow;

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::{Field, LinePart};
use crate::values::ids::{CustomerId, OpportunityId, OrderId, PaymentId, PersonId, ProductId, TeamId};
use crate::values::money::{Money, Quantity, Share};
use crate::values::refusal::{Refusal, Refusals, check_planned};
use crate::values::text;

/// Where the business came from (E-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 新客户开发.
    NewCustomer,
    /// 老客户复购.
    Repurchase,
    /// 渠道转介绍.
    ChannelReferral,
}

impl Origin {
    /// All origins.
    pub const ALL: [Origin; 3] = [Origin::NewCustomer, Origin::Repurchase, Origin::ChannelReferral];
}

/// An order line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub product: ProductId,
    pub quantity: Quantity,
    /// Unit price before discount.
    pub price: Money,
    /// 折扣: the part of the price taken off.
    #[serde(default, skip_serializing_if = "Share::is_none")]
    pub discount: Share,
    /// 成本 per unit, if known (CO-01, F-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

impl Line {
    /// A line at the full price.
    pub fn of(product: ProductId, quantity: Quantity, price: Money) -> Line {
        Line { product, quantity, price, discount: Share::NONE, cost: None }
    }

    /// Quantity times price less discount, rounded half up once. Zero if it overflows an amount; entry refuses that.
    pub fn amount(&self) -> Money {
        self.exact_amount().unwrap_or(Money::ZERO)
    }

    fn exact_amount(&self) -> Option<Money> {
        let part = i128::from(Share::WHOLE.0) - i128::from(self.discount.0);
        let exact = i128::from(self.quantity.0).checked_mul(i128::from(self.price.0))?.checked_mul(part)?;
        i64::try_from(exact.checked_add(5_000_000)?.div_euclid(10_000_000)).ok().map(Money)
    }

    /// The cost of the line, if known.
    pub fn cost_amount(&self) -> Option<Money> {
        self.cost.and_then(|it| self.quantity.at(it))
    }
}

/// The fields of an order that people edit. `lines` and `instalments` are each merged as a whole, the rest field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTerms {
    /// 成交日期.
    pub deal_on: Day,
    /// 应收日期 of the part not covered by instalments; if `None`, the company's credit days after the deal (A6).
    #[serde(default)]
    pub due_on: Option<Day>,
    pub lines: Vec<Line>,
    /// 业绩来源.
    #[serde(default)]
    pub origin: Option<Origin>,
    #[serde(default)]
    pub note: String,
    /// 预计交付时间 (O-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliver_by: Option<Day>,
    /// 分期, including prepayments (SA-09, A6). Any remainder is due on the due day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
}

/// How a payment was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// 银行转账.
    #[default]
    Transfer,
    /// 现金.
    Cash,
    /// 承兑汇票.
    Draft,
    /// 微信/支付宝 and similar.
    Mobile,
}

impl PaymentMethod {
    /// All methods.
    pub const ALL: [PaymentMethod; 4] = [PaymentMethod::Transfer, PaymentMethod::Cash, PaymentMethod::Draft, PaymentMethod::Mobile];
}

/// A payment (回款) against an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub id: PaymentId,
    /// The day the money arrived.
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub method: PaymentMethod,
    #[serde(default)]
    pub note: String,
    /// Who recorded it. Credit for the collection follows the order.
    pub by: PersonId,
    /// The recorder's team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// Set when voided as a mistake; a voided payment does not count.
    #[serde(default)]
    pub voided: Option<Voided>,
    /// When it reached the server, if notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// The device's reading if its clock was wrong; `made_at` is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// The review by a second person (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Payment>>>,
    /// The order whose credit paid for this one; `None` for money from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_credit_of: Option<OrderId>,
}

/// Records a cancellation or withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    pub on: Day,
    pub by: PersonId,
    pub reason: String,
    /// Whether it still counts for days before `on`, so that closed periods stay as reported. If false, it counts for no day at all: the person
    /// corrected the past, or an older release recorded it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nets: bool,
}

impl Voided {
    /// The day from which something that happened on `happened` no longer counts.
    pub fn ends(&self, happened: Day) -> Day {
        if self.nets { self.on.max(happened) } else { happened }
    }
}

/// The day something starts to count and, if voided, the day it stops; `None` if it never counted.
pub(crate) fn counted(happened: Day, voided: Option<&Voided>) -> Option<(Day, Option<Day>)> {
    let ends = voided.map(|it| it.ends(happened));
    (ends != Some(happened)).then_some((happened, ends))
}

/// Whether something that happened on `happened` still counted at the end of `day`.
pub(crate) fn counted_by(happened: Day, voided: Option<&Voided>, day: Day) -> bool {
    happened <= day && voided.is_none_or(|it| day < it.ends(happened))
}

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
    /// Who gets the credit; unchanged when the customer is handed over (A36).
    pub owner: PersonId,
    /// The owner's team at the time of the deal (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
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
    /// 未回款.
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
            it if it < self.amount() => Collection::Partial,
            _ => Collection::Full,
        }
    }

    /// The product that represents the deal: that of the largest line.
    pub fn main_product(&self) -> Option<ProductId> {
        self.terms.lines.iter().rev().max_by_key(|it| it.amount()).map(|it| it.product)
    }
}

impl OrderTerms {
    /// Maximum number of lines.
    pub const MOST_LINES: usize = 200;
    /// Maximum number of instalments.
    pub const MOST_INSTALMENTS: usize = 36;

    pub fn agreed(&self) -> Money {
        self.lines.iter().map(Line::amount).sum()
    }

    /// Returns a cleaned copy, or all refusals. The caller, who has the catalogue, checks the products.
    pub fn checked(&self, today: Day) -> Result<OrderTerms, Refusals> {
        let mut refusals = Refusals::default();
        crate::values::refusal::check_day(&mut refusals, Field::DealOn, self.deal_on, today);
        if let Some(due_on) = self.due_on {
            check_planned(&mut refusals, Field::DueOn, due_on, Day::FIRST);
        }
        if let Some(deliver_by) = self.deliver_by {
            check_planned(&mut refusals, Field::DeliverBy, deliver_by, self.deal_on);
        }
        refusals.refuse_if(self.lines.is_empty(), Field::Lines, Refusal::Missing);
        refusals.refuse_if(
            OrderTerms::MOST_LINES < self.lines.len(),
            Field::Lines,
            Refusal::TooLong { longest: OrderTerms::MOST_LINES as u32 },
        );
        let mut total: i64 = 0;
        for (index, line) in self.lines.iter().enumerate() {
            refusals.refuse_if(line.quantity.0 <= 0, Field::LineOf(index, LinePart::Quantity), Refusal::NotPositive);
            refusals.refuse_if(line.price < Money::ZERO, Field::LineOf(index, LinePart::Price), Refusal::NotPositive);
            refusals.refuse_if(
                line.discount < Share::NONE || Share::WHOLE < line.discount,
                Field::LineOf(index, LinePart::Discount),
                DISCOUNT,
            );
            let cost = Field::LineOf(index, LinePart::Cost);
            refusals.refuse_if(line.cost.is_some_and(|it| it < Money::ZERO), cost, Refusal::NotPositive);
            let too_dear = line.cost.is_some() && line.cost_amount().is_none_or(|it| Money::LARGEST < it);
            refusals.refuse_if(too_dear, cost, Refusal::TooMuch { most: Money::LARGEST });
            let amount = line.exact_amount().filter(|it| *it <= Money::LARGEST);
            total = total.saturating_add(amount.map_or(Money::LARGEST.0, |it| it.0));
            let too_much = amount.is_none();
            refusals.refuse_if(too_much, Field::LineOf(index, LinePart::Price), Refusal::TooMuch { most: Money::LARGEST });
        }
        refusals.refuse_if(!self.lines.is_empty() && total <= 0, Field::LineOf(0, LinePart::Price), Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST.0 < total, Field::Lines, Refusal::TooMuch { most: Money::LARGEST });
        self.check_instalments(&mut refusals);
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten();
        refusals.into_result()?;
        Ok(OrderTerms { note: note.unwrap_or_default(), ..self.clone() })
    }
}

/// Whether an order was closed and not cancelled at the end of `day`.
pub(crate) fn stood(order: &Order, day: Day) -> bool {
    order.terms.deal_on <= day && order.cancelled.as_ref().is_none_or(|it| day < it.on)
}

const DISCOUNT: Refusal = Refusal::OutOfRange { least: 0, most: 100 };

#[cfg(test)]
mod tests;
