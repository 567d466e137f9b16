//! A small table that stays a table on a phone: a name and one or two numbers a row.

use domain::values::ids::TeamId;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;

/// One row, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultRow {
    pub name: String,
    pub numbers: [String; 2],
    /// Small, below the numbers.
    pub notes: [String; 2],
}

/// How many rows show at first.
const FIRST: usize = 8;

/// The table. The second column of numbers may be empty.
#[component]
pub fn ResultTable(
    /// The titles of the columns; the first one names the table for screen readers. An empty title leaves its column out.
    #[prop(into)]
    titles: Signal<[String; 3]>,
    #[prop(into)] rows: Signal<Vec<ResultRow>>,
) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let n_rows = move || rows.with(Vec::len);
    let columns = move || titles.get().into_iter().enumerate().filter(|(_, title)| !title.is_empty());
    let head = move || {
        let cell = |(at, title): (usize, String)| {
            let class = if at == 0 { "py-1 text-start font-normal" } else { "w-24 py-1 ps-3 text-end font-normal" };
            view! { <th scope="col" class=class>{title}</th> }
        };
        columns().map(cell).collect_view()
    };
    let row = move |row: ResultRow| {
        let numbers = row.numbers.into_iter().zip(row.notes).take(columns().count().saturating_sub(1));
        let number = |(number, note): (String, String)| {
            let note = (!note.is_empty()).then(|| view! { <span class="block text-xs text-quiet">{note}</span> });
            view! { <td class="py-1.5 ps-3 text-end align-top whitespace-nowrap tabular-nums">{number} {note}</td> }
        };
        view! {
            <tr class="border-t border-base-200">
                <th scope="row" class="py-1.5 text-start align-top font-normal break-words">{row.name}</th>
                {numbers.map(number).collect_view()}
            </tr>
        }
    };
    let body = move || {
        let shown = if shows_all.get() { usize::MAX } else { FIRST };
        rows.get().into_iter().take(shown).map(row).collect_view()
    };
    view! {
        <Show when=move || 0 < n_rows()>
            <div class="min-w-0">
                <table class="w-full text-sm">
                    <caption class="sr-only">{move || titles.with(|it| it[0].clone())}</caption>
                    <thead class="text-xs text-quiet">
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
                <Show when=move || FIRST < n_rows() && !shows_all.get()>
                    <button type="button" class="btn btn-ghost btn-sm min-h-11" on:click=move |_| shows_all.set(true)>
                        {move || t!("simulation.show_all", n = n_rows())}
                    </button>
                </Show>
            </div>
        </Show>
    }
    .into_any()
}

/// The name of a team; managers sell without one.
pub fn team_name(team: Option<TeamId>, notebook: Notebook) -> String {
    let name = team.and_then(|id| notebook.with(|book| book.team(id).map(|it| it.name.clone())));
    name.unwrap_or_else(|| t!("simulation.no_team").to_owned())
}

/// `3 → 4`; one number if nothing changes.
pub fn from_to<T: PartialEq>(now: T, then: T, said: impl Fn(T) -> String) -> String {
    if now == then { said(now) } else { t!("simulation.from_to", from = said(now), to = said(then)) }
}
