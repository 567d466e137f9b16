//! The words of a payment.

use domain::calendar::Day;
use domain::command::{Command, RecordPayment};
use domain::ids::{AttachmentId, OrderId, PaymentId};
use domain::order::PaymentMethod;
use domain::refusal::{Refusal, Refusals};
use serde::{Deserialize, Serialize};

use super::{money, needed_day};
use crate::state::Form;
use crate::state::typed;

/// The words of a payment, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentForm {
    /// Its id, from the first keystroke.
    pub id: PaymentId,
    /// For which order.
    pub order: Option<OrderId>,
    /// The day the money came.
    pub on: String,
    /// How much.
    pub amount: String,
    /// How.
    pub method: PaymentMethod,
    /// Anything else.
    pub note: String,
    /// Photos and files that lie with the draft and go with the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
}

impl PaymentForm {
    /// The name of the form under which its draft is kept.
    pub fn name(order: Option<OrderId>) -> String {
        order.map_or_else(|| "payment".to_owned(), |it| format!("payment/{it}"))
    }

    /// An empty one.
    pub fn fresh(id: PaymentId, order: Option<OrderId>, amount: String, today: Day) -> PaymentForm {
        PaymentForm { id, order, on: today.to_string(), amount, method: PaymentMethod::Transfer, note: String::new(), photos: Vec::new() }
    }

    /// The words of a command, for another try under a new id.
    pub fn of(asked: &RecordPayment, id: PaymentId) -> PaymentForm {
        PaymentForm {
            id,
            order: Some(asked.order),
            on: asked.on.to_string(),
            amount: typed::money(asked.amount),
            method: asked.method,
            note: asked.note.clone(),
            photos: Vec::new(),
        }
    }
}

impl Form for PaymentForm {
    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(self.order.is_none(), "order", Refusal::Missing);
        let on = needed_day("on", &self.on, &mut refusals);
        let amount = money("amount", &self.amount, &mut refusals);
        let (Some(order), Some(on), Some(amount), true) = (self.order, on, amount, refusals.is_empty()) else { return Err(refusals) };
        let (method, note) = (self.method, self.note.clone());
        Ok(Command::RecordPayment(RecordPayment { id: self.id, order, on, amount, method, note }))
    }
}
