//! The texts of refusals and of API errors.

use domain::values::refusal::{Bound, Refusal};

use super::locale;
use crate::api::ApiError;
use crate::t;

/// Why a field was refused, and what would be accepted.
pub fn refusal(refusal: &Refusal) -> String {
    let word = match refusal {
        Refusal::TooLong { longest } => return t!("refusal.too_long", longest = longest),
        Refusal::TooFine { decimals: 0 } => t!("refusal.malformed_whole"),
        Refusal::TooFine { decimals } => return t!("refusal.too_fine", decimals = decimals),
        Refusal::Grouping => t!("refusal.grouping"),
        Refusal::Beside { field, bound } => return beside(super::words::field_name(field), *bound),
        Refusal::InFuture { today } => return t!("refusal.in_future", today = locale().day(*today)),
        Refusal::TooEarly { first } => return t!("refusal.too_early", first = locale().day(*first)),
        Refusal::TooLate { last } => return t!("refusal.too_late", last = locale().day(*last)),
        Refusal::TooMuch { most } => return t!("refusal.too_much", most = locale().money(*most)),
        Refusal::TooMany { most } => return t!("track.too_many", most = locale().quantity(*most)),
        Refusal::TooFew { least } => return t!("track.too_few", least = locale().quantity(*least)),
        Refusal::NotWhole { sum } => return t!("refusal.not_whole", sum = locale().share(*sum)),
        Refusal::OutOfRange { least, most } => return t!("refusal.out_of_range", least = least, most = most),
        Refusal::TooLittle { least } => return t!("refusal.too_little", least = locale().money(*least)),
        Refusal::InUse { count } => return t!("refusal.in_use", count = count),
        Refusal::NoWeight => t!("refusal.no_weight"),
        Refusal::Missing => t!("refusal.missing"),
        Refusal::MixedUnits => t!("refusal.mixed_units"),
        Refusal::Circular => t!("refusal.circular"),
        Refusal::NotCounted => t!("refusal.not_counted"),
        Refusal::NotAsked => t!("refusal.not_asked"),
        Refusal::Malformed => t!("refusal.malformed"),
        Refusal::NotTwelve => t!("refusal.not_twelve"),
        Refusal::NotPositive => t!("refusal.not_positive"),
        Refusal::PeriodOver => t!("targets.period_over"),
        Refusal::OutOfOrder => t!("targets.out_of_order"),
        Refusal::Unchanged => t!("refusal.unchanged"),
        Refusal::NotYours => t!("refusal.not_yours"),
        Refusal::NotAllowed => t!("refusal.not_allowed"),
        Refusal::Exists => t!("refusal.exists"),
        Refusal::IdReused => t!("refusal.id_reused"),
        Refusal::Closed => t!("refusal.closed"),
        Refusal::Finished => t!("refusal.finished"),
        Refusal::MergedAway => t!("grades.refusal.merged_away"),
        Refusal::Answered => t!("grades.refusal.answered"),
        Refusal::Cancelled => t!("refusal.cancelled"),
        Refusal::TakenBack => t!("expenses.taken_back"),
        Refusal::Inactive => t!("refusal.inactive"),
        Refusal::NotAStep => t!("refusal.not_a_step"),
        Refusal::Taken => t!("refusal.taken"),
        Refusal::OwnWork => t!("review.own_work"),
        Refusal::ChangedMeanwhile => t!("review.changed_meanwhile"),
        Refusal::Unknown => t!("refusal.unknown"),
        Refusal::Broken => t!("refusal.broken"),
    };
    word.to_owned()
}

/// The text of a bound set by another field.
fn beside(field: String, bound: Bound) -> String {
    match bound {
        Bound::Above(limit) => t!("refusal.above_field", field = field, limit = locale().money(limit)),
        Bound::Below(limit) => t!("refusal.below_field", field = field, limit = locale().money(limit)),
        Bound::AtLeast(limit) => t!("refusal.at_least_field", field = field, limit = limit),
        Bound::AtMost(limit) => t!("refusal.at_most_field", field = field, limit = limit),
    }
}

/// The text of an API error, with what the user can do.
pub fn api_error(error: &ApiError) -> String {
    let ApiError::Refused(refusals) = error else { return unrefused(error) };
    match refusals.0.iter().find_map(|(field, reasons)| reasons.first().map(|it| (field, it))) {
        Some((field, reason)) => t!("error.refused_field", field = super::words::field_name(field), reason = refusal(reason)),
        None => unrefused(error),
    }
}

/// The text of an API error without the field and the reason of a refusal, so that a page can show it without the words of all forms.
pub fn unrefused(error: &ApiError) -> String {
    let word = match error {
        ApiError::Offline => t!("error.offline"),
        ApiError::SignedOut => t!("error.signed_out"),
        ApiError::Disabled => t!("error.disabled"),
        ApiError::PasswordDue => t!("error.password_due"),
        ApiError::WrongPerson => t!("error.wrong_person"),
        ApiError::Outdated => t!("error.outdated"),
        ApiError::Busy { retry_after } => return t!("error.busy", seconds = retry_after),
        ApiError::Refused(_) => t!("error.refused"),
        ApiError::Broken { report } if report.is_empty() => t!("error.broken"),
        ApiError::Broken { report } => return t!("error.broken_report", report = report),
    };
    word.to_owned()
}
