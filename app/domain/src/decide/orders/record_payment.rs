use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::standing;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::{Payment, PaymentMethod};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId, PaymentId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Record money received for an order (SA-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPayment {
    pub id: PaymentId,
    pub order: OrderId,
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub method: PaymentMethod,
    #[serde(default)]
    pub note: String,
}

impl Decide for RecordPayment {
    const VERB: &'static str = "record_payment";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        let exists = order.is_some_and(|it| it.payments.iter().any(|payment| payment.id == self.id));
        refusals.refuse_if(exists, Field::Id, Refusal::Exists);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        refusals.refuse_if(self.amount <= Money::ZERO, Field::Amount, Refusal::NotPositive);
        // Money beyond the balance becomes the customer's credit.
        if let Some(most) = order.map(|it| (Money::LARGEST - it.collected()).max(Money::ZERO)) {
            refusals.refuse_if(most < self.amount, Field::Amount, Refusal::TooMuch { most });
        }
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten().unwrap_or_default();
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

        let by = moment.author(order.owner);
        let mut paid = order.clone();
        paid.payments.push(Payment {
            id: self.id,
            on: self.on,
            amount: self.amount,
            method: self.method,
            note,
            by,
            team: book.team_on(by, moment.today),
            made_at: moment.now,
            voided: None,
            arrived_at: None,
            clock_said: None,
            review: None,
            from_credit_of: None,
        });
        Ok(Decision::put(paid))
    }
}
