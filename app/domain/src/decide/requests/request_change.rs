use serde::{Deserialize, Serialize};

use super::settle;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::customer::{Ask, ChangeRequest, Customer, RequestAnswer};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, RequestId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Request another grade, strategy or owner of a customer. If the person may decide it, the request takes effect at once (C-20, C-21, C0
/// matrix).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestChange {
    pub id: RequestId,
    pub customer: CustomerId,
    pub ask: Ask,
    pub reason: String,
}

impl Decide for RequestChange {
    const VERB: &'static str = "request_change";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        // A person who may decide the request hands open records over at once.
        Needs::families([self.customer])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let reach = |it: &&Customer| moment.actor.may_request_change(it, book);
        let customer = reached(book.customer(self.customer).filter(reach), &mut refusals);
        let ask = cleaned(&self.ask, &mut refusals);
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        if let Some(customer) = customer {
            refusals.refuse_if(customer.requests.iter().any(|it| it.id == self.id), Field::Id, Refusal::Exists);
            let waits = customer.open_requests().any(|it| it.ask.is_like(&self.ask));
            refusals.refuse_if(waits, Field::Request, Refusal::Exists);
            check(&ask, customer, book, &mut refusals);
        }
        let (Some(customer), Some(reason), true) = (customer, reason, refusals.is_empty()) else { return Err(refusals) };

        let decides = moment.actor.may_decide_request(customer, &ask, book) && !matches!(ask, Ask::HandOver { to: None });
        let (by, at) = (moment.actor.person, moment.now);
        let mut changed = customer.clone();
        changed.requests.push(ChangeRequest { id: self.id, ask, by, at, reason: reason.clone(), answer: None });
        if !decides {
            return Ok(Decision::put(changed));
        }
        let answer = RequestAnswer { by, at, accepted: true, reason };
        settle(changed, self.id, answer, None, book, moment)
    }
}

/// Refuses requests that change nothing, and requests made against an outdated state of the customer.
fn check(ask: &Ask, customer: &Customer, book: &Book, refusals: &mut Refusals) {
    match ask {
        Ask::Grade { from, to } => {
            refusals.refuse_if(customer.profile.grade == *to, Field::Grade, Refusal::Unchanged);
            refusals.refuse_if(customer.profile.grade != *from && customer.profile.grade != *to, Field::Grade, Refusal::ChangedMeanwhile);
        }
        Ask::Strategy { from, to } => {
            refusals.refuse_if(customer.strategy == *to, Field::Strategy, Refusal::Unchanged);
            refusals.refuse_if(customer.strategy != *from && customer.strategy != *to, Field::Strategy, Refusal::ChangedMeanwhile);
        }
        Ask::HandOver { to } => {
            let to = to.and_then(|it| book.person(it));
            refusals.refuse_if(to.is_some_and(|it| it.id == customer.owner), Field::To, Refusal::Unchanged);
            refusals.refuse_if(to.is_some_and(|it| !it.may_hold_customers()), Field::To, Refusal::Inactive);
        }
    }
}

fn cleaned(ask: &Ask, refusals: &mut Refusals) -> Ask {
    match ask {
        Ask::Strategy { from, to } => {
            let to = refusals.keep(Field::Strategy, text::optional(to, text::NOTE)).flatten().unwrap_or_default();
            Ask::Strategy { from: from.clone(), to }
        }
        other => other.clone(),
    }
}

/// The customer. Refuses missing and merged-away ones.
fn reached<'a>(customer: Option<&'a Customer>, refusals: &mut Refusals) -> Option<&'a Customer> {
    refusals.refuse_if(customer.is_none(), Field::Customer, Refusal::NotYours);
    refusals.refuse_if(customer.is_some_and(|it| !it.stands()), Field::Customer, Refusal::MergedAway);
    customer.filter(|it| it.stands())
}
