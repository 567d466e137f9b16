//! Approving or returning what somebody else recorded, and resubmitting it (DQ-01, R-02). Reviewers name the version they saw: a record that
//! changed meanwhile is not approved unseen.

mod approve_record;
mod resubmit_record;
mod return_record;

pub use approve_record::ApproveRecord;
pub use resubmit_record::ResubmitRecord;
pub use return_record::ReturnRecord;

use uuid::Uuid;

use crate::access::moment::Moment;
use crate::access::review_file::File;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::records::review::{Approved, Matter, Review, SentBack};
use crate::records::reviewed::Reviewed;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

/// The matter, if this person reviews such records, it is within reach and it is not their own work. Gives the same refusal for a missing matter
/// and for one out of reach.
fn within_reach(matter: Matter, seen: Uuid, book: &Book, moment: &Moment, refusals: &mut Refusals) -> Option<File> {
    if !moment.actor.may_review() {
        refusals.refuse(Field::Role, Refusal::NotAllowed);
        return None;
    }
    let Some(file) = matter.file(book).filter(|it| moment.actor.reviews(it.whose, book)) else {
        refusals.refuse(Field::Matter, Refusal::NotYours);
        return None;
    };
    refusals.refuse_if(!moment.actor.may_decide_review(&file, book), Field::Matter, Refusal::OwnWork);
    refusals.refuse_if(seen != file.mark, Field::Matter, Refusal::ChangedMeanwhile);
    Some(file)
}

enum ReviewDecision {
    Approve(Option<Approved>),
    SendBack(SentBack),
    Resubmit(String),
}

impl ReviewDecision {
    fn reach<T: Reviewed>(self, record: &mut T) {
        let Some(review) = record.review_mut() else { return };
        match self {
            ReviewDecision::Approve(approved) => {
                **review = Review { approved, ..Review::pending(review.by) };
            }
            ReviewDecision::SendBack(back) => {
                // Returning an unchanged approved record revokes its approval. If it was changed since, the approved version stays in force.
                review.approved = review.approved.filter(|_| review.held.is_some());
                review.returned = Some(back);
                review.answer.clear();
            }
            ReviewDecision::Resubmit(answer) => {
                review.returned = None;
                review.answer = answer;
            }
        }
    }
}

fn changed(matter: Matter, book: &Book, verdict: ReviewDecision) -> Result<Decision, Refusals> {
    let Some(mut record) = book.get(matter.record()) else { return Err(Refusals::of(Field::Matter, Refusal::NotYours)) };
    match (matter, &mut record) {
        (Matter::Order { .. }, Record::Order(order)) => verdict.reach(order),
        (Matter::Payment { payment, .. }, Record::Order(order)) => {
            if let Some(payment) = order.payments.iter_mut().find(|it| it.id == payment) {
                verdict.reach(payment);
            }
        }
        (Matter::Opportunity { .. }, Record::Opportunity(opportunity)) => verdict.reach(opportunity),
        (Matter::FollowUp { .. }, Record::FollowUp(follow_up)) => verdict.reach(follow_up),
        (Matter::Expense { .. }, Record::Expense(expense)) => verdict.reach(expense),
        (Matter::KpiEntry { .. }, Record::KpiEntry(entry)) => verdict.reach(entry),
        _ => {}
    }
    Ok(Decision::put(record))
}
