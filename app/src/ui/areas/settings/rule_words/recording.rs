//! What records need, and who sees what is compared.

use domain::records::organisation::Company;
use domain::rules::{Comparisons, Dated, EntryTimes, EvidencePolicy, FieldPolicy, ReviewPolicy};
use domain::values::field::Field;

use super::super::rule_kind::{NameOf, RuleKind};
use super::{above, listed, yes_or_no};
use crate::i18n::{time_of_day, words};
use crate::t;

impl RuleKind for EvidencePolicy {
    const FIELD: Field = Field::Evidence;

    fn versions(company: &Company) -> &Dated<EvidencePolicy> {
        &company.evidence
    }

    fn put(company: &mut Company, versions: Dated<EvidencePolicy>) {
        company.evidence = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let EvidencePolicy { deal_above, payment_above, stages, methods, counts_when_reviewed } = self;
        let above = |limit| above(limit, t!("settings.versions.not_required"));
        vec![
            (words::field(Field::EvidenceDealAbove), above(*deal_above)),
            (words::field(Field::EvidencePaymentAbove), above(*payment_above)),
            (t!("evidence.rules.stages").to_owned(), listed(stages.iter().map(|it| words::stage(*it)))),
            (t!("evidence.rules.methods").to_owned(), listed(methods.iter().map(|it| words::method(*it)))),
            (t!("evidence.rules.counts_when_reviewed").to_owned(), yes_or_no(*counts_when_reviewed)),
        ]
    }
}

impl RuleKind for ReviewPolicy {
    const FIELD: Field = Field::Review;

    fn versions(company: &Company) -> &Dated<ReviewPolicy> {
        &company.review
    }

    fn put(company: &mut Company, versions: Dated<ReviewPolicy>) {
        company.review = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let ReviewPolicy { orders_from, payments_from, expenses_from, opportunities, follow_ups } = *self;
        let above = |limit| above(limit, t!("settings.versions.not_reviewed"));
        vec![
            (words::field(Field::ReviewOrdersFrom), above(orders_from)),
            (words::field(Field::ReviewPaymentsFrom), above(payments_from)),
            (words::field(Field::ReviewExpensesFrom), above(expenses_from)),
            (t!("review.rules.opportunities").to_owned(), yes_or_no(opportunities)),
            (t!("review.rules.follow_ups").to_owned(), yes_or_no(follow_ups)),
        ]
    }
}

impl RuleKind for EntryTimes {
    const FIELD: Field = Field::EntryTimes;

    fn versions(company: &Company) -> &Dated<EntryTimes> {
        &company.entry_times
    }

    fn put(company: &mut Company, versions: Dated<EntryTimes>) {
        company.entry_times = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let EntryTimes { expected_by, back_filled_after } = *self;
        vec![
            (words::field(Field::EntryTimesExpectedBy), time_of_day(expected_by)),
            (words::field(Field::EntryTimesBackFilledAfter), time_of_day(back_filled_after)),
        ]
    }
}

impl RuleKind for Comparisons {
    const FIELD: Field = Field::Comparisons;

    fn versions(company: &Company) -> &Dated<Comparisons> {
        &company.comparisons
    }

    fn put(company: &mut Company, versions: Dated<Comparisons>) {
        company.comparisons = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let said = if self.for_reps { t!("benchmarks.switch.shown") } else { t!("benchmarks.switch.hidden") };
        vec![(words::field(Field::ComparisonsForReps), said.to_owned())]
    }
}

impl RuleKind for FieldPolicy {
    const FIELD: Field = Field::FieldPolicy;

    fn versions(company: &Company) -> &Dated<FieldPolicy> {
        &company.field_policy
    }

    fn put(company: &mut Company, versions: Dated<FieldPolicy>) {
        company.field_policy = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let said = |is_shown| if is_shown { t!("rules.fields.shown") } else { t!("rules.fields.hidden") };
        let choices = FieldPolicy::CHOICES.into_iter();
        choices.map(|(what, role)| (words::field(Field::SeenBy(what, role)), said(self.shows(what, role)).to_owned())).collect()
    }
}
