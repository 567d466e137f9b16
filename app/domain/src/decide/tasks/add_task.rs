use serde::{Deserialize, Serialize};

use super::{made, refuse_past};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all, own_customer};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::task::{TaskOrigin, TaskProfile};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, PersonId, TaskId};
use crate::values::refusal::{Refusal, Refusals};

/// Plan or assign a task (FU-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddTask {
    pub id: TaskId,
    pub customer: CustomerId,
    /// Defaults to the person adding it.
    #[serde(default)]
    pub owner: Option<PersonId>,
    pub profile: TaskProfile,
}

impl Decide for AddTask {
    const VERB: &'static str = "add_task";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into(), self.customer.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.task(self.id).is_some(), Field::Id, Refusal::Exists);
        let customer = own_customer(self.customer, book, moment, &mut refusals);
        let owner = self.owner.unwrap_or(moment.actor.person);
        let within_reach = moment.actor.may_write_for(owner, book);
        refusals.refuse_if(!within_reach, Field::Owner, Refusal::NotYours);
        refusals.refuse_if(within_reach && book.person(owner).is_some_and(|it| !it.may_hold_customers()), Field::Owner, Refusal::Inactive);
        refuse_past(self.profile.due_on, moment, &mut refusals);
        let profile = keep_all(self.profile.checked(), &mut refusals);
        let (Some(customer), Some(profile), true) = (customer, profile, refusals.is_empty()) else { return Err(refusals) };

        let origin = if owner == moment.actor.person { TaskOrigin::Planned } else { TaskOrigin::Assigned };
        Ok(Decision::put(made(self.id, customer, owner, origin, profile, book, moment)))
    }
}
