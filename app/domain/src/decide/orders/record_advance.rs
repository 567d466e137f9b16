use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::order_prefix;
use crate::decide::decision::{Decision, own_customer, settle_number};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::{Order, OrderTerms, Payment, PaymentMethod};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, OrderId, PaymentId, PersonId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Record money received before there is an order (预收款).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAdvance {
    pub id: OrderId,
    /// The payment's id.
    pub payment: PaymentId,
    pub customer: CustomerId,
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub method: PaymentMethod,
    #[serde(default)]
    pub note: String,
}

impl Decide for RecordAdvance {
    const VERB: &'static str = "record_advance";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs { prefixes: vec![order_prefix(self.on)], ..Needs::records([self.id.into(), self.customer.into()]) }
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.order(self.id).is_some(), Field::Id, Refusal::Exists);
        let customer = own_customer(self.customer, book, moment, &mut refusals);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        refusals.refuse_if(self.amount <= Money::ZERO, Field::Amount, Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST < self.amount, Field::Amount, Refusal::TooMuch { most: Money::LARGEST });
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten().unwrap_or_default();
        let (Some(customer), true) = (customer, refusals.is_empty()) else { return Err(refusals) };

        let (number, _) = settle_number(None, &order_prefix(self.on), self.id.into(), book, moment);
        let team_of = |it: PersonId| book.team_on(it, moment.today);
        let by = moment.actor.person;
        let payment = Payment {
            id: self.payment,
            on: self.on,
            amount: self.amount,
            method: self.method,
            note,
            by,
            team: team_of(by),
            made_at: moment.now,
            voided: None,
            arrived_at: None,
            clock_said: None,
            review: None,
            from_credit_of: None,
        };
        Ok(Decision::put(Order {
            id: self.id,
            number,
            customer: customer.id,
            customer_name: customer.profile.name.clone(),
            owner: customer.owner,
            team: team_of(customer.owner),
            made_by: Some(by),
            made_at: moment.now,
            due_on: self.on,
            terms: OrderTerms { deal_on: self.on, ..OrderTerms::default() },
            payments: vec![payment],
            ..Order::default()
        }))
    }
}
