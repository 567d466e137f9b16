//! The records behind one part of a formula.

use domain::book::Book;
use domain::figures::analytics::Contribution;
use domain::figures::kpis::KpiPart;
use domain::values::calendar::Day;
use domain::values::ids::{CustomerId, Key, Kind, PersonId};
use domain::values::kpi_unit::KpiUnit;
use domain::values::ratio::Ratio;
use leptos::prelude::*;
use leptos_router::components::A;

use super::record_row::row_of;
use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::kit::{Button, Look, Section};
use crate::ui::url::routes::paths;

/// How many records show at first.
const FIRST: usize = 10;

/// A record in words.
#[derive(Clone, Debug, PartialEq)]
struct PartRow {
    /// Empty if it has no page.
    path: String,
    title: String,
    note: String,
    value: String,
}

/// The part with its total and its records, newest first.
#[component]
pub fn PartSection(part: KpiPart) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_whole = RwSignal::new(false);
    let n_records = part.records.len();
    let (unit, total) = (part.unit, kpi_words::value(part.unit, part.total.into(), ""));
    let gauge = part.gauge.clone();
    let title = Signal::derive(move || gauge.as_ref().map(|it| notebook.with(|book| kpi_words::gauge(it, book))).unwrap_or_default());
    let records = StoredValue::new(part.records);
    let rows = move || {
        let n_shown = if is_whole.get() { n_records } else { FIRST };
        let shown = records.with_value(|it| it.iter().take(n_shown).copied().collect::<Vec<_>>());
        notebook.with(|book| shown.into_iter().map(|it| row(it, unit, book)).map(line).collect_view())
    };
    let summary = move || format!("{} · {total}", t!("kpis.n_records", n = n_records));
    let more = move || t!("kpis.more", n = n_records.saturating_sub(FIRST));
    view! {
        <Section title=title actions=move || view! { <span class="text-sm whitespace-nowrap text-quiet tabular-nums">{summary.clone()}</span> }>
            {(n_records == 0).then(|| view! { <p class="text-sm text-quiet">{t!("performance.no_records")}</p> })}
            <div class="-mx-4 -my-2">{rows}</div>
            <Show when=move || FIRST < n_records && !is_whole.get()>
                <div class="pt-2"><Button label=Signal::derive(more) look=Look::Ghost on_press=move || is_whole.set(true)/></div>
            </Show>
        </Section>
    }
    .into_any()
}

fn row((record, on, value): (Key, Day, i64), unit: KpiUnit, book: &Book) -> PartRow {
    let value_text = kpi_words::value(unit, Ratio::whole(value), "");
    let day = locale().day(on);
    if let Some(row) = row_of(&Contribution { record, values: vec![value], on }, book) {
        return PartRow { path: row.path, title: row.title, note: format!("{} · {}", row.when, row.note), value: value_text };
    }
    let (path, title) = match record.kind {
        Kind::Customer => (paths::customer(CustomerId(record.id)), customer_name(book, CustomerId(record.id))),
        Kind::Person => (String::new(), book.person(PersonId(record.id)).map(|it| it.name.clone()).unwrap_or_default()),
        _ => (String::new(), String::new()),
    };
    let note = if record.kind == Kind::Person { String::new() } else { day };
    PartRow { path, title, note, value: value_text }
}

fn line(row: PartRow) -> AnyView {
    let body = view! {
        <span class="block min-w-0 flex-1">
            <span class="block truncate text-sm font-medium">{row.title}</span>
            <span class="block truncate text-xs text-quiet">{row.note}</span>
        </span>
        <span class="shrink-0 text-end text-sm font-semibold whitespace-nowrap tabular-nums">{row.value}</span>
    };
    let class = "flex min-h-12 items-center justify-between gap-3 border-b border-base-200 px-4 py-1 last:border-b-0";
    if row.path.is_empty() {
        view! { <div class=class>{body}</div> }.into_any()
    } else {
        view! { <A href=row.path attr:class=format!("{class} pressable")>{body}</A> }.into_any()
    }
}
