//! Requests for another grade, strategy or owner of a customer, and their decisions. A request by a person who may decide it takes effect at
//! once.

mod answer_request;
mod request_change;

pub use answer_request::AnswerRequest;
pub use request_change::RequestChange;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::customers::give;
use crate::decide::decision::Decision;
use crate::decide::grades::become_grade;
use crate::records::customer::{Ask, Customer, GradeCause, RequestAnswer};
use crate::values::field::Field;
use crate::values::ids::{PersonId, RequestId};
use crate::values::refusal::{Refusal, Refusals};

/// Records the answer and, if granted, makes the change.
fn settle(
    mut customer: Customer,
    id: RequestId,
    answer: RequestAnswer,
    to: Option<PersonId>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let Some(request) = customer.requests.iter_mut().find(|it| it.id == id) else {
        return Err(Refusals::of(Field::Request, Refusal::NotYours));
    };
    let is_granted = answer.accepted;
    request.answer = Some(answer);
    let (ask, why) = (request.ask.clone(), request.reason.clone());
    if !is_granted {
        return Ok(Decision::put(customer));
    }
    match ask {
        Ask::Grade { to, .. } => {
            become_grade(&mut customer, to, GradeCause::Request { request: id }, &why, moment);
            Ok(Decision::put(customer))
        }
        Ask::Strategy { to, .. } => {
            customer.strategy = to;
            Ok(Decision::put(customer))
        }
        Ask::HandOver { to: wished } => {
            let Some(to) = to.or(wished) else { return Err(Refusals::of(Field::To, Refusal::Missing)) };
            give(customer, to, &why, book, moment)
        }
    }
}
