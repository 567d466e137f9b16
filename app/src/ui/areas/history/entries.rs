//! The entries: a dense table at a desk, on a phone a line each that opens.

use domain::sync::history::HistoryEntry;
use leptos::prelude::*;
use leptos_router::components::A;

use super::change_words::{ChangeLine, change, lines, record_name};
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Icon, icons};
use crate::ui::records::command_words::page_of_record;
use crate::ui::url::routes::paths;

/// An entry, formatted.
#[derive(Clone, Debug, PartialEq)]
struct EntryWords {
    /// When the server took it.
    at: String,
    /// When it was made, if that was notably earlier.
    late: Option<String>,
    who: String,
    name: String,
    /// The page of the record; of one that this device does not hold, its history.
    to: String,
    history: String,
    change: Option<&'static str>,
    lines: Vec<ChangeLine>,
}

impl EntryWords {
    fn of(entry: &HistoryEntry, notebook: Notebook) -> EntryWords {
        let moment = |at| locale().moment(at, notebook.today());
        notebook.with(|book| EntryWords {
            at: moment(entry.place.at),
            late: entry.is_late().then(|| t!("history.made_at", made = moment(entry.made_at))),
            who: entry.by.map_or_else(|| t!("history.system").to_owned(), |it| person_name(book, it)),
            name: record_name(entry, notebook.today(), book),
            to: page_of_record(entry.place.record, book).unwrap_or_else(|| paths::history(entry.place.record)),
            history: paths::history(entry.place.record),
            change: change(entry.change),
            lines: lines(entry, book),
        })
    }

    /// The entry in a few words: 新建, or the first changed field.
    fn brief(&self) -> String {
        match (self.change, &self.lines[..]) {
            (Some(change), _) => change.to_owned(),
            (None, [first]) => first.label.clone(),
            (None, [first, ..]) => t!("history.n_changed", first = first.label, n = self.lines.len()),
            (None, []) => t!("history.other").to_owned(),
        }
    }
}

/// The table.
#[component]
pub fn EntryTable(entries: ReadSignal<Vec<HistoryEntry>>, of_one: bool) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = move || entries.with(|all| all.iter().map(|it| entry_rows(EntryWords::of(it, notebook), of_one)).collect_view());
    let head = |title: fn() -> &'static str, class: &'static str| view! { <th scope="col" class=class>{title}</th> };
    view! {
        <div class="hidden overflow-x-auto rounded-box border border-base-300 bg-base-100 lg:block">
            <table class="table table-dense">
                <caption class="sr-only">{move || t!("history.title")}</caption>
                <thead>
                    <tr>
                        {head(|| t!("history.time"), "w-36")}
                        {head(|| t!("history.who"), "w-20")}
                        {(!of_one).then(|| head(|| t!("history.record"), "w-72"))}
                        {head(|| t!("history.what"), "w-44")}
                        {head(|| t!("history.from"), "")}
                        {head(|| t!("history.to"), "")}
                    </tr>
                </thead>
                {rows}
            </table>
        </div>
    }
    .into_any()
}

/// The rows of an entry, one a change.
fn entry_rows(entry: EntryWords, of_one: bool) -> AnyView {
    let EntryWords { at, late, who, name, to, change, lines, .. } = entry;
    let first = change.map(|it| view! { <td colspan="3" class="align-top font-medium">{it}</td> }.into_any());
    let mut cells: Vec<AnyView> = first.into_iter().chain(lines.into_iter().map(line_cells)).collect();
    if cells.is_empty() {
        cells.push(view! { <td colspan="3">{move || t!("history.other")}</td> }.into_any());
    }
    let n = cells.len().to_string();
    let rest = cells.split_off(1);
    let late = late.map(|it| view! { <span class="block text-quiet">{it}</span> });
    let span = n.clone();
    let record =
        (!of_one).then(|| view! { <td rowspan=span class="align-top"><A href=to attr:class="link break-words">{unbroken(&name)}</A></td> });
    view! {
        <tbody class="[&>tr]:border-0 [&>tr:first-child>*]:border-t [&>tr:first-child>*]:border-base-300">
            <tr>
                <th scope="rowgroup" rowspan=n.clone() class="align-top font-normal whitespace-nowrap tabular-nums">{at}{late}</th>
                <td rowspan=n class="align-top whitespace-nowrap">{who}</td>
                {record}
                {cells}
            </tr>
            {rest.into_iter().map(|it| view! { <tr>{it}</tr> }).collect_view()}
        </tbody>
    }
    .into_any()
}

/// Field, before and after.
fn line_cells(line: ChangeLine) -> AnyView {
    let label = line.label.clone();
    if line.hidden {
        return view! { <td class="align-top">{label}</td><td colspan="2" class="align-top text-quiet">{move || t!("history.hidden")}</td> }.into_any();
    }
    let lost = lost(&line);
    view! {
        <td class="align-top break-words">{unbroken(&label)}</td>
        <td class="max-w-96 align-top break-words whitespace-pre-line tabular-nums text-quiet">{or_nothing(line.from)}</td>
        <td class="max-w-96 align-top break-words whitespace-pre-line tabular-nums">{or_nothing(line.to)} {lost}</td>
    }
    .into_any()
}

/// The lines.
#[component]
pub fn EntryLines(entries: ReadSignal<Vec<HistoryEntry>>, of_one: bool) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = move || entries.with(|all| all.iter().map(|it| entry_line(EntryWords::of(it, notebook), of_one)).collect_view());
    view! { <ul class="divide-y divide-base-300 border-y border-base-300 lg:hidden" aria-label=move || t!("history.title")>{rows}</ul> }
        .into_any()
}

/// One entry. Of a single record the changes are what one came for; otherwise the line opens to them.
fn entry_line(entry: EntryWords, of_one: bool) -> AnyView {
    let brief = entry.brief();
    let EntryWords { at, late, who, name, to, history, change, lines } = entry;
    let head = |title: String| {
        view! {
            <span class="flex items-baseline justify-between gap-3">
                <span class="min-w-0 truncate font-medium">{title}</span>
                <span class="shrink-0 text-[0.8125rem] text-quiet tabular-nums">{at}</span>
            </span>
        }
    };
    let late = late.map(|it| view! { <p class="text-[0.8125rem] text-quiet tabular-nums">{it}</p> });
    let changes = lines.into_iter().map(|it| view! { <div>{line_words(it)}</div> }).collect_view();
    if of_one {
        return view! {
            <li class="grid gap-1 py-3">
                {head(who)}
                {late}
                {change.map(|it| view! { <p class="text-sm">{it}</p> })}
                {changes}
            </li>
        }
        .into_any();
    }
    let is_elsewhere = to != history;
    view! {
        <li>
            <details class="group">
                <summary class="flex min-h-14 cursor-pointer list-none items-center gap-3 py-2 pressable">
                    <span class="min-w-0 flex-1">
                        {head(name)}
                        <span class="block truncate text-[0.8125rem] text-quiet">{format!("{who} · {brief}")}</span>
                    </span>
                    <Icon name=icons::DOWN class="size-4 shrink-0 text-quiet transition-transform group-open:rotate-180"/>
                </summary>
                <div class="grid gap-2 pb-2">
                    {late}
                    {changes}
                    <p class="flex flex-wrap gap-x-4">
                        {is_elsewhere.then(|| view! { <A href=to attr:class="link inline-flex min-h-11 items-center text-sm">{move || t!("history.open_record")}</A> })}
                        <A href=history attr:class="link inline-flex min-h-11 items-center text-sm">{move || t!("history.of_record")}</A>
                    </p>
                </div>
            </details>
        </li>
    }
    .into_any()
}

/// A change under its field: the value before, an arrow, the value after.
fn line_words(line: ChangeLine) -> AnyView {
    let label = line.label.clone();
    if line.hidden {
        return view! { <p class="text-sm"><span class="text-quiet">{label}</span>" "<span>{move || t!("history.hidden")}</span></p> }
            .into_any();
    }
    let lost = lost(&line);
    let values = match (line.from, line.to) {
        (None, None) => ().into_any(),
        (None, Some(to)) => {
            view! { <span class="text-quiet">{move || t!("history.added")}</span>" "<span>{unbroken(&to)}</span> }.into_any()
        }
        (Some(from), None) => {
            view! { <span class="text-quiet">{move || t!("history.taken_out")}</span>" "<s>{unbroken(&from)}</s> }.into_any()
        }
        (Some(from), Some(to)) => view! { <span class="text-quiet">{unbroken(&from)}</span>" → "<span>{unbroken(&to)}</span> }.into_any(),
    };
    view! {
        <p class="text-[0.8125rem] text-quiet">{unbroken(&label)}</p>
        <p class="text-sm break-words whitespace-pre-line tabular-nums">{values} {lost}</p>
    }
    .into_any()
}

/// The longest part of a text that stays on one line: a day, an amount, a stage.
const SHORT: usize = 16;

/// A text whose short parts do not break across lines.
fn unbroken(text: &str) -> AnyView {
    let part = |(at, part): (usize, &str)| {
        let between = if at == 0 { "" } else { " · " };
        let class = if part.chars().count() <= SHORT { "whitespace-nowrap" } else { "" };
        view! { {between}<span class=class>{part.to_owned()}</span> }
    };
    text.split(" · ").enumerate().map(part).collect_view().into_any()
}

fn or_nothing(value: Option<String>) -> AnyView {
    match value {
        Some(value) => unbroken(&value),
        None => view! { <span class="text-quiet">{move || t!("history.nothing")}</span> }.into_any(),
    }
}

fn lost(line: &ChangeLine) -> Option<AnyView> {
    let value = line.lost.clone()?;
    Some(view! { <span class="block text-[0.8125rem] text-quiet">{move || t!("history.not_taken", value = value)}</span> }.into_any())
}
