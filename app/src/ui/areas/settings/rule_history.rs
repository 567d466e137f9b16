//! All versions of some rules: in force, planned and past, each with its days, its author, its note and what changed.

use std::marker::PhantomData;

use domain::rules::VersionPhase;
use domain::values::calendar::Day;
use leptos::prelude::*;

use super::rule_kind::{RuleChange, RuleKind, VersionRow, rows, saving};
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Icon, Look, Sheet, icons, unique_id};

/// Where the buttons of a version lead.
#[derive(Clone, Copy)]
pub struct HistoryDoors {
    /// Loads the planned version of a day into the form.
    pub amend: Callback<Day>,
    /// Loads the version of a day, or the defaults, into the form.
    pub restore: Callback<Option<Day>>,
}

/// The list of versions of one kind of rules.
pub struct RuleHistory<T: RuleKind> {
    doors: Option<HistoryDoors>,
    unfolded: RwSignal<bool>,
    kind: PhantomData<fn() -> T>,
}

impl<T: RuleKind> RuleHistory<T> {
    /// Without doors, the list is only read.
    pub fn new(doors: Option<HistoryDoors>, unfolded: RwSignal<bool>) -> RuleHistory<T> {
        RuleHistory { doors, unfolded, kind: PhantomData }
    }

    /// The list. Only administrators get buttons.
    pub fn view(self) -> AnyView {
        let notebook = expect_context::<Notebook>();
        let writing = Writing::ready();
        let today = notebook.today();
        let rows = notebook.see(move |book| rows::<T>(book, today));
        let take_back = move |day: Day| {
            let was = notebook.peek(|book| book.company().clone());
            let now = T::versions(&was).without(day, today);
            let mut without = was.clone();
            T::put(&mut without, now.clone());
            let undo = saving(&without, T::versions(&was).clone());
            let said = move || t!("settings.versions.taken_back", day = locale().day(day));
            writing.commit_with_undo(saving(&was, now), said, undo);
        };
        let (doors, unfolded) = (self.doors.filter(|_| notebook.actor().may_administer()), self.unfolded);
        view! { <Versions rows doors unfolded on_take_back=take_back/> }.into_any()
    }
}

/// How many past versions show at first.
const RECENT: usize = 5;

#[component]
fn Versions(
    #[prop(into)] rows: Signal<Vec<VersionRow>>,
    doors: Option<HistoryDoors>,
    /// Whether a phone shows the list.
    unfolded: RwSignal<bool>,
    #[prop(into)] on_take_back: Callback<Day>,
) -> impl IntoView {
    let leaving = RwSignal::new(None::<Day>);
    let shows_all = RwSignal::new(false);
    let [heading, list] = ["versions", "versions-list"].map(unique_id);
    let (labelled_by, controls) = (heading.clone(), list.clone());
    let of_phase = move |phase| rows.with(|rows| rows.iter().filter(|it| it.phase == phase).cloned().collect::<Vec<_>>());
    let n_of = move |phase| rows.with(|rows| rows.iter().filter(|it| it.phase == phase).count());
    let item = move |row| view! { <VersionItem row doors leaving/> };
    let group = move |phase, name: fn() -> &'static str| {
        move || {
            let mut found = of_phase(phase);
            match phase {
                // What comes next stands first.
                VersionPhase::Planned => found.reverse(),
                VersionPhase::Past if !shows_all.get() => found.truncate(RECENT),
                VersionPhase::Past | VersionPhase::Now => {}
            }
            (!found.is_empty()).then(|| {
                view! {
                    <p class="pt-3 text-sm text-quiet first:pt-0">{name}</p>
                    <ul class="divide-y divide-base-200" aria-label=name>{found.into_iter().map(item).collect_view()}</ul>
                }
            })
        }
    };
    let toggle = move |_| unfolded.update(|it| *it = !*it);
    let summary = move || match (n_of(VersionPhase::Planned), n_of(VersionPhase::Past)) {
        (0, 0) => t!("settings.versions.title").to_owned(),
        (planned, past) => t!("settings.versions.n", planned = planned, past = past),
    };
    view! {
        <div class="min-w-0" role="group" aria-labelledby=labelled_by data-versions>
            <p id=heading class="hidden pb-2 font-semibold lg:block">{move || t!("settings.versions.title")}</p>
            <button
                type="button"
                class="flex min-h-11 w-full cursor-pointer items-center justify-between gap-2 text-sm font-medium lg:hidden"
                aria-expanded=move || unfolded.get().to_string()
                aria-controls=controls
                on:click=toggle
            >
                <span>{summary}</span>
                <Icon name=icons::HISTORY class="size-4"/>
            </button>
            <div id=list class=move || if unfolded.get() { "" } else { "max-lg:hidden" }>
                {group(VersionPhase::Now, || t!("settings.versions.now"))}
                {group(VersionPhase::Planned, || t!("settings.versions.planned"))}
                {group(VersionPhase::Past, || t!("settings.versions.past"))}
                <Show when=move || RECENT < n_of(VersionPhase::Past) && !shows_all.get()>
                    <Button
                        label=move || t!("settings.versions.show_all", n = n_of(VersionPhase::Past))
                        look=Look::Ghost
                        on_press=move || shows_all.set(true)
                    />
                </Show>
            </div>
            <TakeBackSheet leaving on_take_back/>
        </div>
    }
    .into_any()
}

#[component]
fn VersionItem(row: VersionRow, doors: Option<HistoryDoors>, leaving: RwSignal<Option<Day>>) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let (from, until, phase) = (row.from, row.until, row.phase);
    let days = move || {
        let said = |day: Day| locale().day(day);
        match (from, until) {
            (Some(from), Some(until)) => t!("settings.versions.from_until", from = said(from), until = said(until)),
            (Some(from), None) => t!("settings.versions.from", from = said(from)),
            (None, Some(until)) => t!("settings.versions.until", until = said(until)),
            (None, None) => t!("settings.versions.always").to_owned(),
        }
    };
    let changes = row.changes;
    let what = move || match (from, changes.is_empty()) {
        (None, true) => view! { <p class="text-sm">{t!("settings.versions.defaults")}</p> }.into_any(),
        (Some(_), true) => view! { <p class="text-sm">{t!("settings.versions.same")}</p> }.into_any(),
        (_, false) => view! { <ul class="grid gap-1 text-sm">{changes.iter().cloned().map(change_line).collect_view()}</ul> }.into_any(),
    };
    let set = row.set.map(|(name, at)| move || format!("{name} · {}", locale().moment(at, today)));
    let said = row.note.map(|note| move || t!("settings.versions.note_said", note = note));
    let label = move |verb: &'static str| t!("kit.said", what = verb, words = days());
    let button = move |verb: fn() -> &'static str, press: Callback<()>| {
        view! {
            <button type="button" class="btn btn-ghost btn-sm min-h-11 sm:min-h-9" aria-label=move || label(verb()) on:click=move |_| press.run(())>
                {verb}
            </button>
        }
    };
    let planned = from.zip(doors).filter(|_| phase == VersionPhase::Planned).map(|(day, doors)| {
        view! {
            {button(|| t!("settings.versions.amend"), Callback::new(move |()| doors.amend.run(day)))}
            {button(|| t!("settings.versions.take_back"), Callback::new(move |()| leaving.set(Some(day))))}
        }
    });
    let past = doors
        .filter(|_| phase == VersionPhase::Past)
        .map(|doors| button(|| t!("settings.versions.restore"), Callback::new(move |()| doors.restore.run(from))));
    view! {
        <li class="grid gap-1 py-2" data-from=from.map(|it| it.to_string())>
            <div class="flex flex-wrap items-center justify-between gap-x-3">
                <p class="text-sm font-medium tabular-nums">{days}</p>
                <div class="-me-3 ms-auto flex">{planned} {past}</div>
            </div>
            {what}
            <p class="text-xs text-quiet break-words empty:hidden">{set}</p>
            <p class="text-xs text-quiet break-words empty:hidden">{said}</p>
        </li>
    }
    .into_any()
}

/// One changed field, from → to.
pub fn change_line(change: RuleChange) -> impl IntoView {
    view! {
        <li class="flex flex-wrap items-baseline gap-x-2">
            <span class="text-quiet">{change.field}</span>
            <span class="tabular-nums">
                {change.from} <span class="px-1 text-quiet" aria-hidden="true">"→"</span> <span class="sr-only">{t!("settings.versions.becomes")}</span>
                <span class="font-medium">{change.to}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Asks before a planned version is taken back.
#[component]
fn TakeBackSheet(
    /// The first day of the version; `None` while the sheet is closed.
    leaving: RwSignal<Option<Day>>,
    on_take_back: Callback<Day>,
) -> impl IntoView {
    let title = move || leaving.get().map(|it| t!("settings.versions.take_back_title", day = locale().day(it))).unwrap_or_default();
    let go_on = move || {
        let day = leaving.get_untracked();
        leaving.set(None);
        day.into_iter().for_each(|it| on_take_back.run(it));
    };
    view! {
        <Sheet open=Signal::derive(move || leaving.with(Option::is_some)) on_close=move || leaving.set(None) title=Signal::derive(title)>
            <p class="pb-4">{move || t!("settings.versions.take_back_body")}</p>
            <div class="flex justify-end gap-2">
                <Button label=move || t!("settings.versions.keep") look=Look::Ghost on_press=move || leaving.set(None)/>
                <Button label=move || t!("settings.versions.take_back_confirm") look=Look::Danger on_press=go_on/>
            </div>
        </Sheet>
    }
    .into_any()
}
