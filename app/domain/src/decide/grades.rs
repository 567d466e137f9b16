//! Decides the grade that the quarterly review proposes (C-11, AL-11). Holds the only function that changes a grade.

mod decide_grade;

pub use decide_grade::DecideGrade;

use crate::access::moment::Moment;
use crate::records::customer::{Customer, GradeCause, GradeStep};
use crate::values::grade::Grade;

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
