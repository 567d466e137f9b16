//! 记录规则: what a record needs: evidence, a review, and to be entered in time.

use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::entry_times_form::EntryTimesForm;
use super::evidence_rules::EvidenceRules;
use super::review_rules_form::ReviewRulesForm;
use crate::t;
use crate::ui::kit::PageHead;

/// The page.
#[component]
pub fn RecordRulesPage() -> impl IntoView {
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("nav.record_rules")/>
            <div class="grid max-w-6xl gap-4">
                <ReviewRulesForm/>
                <EvidenceRules/>
                <EntryTimesForm/>
            </div>
        </AdministratorsOnly>
    }
}
