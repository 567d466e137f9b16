//! The values entered for a KPI in the period, with the button that withdraws one.

use domain::decide::command::{Command, VoidKpiEntry};
use domain::figures::analytics::Filter;
use domain::records::kpi::Formula;
use domain::records::kpi_entry::KpiEntry;
use domain::values::calendar::Stretch;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, KpiEntryId};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::kpi_line::unit_word;
use super::lens_in_url::LensInUrl;
use crate::i18n::{kpi_words, locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{IconButton, Look, Section, Sheet, TextArea, icons};

/// The entries, newest first.
#[component]
pub fn KpiEntries(name: KpiName, url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let voiding = RwSignal::new(None::<KpiEntryId>);
    let entries = Memo::new(move |_| {
        let (days, filter) = url.with(|it| (Stretch::from(it.period), it.filter.clone()));
        notebook.with(|book| {
            let counts = |it: &&KpiEntry| KpiName::Own(it.kpi) == name && days.contains(it.on) && is_of(it, &filter, book);
            let mut entries: Vec<KpiEntry> = book.kpi_entries().filter(counts).cloned().collect();
            entries.sort_by(|a, b| b.on.cmp(&a.on).then(b.id.cmp(&a.id)));
            entries
        })
    });
    let line = move |entry: KpiEntry| {
        let (id, stands) = (entry.id, entry.stands());
        let (person, value, may_void) = notebook.with(|book| {
            let unit = match book.kpi(entry.kpi).and_then(|it| it.formula_on(entry.on)) {
                Some(Formula::Entered { unit }) => unit,
                _ => KpiUnit::Count,
            };
            let value = kpi_words::value(unit, Ratio::whole(entry.value), &unit_word(name, book));
            (person_name(book, entry.owner), value, stands && notebook.actor().may_void_kpi_entry(&entry, book))
        });
        let reason = entry.voided.as_ref().map(|it| t!("kpis.voided", reason = it.reason));
        let note = [locale().day(entry.on), entry.note.clone(), reason.unwrap_or_default()];
        let note = note.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let value_class = if stands { "font-semibold" } else { "text-quiet line-through" };
        let spoken = person.clone();
        view! {
            <li class="flex min-h-12 items-center gap-3 border-b border-base-200 px-4 py-1 last:border-b-0">
                <span class="block min-w-0 flex-1">
                    <span class="block truncate text-sm font-medium">{person}</span>
                    <span class="block text-xs break-words text-quiet">{note}</span>
                </span>
                <span class=format!("shrink-0 text-sm whitespace-nowrap tabular-nums {value_class}")>{value}</span>
                {may_void.then(|| {
                    let label = move || format!("{} · {spoken}", t!("kpis.void"));
                    view! { <IconButton icon=icons::CLOSE label on_press=move || voiding.set(Some(id))/> }
                })}
            </li>
        }
        .into_any()
    };
    let body = move || {
        let entries = entries.get();
        if entries.is_empty() {
            view! { <p class="text-sm text-quiet">{t!("kpis.no_entries")}</p> }.into_any()
        } else {
            view! { <ul class="-mx-4 -my-2">{entries.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Section title=move || t!("kpis.entries")>{body}</Section>
        <Sheet
            open=Signal::derive(move || voiding.with(Option::is_some))
            on_close=move || voiding.set(None)
            title=move || t!("kpis.verb.void")
        >
            {move || voiding.get().map(|entry| view! { <VoidForm entry voiding/> })}
        </Sheet>
    }
    .into_any()
}

/// Whether the entry is credited to whom the filter asks for.
fn is_of(entry: &KpiEntry, filter: &Filter, book: &domain::book::Book) -> bool {
    let Some((owner, team)) = filter.credited.whose((entry.owner, entry.team), CustomerId::default(), book) else { return false };
    let department = team.and_then(|it| book.team(it)).map(|it| it.department);
    filter.person.is_none_or(|it| it == owner)
        && filter.team.is_none_or(|it| Some(it) == team)
        && filter.department.is_none_or(|it| Some(it) == department)
}

#[component]
fn VoidForm(entry: KpiEntryId, voiding: RwSignal<Option<KpiEntryId>>) -> impl IntoView {
    let writing = Writing::ready();
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("void-kpi-entry/{entry}"), [("reason", reason)]);
    let make = move || Ok(Command::VoidKpiEntry(VoidKpiEntry { entry, reason: reason.get() }));
    let save = writing.saving(kept, make, move || voiding.set(None));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] look=Look::Danger label=Signal::derive(|| t!("kpis.void").to_owned())>
            <p class="text-sm">{move || t!("kpis.void_consequence")}</p>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
