use serde::{Deserialize, Serialize};

use super::settle;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::customer::{ChangeRequest, Customer, RequestAnswer};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, PersonId, RequestId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Grant or decline a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRequest {
    pub customer: CustomerId,
    pub request: RequestId,
    /// Whether it is granted. The person who asked may withdraw the request by declining it.
    pub accept: bool,
    /// The new owner, for a request for another owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
    /// Required to decline.
    #[serde(default)]
    pub reason: String,
}

impl Decide for AnswerRequest {
    const VERB: &'static str = "answer_request";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        Needs::families([self.customer])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let customer = book.customer(self.customer);
        let found = customer.and_then(|it| it.requests.iter().find(|request| request.id == self.request).map(|request| (it, request)));
        let reach = |(customer, request): &(&Customer, &ChangeRequest)| {
            let takes_back = !self.accept && moment.actor.may_take_back_request(request);
            takes_back || moment.actor.may_request_change(customer, book)
        };
        let Some((customer, request)) = found.filter(reach) else { return Err(Refusals::of(Field::Customer, Refusal::NotYours)) };
        refusals.refuse_if(!customer.stands(), Field::Customer, Refusal::MergedAway);
        let takes_back = !self.accept && moment.actor.may_take_back_request(request);
        let decides = takes_back || moment.actor.may_decide_request(customer, &request.ask, book);
        refusals.refuse_if(!decides, Field::Request, Refusal::NotAllowed);
        refusals.refuse_if(request.answer.is_some(), Field::Request, Refusal::Answered);
        let longest = text::NOTE;
        let checked = if self.accept || takes_back {
            text::optional(&self.reason, longest).map(Option::unwrap_or_default)
        } else {
            text::required(&self.reason, longest)
        };
        let reason = refusals.keep(Field::Reason, checked);
        let (Some(reason), true) = (reason, refusals.is_empty()) else { return Err(refusals) };
        let answer = RequestAnswer { by: moment.actor.person, at: moment.now, accepted: self.accept, reason };
        settle(customer.clone(), request.id, answer, self.to, book, moment)
    }
}
