use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::check_owner;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all, own_customer};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::expense::{Expense, ExpenseProfile};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, ExpenseId, Key, PersonId};
use crate::values::refusal::{Refusal, Refusals};

/// Record a selling expense (CO-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordExpense {
    pub id: ExpenseId,
    /// Who spent it; defaults to the person recording it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The customer it was for, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    pub profile: ExpenseProfile,
}

impl Decide for RecordExpense {
    const VERB: &'static str = "record_expense";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into()]).and(self.customer)
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.expense(self.id).is_some(), Field::Id, Refusal::Exists);
        let customer = self.customer.and_then(|it| own_customer(it, book, moment, &mut refusals));
        let owner = self.owner.unwrap_or(moment.actor.person);
        check_owner(owner, book, moment, &mut refusals);
        let profile = keep_all(self.profile.checked(moment.server_today), &mut refusals);
        let (Some(profile), true) = (profile, refusals.is_empty()) else { return Err(refusals) };

        Ok(Decision::put(Expense {
            id: self.id,
            customer: customer.map(|it| it.id),
            customer_name: customer.map(|it| it.profile.name.clone()).unwrap_or_default(),
            owner,
            team: book.team_on(owner, moment.today),
            made_by: moment.actor.person,
            made_at: moment.now,
            clock_said: None,
            voided: None,
            profile,
            review: None,
        }))
    }
}
