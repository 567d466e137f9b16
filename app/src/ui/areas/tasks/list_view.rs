//! The open entries by day.

use domain::values::calendar::Day;
use domain::values::ids::TaskId;
use leptos::prelude::*;

use super::entry_words::{EntryRow, PlannerRow};
use crate::i18n::locale;
use crate::ui::kit::Section;

/// Rows grouped by day.
#[component]
pub fn ListView(
    #[prop(into)] rows: Signal<Vec<PlannerRow>>,
    /// Whether to show the owner.
    #[prop(into)]
    says_owner: Signal<bool>,
    /// Called with the task to open.
    #[prop(into)]
    on_task: Callback<TaskId>,
) -> impl IntoView {
    let days = Memo::new(move |_| {
        let mut days: Vec<(Day, Vec<PlannerRow>)> = Vec::new();
        for row in rows.get() {
            match days.last_mut() {
                Some((on, rows)) if *on == row.entry.on => rows.push(row),
                _ => days.push((row.entry.on, vec![row])),
            }
        }
        days
    });
    let day = move |(on, rows): (Day, Vec<PlannerRow>)| {
        let n = rows.len();
        let title = move || format!("{} {} · {n}", locale().day(on), locale().weekday(on));
        let rows = StoredValue::new(rows);
        view! {
            <Section title=Signal::derive(title)>
                <ul class="-my-2 divide-y divide-base-200">
                    {rows.get_value().into_iter().map(|row| view! { <EntryRow row says_owner on_task/> }).collect_view()}
                </ul>
            </Section>
        }
    };
    view! { <div class="grid gap-4">{move || days.get().into_iter().map(day).collect_view()}</div> }.into_any()
}
