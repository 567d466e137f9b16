//! 口径变更: the days on which the formula of a KPI became another one, beside what compares values across them.

use domain::figures::kpis::FormulaChange;
use leptos::prelude::*;

use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Icon, icons};

/// The short mark: `口径变更 5月10日`; empty without changes.
pub fn mark(changes: &[FormulaChange]) -> String {
    let days = changes.iter().map(|it| locale().day_short(it.from)).collect::<Vec<_>>().join("、");
    if days.is_empty() { days } else { t!("kpis.changed.mark", days = days) }
}

/// Each change with its day, from what to what.
#[component]
pub fn FormulaChanges(#[prop(into)] changes: Signal<Vec<FormulaChange>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let line = move |change: FormulaChange| {
        let words = notebook.with(|book| {
            let [before, then] = [&change.before, &change.then].map(|it| kpi_words::formula(it, book));
            t!("kpis.changed.line", day = locale().day(change.from), kpi = kpi_words::name(change.kpi, book), before = before, then = then)
        });
        view! { <li class="break-words">{words}</li> }
    };
    let lines = move || changes.get().into_iter().map(line).collect_view();
    view! {
        <Show when=move || changes.with(|it| !it.is_empty())>
            <div class="mt-2 flex items-start gap-2 rounded-box bg-base-200 p-3 text-sm" role="note">
                <Icon name=icons::INFO/>
                <div class="min-w-0">
                    <p class="font-medium">{move || t!("kpis.changed.title")}</p>
                    <ul>{lines}</ul>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
