//! 跟进规则: contact intervals per grade, review intervals of ongoing tasks, the seasons of a year, and how the targets of new people grow.

use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::cadence_form::CadenceForm;
use super::ramp_form::RampForm;
use super::season_curves_form::SeasonCurvesForm;
use super::task_review_form::TaskReviewForm;
use crate::t;
use crate::ui::kit::PageHead;

/// The page.
#[component]
pub fn RhythmPage() -> impl IntoView {
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("rhythm.title")/>
            <div class="grid max-w-6xl gap-4">
                <CadenceForm/>
                <TaskReviewForm/>
                <SeasonCurvesForm/>
                <RampForm/>
            </div>
        </AdministratorsOnly>
    }
}
