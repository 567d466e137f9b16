//! Decides the grade that the quarterly review proposes (C-11, AL-11). Holds the only function that changes a grade.

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::records::customer::{Customer, GradeCause, GradeStep};
use crate::values::calendar::Quarter;
use crate::values::grade::Grade;
use crate::values::ids::CustomerId;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;
use crate::views::grading::{proposal, quarter_under_review};

/// The answer to a proposal.
pub(super) struct Asked<'a> {
    pub quarter: Quarter,
    pub from: Grade,
    pub to: Grade,
    pub accept: bool,
    pub reason: &'a str,
}

pub(super) fn decide(customer: CustomerId, asked: &Asked<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let reach = |it: &&Customer| moment.actor.may_see_proposal(it, asked.from, asked.to, book);
    let Some(customer) = book.customer(customer).filter(reach) else { return Err(Refusals::of("customer", Refusal::NotYours)) };
    refusals.refuse_if(!customer.stands(), "customer", Refusal::MergedAway);
    let decides = moment.actor.may_grade(customer.owner, customer.profile.grade, asked.to, book);
    refusals.refuse_if(!decides, "grade", Refusal::NotAllowed);
    refusals.refuse_if(asked.quarter != quarter_under_review(moment.server_today), "quarter", Refusal::NotAStep);
    let longest = text::NOTE;
    let checked = match asked.accept {
        true => text::optional(asked.reason, longest).map(Option::unwrap_or_default),
        false => text::required(asked.reason, longest),
    };
    let reason = refusals.keep("reason", checked);
    let (Some(reason), true) = (reason, refusals.is_empty()) else { return Err(refusals) };

    // The decision must match the current proposal: an order may have changed it meanwhile.
    let proposed = proposal(customer, book, asked.quarter);
    let is_decided = proposed.as_ref().is_some_and(|it| it.decided.is_some());
    refusals.refuse_if(is_decided, "grade", Refusal::Answered);
    let still = proposed.as_ref().is_some_and(|it| (it.from, it.to) == (asked.from, asked.to));
    refusals.refuse_if(!is_decided && !still, "grade", Refusal::ChangedMeanwhile);
    refusals.into_result()?;

    let mut changed = customer.clone();
    let cause = GradeCause::Review { quarter: asked.quarter };
    if asked.accept {
        become_grade(&mut changed, asked.to, cause, &reason, moment);
    } else {
        changed.grade_steps.push(GradeStep {
            from: asked.from,
            to: asked.to,
            at: moment.now,
            by: moment.actor.person,
            accepted: false,
            reason,
            cause,
        });
    }
    Ok(Decision::put(changed))
}

/// Changes the grade and records the step with its cause.
pub(super) fn become_grade(customer: &mut Customer, to: Grade, cause: GradeCause, reason: &str, moment: &Moment) {
    let from = customer.profile.grade;
    if from == to {
        return;
    }
    customer.profile.grade = to;
    let (at, by, reason) = (moment.now, moment.actor.person, reason.to_owned());
    customer.grade_steps.push(GradeStep { from, to, at, by, accepted: true, reason, cause });
}
