use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, own_customer};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key};
use crate::values::refusal::{Refusal, Refusals};

/// Remove a customer filed by mistake; only while no other record refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCustomer {
    pub customer: CustomerId,
}

impl Decide for RemoveCustomer {
    const VERB: &'static str = "remove_customer";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        Needs::families([self.customer])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let id = self.customer;
        let mut refusals = Refusals::default();
        let reached = own_customer(id, book, moment, &mut refusals);
        refusals.refuse_if(reached.is_some_and(|it| it.id != id || !it.stands()), Field::Customer, Refusal::MergedAway);
        if let Some(customer) = reached.filter(|it| it.id == id) {
            let records = book.follow_ups_of(id).count() + book.tasks_of(id).count() + book.opportunities_of(id).count();
            let history = customer.observations.len() + customer.requests.len() + customer.grade_steps.len() + customer.hand_overs.len();
            let count = records
                + book.orders_of(id).count()
                + book.advances_of(id).count()
                + book.expenses_of(id).count()
                + history
                + customer.merged.len();
            refusals.refuse_if(0 < count, Field::Customer, Refusal::InUse { count: u32::try_from(count).unwrap_or(u32::MAX) });
        }
        refusals.into_result()?;
        let alerts = book.alerts_of(id).map(|it| it.id.into());
        Ok(Decision { removes: alerts.chain([id.into()]).collect(), ..Decision::default() })
    }
}
