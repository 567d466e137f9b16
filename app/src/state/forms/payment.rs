//! The input of the payment form.

use domain::decide::command::{Command, RecordPayment};
use domain::records::order::PaymentMethod;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{AttachmentId, OrderId, PaymentId};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use serde::{Deserialize, Serialize};

use super::{money, needed_day};
use crate::state::forms::Form;
use crate::state::typed;

/// The input of the payment form, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentForm {
    /// Its id, assigned when the form opens.
    pub id: PaymentId,
    pub order: Option<OrderId>,
    /// The day the money arrived.
    pub on: String,
    pub amount: String,
    /// The amount that the form prefilled: what is owed on the order.
    #[serde(default)]
    pub offered: String,
    pub method: PaymentMethod,
    pub note: String,
    /// Photos and files that are stored with the draft and attached to the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
}

impl PaymentForm {
    /// The draft name of the form.
    pub fn name(order: Option<OrderId>) -> String {
        order.map_or_else(|| "payment".to_owned(), |it| format!("payment/{it}"))
    }

    /// An empty form.
    pub fn fresh(id: PaymentId, order: Option<OrderId>, amount: String, today: Day) -> PaymentForm {
        let offered = amount.clone();
        let (on, method) = (today.to_string(), PaymentMethod::Transfer);
        PaymentForm { id, order, on, amount, offered, method, note: String::new(), photos: Vec::new() }
    }

    /// Sets the order. The amount follows what is owed until the user types another one.
    pub fn choose(&mut self, order: Option<OrderId>, owed: String) {
        if is_blank(&self.amount) || self.amount == self.offered {
            self.amount.clone_from(&owed);
        }
        (self.order, self.offered) = (order, owed);
    }

    /// The input of a refused command, for another try under a new id.
    pub fn of(asked: &RecordPayment, id: PaymentId) -> PaymentForm {
        PaymentForm {
            id,
            order: Some(asked.order),
            on: asked.on.to_string(),
            amount: typed::money(asked.amount),
            offered: String::new(),
            method: asked.method,
            note: asked.note.clone(),
            photos: Vec::new(),
        }
    }
}

impl Form for PaymentForm {
    fn is_begun(&self, fresh: &PaymentForm) -> bool {
        let chosen =
            PaymentForm { id: self.id, order: self.order, offered: self.offered.clone(), amount: self.offered.clone(), ..fresh.clone() };
        *self != chosen
    }

    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(self.order.is_none(), Field::Order, Refusal::Missing);
        let on = needed_day(Field::On, &self.on, &mut refusals);
        let amount = money(Field::Amount, &self.amount, &mut refusals);
        let (Some(order), Some(on), Some(amount), true) = (self.order, on, amount, refusals.is_empty()) else { return Err(refusals) };
        let (method, note) = (self.method, self.note.clone());
        Ok(Command::RecordPayment(RecordPayment { id: self.id, order, on, amount, method, note }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_was_typed_stays_when_an_order_is_chosen() {
        let order = |number| Some(OrderId(uuid::Uuid::from_u128(number)));
        let mut form = PaymentForm::fresh(PaymentId::default(), None, String::new(), Day(20_000));
        form.choose(order(1), "9800".to_owned());
        assert_eq!((form.order, form.amount.as_str()), (order(1), "9800"));
        // The prefilled amount follows the order.
        form.choose(order(2), "120.5".to_owned());
        assert_eq!(form.amount, "120.5");
        form.choose(None, String::new());
        assert_eq!(form.amount, "");
        // A typed amount does not.
        form.amount = "5,000".to_owned();
        for (chosen, owed) in [(order(1), "9800"), (order(2), "120.5"), (None, "")] {
            form.choose(chosen, owed.to_owned());
            assert_eq!((form.order, form.amount.as_str()), (chosen, "5,000"));
        }
    }

    #[test]
    fn the_amount_that_came_with_the_order_is_no_draft() {
        let fresh = PaymentForm::fresh(PaymentId::default(), None, String::new(), Day(20_000));
        let order = Some(OrderId::default());
        let mut form = PaymentForm { order, amount: "9800".into(), offered: "9800".into(), ..fresh.clone() };
        assert!(!form.is_begun(&fresh));
        form.amount = "5000".into();
        assert!(form.is_begun(&fresh));
    }
}
