//! The values entered for a KPI in the period, each with its review and what it lacks.

use domain::figures::analytics::Filter;
use domain::records::kpi_entry::KpiEntry;
use domain::records::reviewed::Reviewed;
use domain::values::calendar::Stretch;
use domain::values::ids::CustomerId;
use domain::values::kpi_name::KpiName;
use leptos::prelude::*;
use leptos_router::components::A;

use super::lens_in_url::LensInUrl;
use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Icon, Section, icons};
use crate::ui::records::attachments::MissingBadge;
use crate::ui::records::review_note::ReviewBadge;
use crate::ui::url::routes::paths;

/// The entries, newest first.
#[component]
pub fn KpiEntries(name: KpiName, url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
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
        let id = entry.id;
        let (person, value) = notebook.with(|book| (person_name(book, entry.owner), kpi_words::entry_value(&entry, book)));
        let reason = entry.voided.as_ref().map(|it| t!("kpis.voided", reason = it.reason));
        let note = [locale().day(entry.on), entry.note.clone(), reason.unwrap_or_default()];
        let note = note.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let value_class = if entry.stands() { "font-semibold" } else { "text-quiet line-through" };
        let state = entry.review.as_ref().filter(|_| !entry.is_moot()).map(|it| it.state());
        view! {
            <li class="border-b border-base-200 last:border-b-0">
                <A href=paths::kpi_entry(id) attr:class="pressable flex min-h-12 items-center gap-3 px-4 py-1">
                    <span class="block min-w-0 flex-1">
                        <span class="block truncate text-sm font-medium">{person}</span>
                        <span class="block text-xs break-words text-quiet tabular-nums">{note}</span>
                        <span class="flex flex-wrap gap-1 empty:hidden">
                            <ReviewBadge state=Signal::stored(state)/>
                            <MissingBadge of=Signal::stored(id.into())/>
                        </span>
                    </span>
                    <span class=format!("shrink-0 text-sm whitespace-nowrap tabular-nums {value_class}")>{value}</span>
                    <Icon name=icons::FORWARD class="size-4 shrink-0 text-quiet"/>
                </A>
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
