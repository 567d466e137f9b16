use serde::{Deserialize, Serialize};

use super::{check_receiver, give};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, PersonId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Hand a customer over to somebody else (C-20, R-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverCustomer {
    pub customer: CustomerId,
    pub to: PersonId,
    pub reason: String,
}

impl Decide for HandOverCustomer {
    const VERB: &'static str = "hand_over_customer";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        Needs::families([self.customer])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let customer = book.customer(self.customer).filter(|it| moment.actor.may_hand_over_customer(it, book));
        refusals.refuse_if(customer.is_none(), Field::Customer, Refusal::NotYours);
        refusals.refuse_if(customer.is_some_and(|it| !it.stands()), Field::Customer, Refusal::MergedAway);
        let given = keep_all(check_receiver(self.to, customer, book, moment), &mut refusals);
        let reason = refusals.keep(Field::Reason, text::optional(&self.reason, text::NOTE)).flatten().unwrap_or_default();
        let (Some(customer), Some(()), true) = (customer, given, refusals.is_empty()) else { return Err(refusals) };
        give(customer.clone(), self.to, &reason, book, moment)
    }
}
