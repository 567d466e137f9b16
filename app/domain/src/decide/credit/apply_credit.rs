use serde::{Deserialize, Serialize};

use super::{check_use, with};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::{standing, within_reach};
use crate::decide::verb::Decide;
use crate::records::order::{CreditUse, Payment, PaymentMethod};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CreditUseId, Key, OrderId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};

/// Apply a customer's credit to another of their orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyCredit {
    /// Also the id of the payment it creates.
    pub id: CreditUseId,
    /// The order that the money was paid for.
    pub order: OrderId,
    /// The order it is applied to, of the same customer.
    pub to: OrderId,
    pub on: Day,
    pub amount: Money,
}

impl Decide for ApplyCredit {
    const VERB: &'static str = "apply_credit";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into(), self.to.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let from = within_reach(self.order, book, moment, &mut refusals);
        let mut of_target = Refusals::default();
        let to = standing(self.to, book, moment, &mut of_target);
        of_target.0.into_values().flatten().for_each(|it| refusals.refuse(Field::To, it));
        let is_another = from.zip(to).is_some_and(|(from, to)| from.id == to.id || from.customer != to.customer);
        refusals.refuse_if(is_another, Field::To, Refusal::NotYours);
        if let Some((from, to)) = from.zip(to).filter(|_| !is_another) {
            let most = from.credit_on(self.on).min(to.balance());
            check_use(from, self.id, self.on, self.amount, most, moment, &mut refusals);
            refusals.refuse_if(to.payments.iter().any(|it| it.id.0 == self.id.0), Field::Id, Refusal::Exists);
        }
        let (Some(from), Some(to), true) = (from, to, refusals.is_empty()) else { return Err(refusals) };

        let (by, made_at, note) = (moment.actor.person, moment.now, String::new());
        let used = CreditUse { id: self.id, on: self.on, amount: self.amount, to: Some(to.id), note, by, made_at, voided: None };
        let mut paid = to.clone();
        paid.payments.push(Payment {
            id: used.payment(),
            on: self.on,
            amount: self.amount,
            method: PaymentMethod::default(),
            note: String::new(),
            by,
            team: book.team_on(by, moment.today),
            made_at,
            voided: None,
            arrived_at: None,
            clock_said: None,
            review: None,
            from_credit_of: Some(from.id),
        });
        Ok(Decision::put(with(from, used)).and(paid))
    }
}
