//! The reasons why a customer has earned a grade and no better one, in words.

use domain::values::grade::Grade;
use domain::views::grading::{Assessment, Need};

use crate::i18n::{locale, words};
use crate::t;

/// The figures assessed, then what is missing for each better grade.
pub fn reasons(assessment: &Assessment) -> Vec<String> {
    let looked_at = t!("grades.bought", amount = locale().money_short(assessment.standing.annual), n = assessment.months);
    [looked_at].into_iter().chain(assessment.misses.iter().map(|(grade, need)| missing(*grade, *need))).collect()
}

fn missing(grade: Grade, need: Need) -> String {
    let grade = words::grade(grade);
    match need {
        Need::Amount { least } => t!("grades.miss_amount", grade = grade, amount = locale().money_short(least)),
        Need::Tenure { months } => t!("grades.miss_months", grade = grade, n = months),
        Need::Demand => t!("grades.miss_demand", grade = grade),
    }
}
