//! The industry averages beside the entry of targets (T-08, F-13). Nothing without one that the reader may see.

use domain::figures::kpis::Evaluator;
use domain::values::calendar::Period;
use domain::values::kpi_name::KpiName;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use super::plan::filter_of;
use crate::local::Notebook;
use crate::ui::records::industry::IndustryNote;

#[component]
pub fn IndustryBeside(period: Period, of: TargetOf, metric: KpiName) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let averages = Memo::new(move |_| {
        let (facts, actor, today) = (notebook.kpi_facts(), notebook.actor(), notebook.today());
        notebook.with(|book| Evaluator::over(&facts, book, today).industry_for(&actor, metric, period, &filter_of(of)))
    });
    move || averages.get().into_iter().map(|against| view! { <IndustryNote against/> }).collect_view()
}
