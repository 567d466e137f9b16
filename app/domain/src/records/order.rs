//! A sales order (销售订单) with its lines, the payments against it and its way to the customer (SA-01, SA-02, SA-04, O-01, A7, A30): one
//! aggregate, so that what is owed is always computed from one row. Payments, deliveries, complaints and the like only ever come as
//! additions, so two of them cannot conflict.

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
    Acceptance, Anomaly, Answer, Complaint, Delivery, DeliveryGap, Goods, Handling, NextStep, NodeDone, NodePlan, NodeTrack, Rating,
};

pub use tracking::TrackingRow;

use serde::{Deserialize, Serialize};

use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
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

/// One line: so many of a product at a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: Quantity,
    /// Price of one unit, before discount.
    pub price: Money,
    /// 折扣: the part of the price that is taken off.
    #[serde(default, skip_serializing_if = "Share::is_none")]
    pub discount: Share,
    /// 成本 of one unit, where it is known (CO-01, F-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

impl Line {
    /// So many at the full price.
    pub fn of(product: ProductId, quantity: Quantity, price: Money) -> Line {
        Line { product, quantity, price, discount: Share::NONE, cost: None }
    }

    /// Quantity times price less discount, rounded half up once; nothing when it does not fit an amount (refused on entry).
    pub fn amount(&self) -> Money {
        self.exact_amount().unwrap_or(Money::ZERO)
    }

    fn exact_amount(&self) -> Option<Money> {
        let part = i128::from(Share::WHOLE.0) - i128::from(self.discount.0);
        let exact = i128::from(self.quantity.0).checked_mul(i128::from(self.price.0))?.checked_mul(part)?;
        i64::try_from(exact.checked_add(5_000_000)?.div_euclid(10_000_000)).ok().map(Money)
    }

    /// What it cost us, where that is known.
    pub fn cost_amount(&self) -> Option<Money> {
        self.cost.and_then(|it| self.quantity.at(it))
    }
}

/// What people write about an order. `lines` is merged as a whole, and so are `instalments`; the rest field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTerms {
    /// 成交日期.
    pub deal_on: Day,
    /// 应收日期 of what no instalment covers; left out, the company's credit days after the deal (A6).
    #[serde(default)]
    pub due_on: Option<Day>,
    /// What was sold.
    pub lines: Vec<Line>,
    /// 业绩来源.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
    /// 预计交付时间 (O-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliver_by: Option<Day>,
    /// 分期, a prepayment among them (SA-09, A6); what they leave open is due on the due day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
}

/// How a payment came.
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
    /// 微信/支付宝 and the like.
    Mobile,
}

impl PaymentMethod {
    /// All methods.
    pub const ALL: [PaymentMethod; 4] = [PaymentMethod::Transfer, PaymentMethod::Cash, PaymentMethod::Draft, PaymentMethod::Mobile];
}

/// A payment (回款) against an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Which one.
    pub id: PaymentId,
    /// The day the money came.
    pub on: Day,
    /// How much.
    pub amount: Money,
    /// How.
    #[serde(default)]
    pub method: PaymentMethod,
    /// Anything else.
    #[serde(default)]
    pub note: String,
    /// Who recorded it; the collection is credited like the order.
    pub by: PersonId,
    /// Their team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// When it was written down.
    pub made_at: Timestamp,
    /// Taken back as a mistake, with who and why; it then counts for nothing.
    #[serde(default)]
    pub voided: Option<Voided>,
    /// When it reached the server, where that was notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// What the clock of the device said, where it was wrong: `made_at` is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// Whether somebody else found it right (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Payment>>>,
    /// The order whose credit was put towards this one; nothing when the money came from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_credit_of: Option<OrderId>,
}

/// Who took something back, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// The day.
    pub on: Day,
    /// Who.
    pub by: PersonId,
    /// Why.
    pub reason: String,
    /// Whether it counted until that day, so that a period that is over stays as it was reported. Otherwise it counts for no day at all: the
    /// person corrects the past, or an older release recorded it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nets: bool,
}

impl Voided {
    /// The day from which something that happened on `happened` counts no more.
    pub fn ends(&self, happened: Day) -> Day {
        if self.nets { self.on.max(happened) } else { happened }
    }
}

/// The days on which something that happened once begins to count and, taken back, counts no more; nothing when it never counted.
pub(crate) fn counted(happened: Day, voided: Option<&Voided>) -> Option<(Day, Option<Day>)> {
    let ends = voided.map(|it| it.ends(happened));
    (ends != Some(happened)).then_some((happened, ends))
}

/// Whether something that happened once counted when a day ended.
pub(crate) fn counted_by(happened: Day, voided: Option<&Voided>, day: Day) -> bool {
    happened <= day && voided.is_none_or(|it| day < it.ends(happened))
}

/// The opportunity an order came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromOpportunity {
    /// Which one.
    pub id: OpportunityId,
    /// When it was opened: the cohort its funnel belongs to.
    pub opened_on: Day,
    /// The product it was about, so that all stages of one funnel count for the same product.
    #[serde(default)]
    pub product: Option<ProductId>,
}

/// A sales order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Which one.
    pub id: OrderId,
    /// 销售单号, unique in the company (SA-02); settled by the server.
    pub number: String,
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name at the time, for whoever may see the order but not the customer.
    #[serde(default)]
    pub customer_name: String,
    /// Who is credited with it: stays when the customer changes hands (A36).
    pub owner: PersonId,
    /// Their team at the time of the deal (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The opportunity it came from.
    #[serde(default)]
    pub from: Option<FromOpportunity>,
    /// What the customer had bought when it was taken (A11); unknown of orders from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_then: Option<CustomerThen>,
    /// Who wrote it down; see [`Order::author`] for records from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<PersonId>,
    /// When it was written down.
    pub made_at: Timestamp,
    /// 应收日期 of what no instalment covers, settled when the order was taken or amended.
    pub due_on: Day,
    /// What people write about it.
    pub terms: OrderTerms,
    /// The payments, in the order they were accepted.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// What became of money beyond what it is worth, in the order accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit_uses: Vec<CreditUse>,
    /// Cancelled as a whole.
    #[serde(default)]
    pub cancelled: Option<Voided>,
    /// When it reached the server, where that was notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// What the clock of the device said, where it was wrong: `made_at` is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// Whether somebody else found it right (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Order>>>,
    /// What was brought back, oldest first (A13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<Return>,
    /// The nodes that were planned otherwise than the rules say, or finished by hand (O-03).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<NodeTrack>,
    /// What was delivered, in the order written down (O-01, A15).
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
    /// 已退回: everything came back, and nothing is to be paid.
    Returned,
}

impl Order {
    /// Who wrote it down. Where that was not kept: who is credited, which stays.
    pub fn author(&self) -> PersonId {
        self.made_by.unwrap_or(self.owner)
    }

    /// What was agreed: the sum of its lines.
    pub fn agreed(&self) -> Money {
        self.terms.agreed()
    }

    /// What it is worth: what was agreed less what was returned (A13).
    pub fn amount(&self) -> Money {
        self.agreed() - self.returned_amount()
    }

    /// The payments that count.
    pub fn valid_payments(&self) -> impl Iterator<Item = &Payment> {
        self.payments.iter().filter(|it| it.voided.is_none())
    }

    /// What has been paid, less what was given back and what was put towards other orders.
    pub fn collected(&self) -> Money {
        let paid: Money = self.valid_payments().map(|it| it.amount).sum();
        let used: Money = self.valid_credit_uses().map(|it| it.amount).sum();
        paid - self.refunded() - used
    }

    /// What is still owed; nothing for a cancelled order. What came beyond is [credit](Order::credit).
    pub fn balance(&self) -> Money {
        if self.cancelled.is_some() { Money::ZERO } else { (self.amount() - self.collected()).max(Money::ZERO) }
    }

    /// How much of it is paid (A7).
    pub fn collection(&self) -> Collection {
        match self.collected() {
            _ if self.amount() <= Money::ZERO => Collection::Returned,
            Money::ZERO => Collection::None,
            it if it < self.amount() => Collection::Partial,
            _ => Collection::Full,
        }
    }

    /// The line that counts for the product of the whole deal: the largest.
    pub fn main_product(&self) -> Option<ProductId> {
        self.terms.lines.iter().rev().max_by_key(|it| it.amount()).map(|it| it.product)
    }
}

impl OrderTerms {
    /// Most lines an order may have.
    pub const MOST_LINES: usize = 200;
    /// Most instalments it may be paid in.
    pub const MOST_INSTALMENTS: usize = 36;

    /// The sum of the lines.
    pub fn agreed(&self) -> Money {
        self.lines.iter().map(Line::amount).sum()
    }

    /// The same, cleaned; or everything wrong with it. Products are checked by whoever knows the catalogue.
    pub fn checked(&self, today: Day) -> Result<OrderTerms, Refusals> {
        let mut refusals = Refusals::default();
        crate::values::refusal::check_day(&mut refusals, "deal_on", self.deal_on, today);
        if let Some(due_on) = self.due_on {
            check_planned(&mut refusals, "due_on", due_on, Day::FIRST);
        }
        if let Some(deliver_by) = self.deliver_by {
            check_planned(&mut refusals, "deliver_by", deliver_by, self.deal_on);
        }
        refusals.refuse_if(self.lines.is_empty(), "lines", Refusal::Missing);
        refusals.refuse_if(OrderTerms::MOST_LINES < self.lines.len(), "lines", Refusal::TooLong { longest: OrderTerms::MOST_LINES as u32 });
        let mut total: i64 = 0;
        for (index, line) in self.lines.iter().enumerate() {
            refusals.refuse_if(line.quantity.0 <= 0, &format!("lines.{index}.quantity"), Refusal::NotPositive);
            refusals.refuse_if(line.price < Money::ZERO, &format!("lines.{index}.price"), Refusal::NotPositive);
            refusals.refuse_if(line.discount < Share::NONE || Share::WHOLE < line.discount, &format!("lines.{index}.discount"), DISCOUNT);
            let cost = format!("lines.{index}.cost");
            refusals.refuse_if(line.cost.is_some_and(|it| it < Money::ZERO), &cost, Refusal::NotPositive);
            let too_dear = line.cost.is_some() && line.cost_amount().is_none_or(|it| Money::LARGEST < it);
            refusals.refuse_if(too_dear, &cost, Refusal::TooMuch { most: Money::LARGEST });
            let amount = line.exact_amount().filter(|it| *it <= Money::LARGEST);
            total = total.saturating_add(amount.map_or(Money::LARGEST.0, |it| it.0));
            let too_much = amount.is_none();
            refusals.refuse_if(too_much, &format!("lines.{index}.price"), Refusal::TooMuch { most: Money::LARGEST });
        }
        refusals.refuse_if(!self.lines.is_empty() && total <= 0, "lines.0.price", Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST.0 < total, "lines", Refusal::TooMuch { most: Money::LARGEST });
        self.check_instalments(&mut refusals);
        let note = refusals.keep("note", text::optional(&self.note, text::NOTE)).flatten();
        refusals.into_result()?;
        Ok(OrderTerms { note: note.unwrap_or_default(), ..self.clone() })
    }
}

/// A discount takes off something between nothing and everything.
/// Whether an order was closed, and not cancelled, at the end of a day.
pub(crate) fn stood(order: &Order, day: Day) -> bool {
    order.terms.deal_on <= day && order.cancelled.as_ref().is_none_or(|it| day < it.on)
}

const DISCOUNT: Refusal = Refusal::OutOfRange { least: 0, most: 100 };

#[cfg(test)]
mod tests;
