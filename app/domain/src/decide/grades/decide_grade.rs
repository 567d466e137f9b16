use serde::{Deserialize, Serialize};

use super::become_grade;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::customer::{Customer, GradeCause, GradeStep};
use crate::values::calendar::Quarter;
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, Key};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;
use crate::views::grading::{proposal, quarter_under_review};

/// Accept or decline the grade that the quarterly review proposes (C-11, AL-11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideGrade {
    pub customer: CustomerId,
    pub quarter: Quarter,
    /// The grade that the person saw.
    pub from: Grade,
    pub to: Grade,
    pub accept: bool,
    /// Required to decline.
    #[serde(default)]
    pub reason: String,
}

impl Decide for DecideGrade {
    const VERB: &'static str = "decide_grade";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        Needs::families([self.customer])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let reach = |it: &&Customer| moment.actor.may_see_proposal(it, self.from, self.to, book);
        let Some(customer) = book.customer(self.customer).filter(reach) else {
            return Err(Refusals::of(Field::Customer, Refusal::NotYours));
        };
        refusals.refuse_if(!customer.stands(), Field::Customer, Refusal::MergedAway);
        let decides = moment.actor.may_grade(customer.owner, customer.profile.grade, self.to, book);
        refusals.refuse_if(!decides, Field::Grade, Refusal::NotAllowed);
        let calendar = book.company().calendar_on(moment.server_today);
        let reviewed = quarter_under_review(moment.server_today, calendar);
        refusals.refuse_if(self.quarter.canonical() != reviewed.canonical(), Field::Quarter, Refusal::NotAStep);
        let longest = text::NOTE;
        let checked = match self.accept {
            true => text::optional(&self.reason, longest).map(Option::unwrap_or_default),
            false => text::required(&self.reason, longest),
        };
        let reason = refusals.keep(Field::Reason, checked);
        let (Some(reason), true) = (reason, refusals.is_empty()) else { return Err(refusals) };

        // The decision must match the current proposal: an order may have changed it meanwhile.
        let proposed = proposal(customer, book, self.quarter);
        let is_decided = proposed.as_ref().is_some_and(|it| it.decided.is_some());
        refusals.refuse_if(is_decided, Field::Grade, Refusal::Answered);
        let still = proposed.as_ref().is_some_and(|it| (it.from, it.to) == (self.from, self.to));
        refusals.refuse_if(!is_decided && !still, Field::Grade, Refusal::ChangedMeanwhile);
        refusals.into_result()?;

        let mut changed = customer.clone();
        let cause = GradeCause::Review { quarter: self.quarter };
        if self.accept {
            become_grade(&mut changed, self.to, cause, &reason, moment);
        } else {
            changed.grade_steps.push(GradeStep {
                from: self.from,
                to: self.to,
                at: moment.now,
                by: moment.actor.person,
                accepted: false,
                reason,
                cause,
            });
        }
        Ok(Decision::put(changed))
    }
}
