//! 预警与提醒: open, dismissed and resolved alerts, the most urgent first.

use std::collections::BTreeSet;

use domain::access::moment::Moment;
use domain::book::Book;
use domain::rules::alert_rules::Level;
use domain::values::json;
use domain::views::alert::{self, About, Raised};
use leptos::prelude::*;

use super::alert_filters::AlertFilters;
use super::alert_list::{AlertFilter, AlertGroup, AlertRow, AlertTab, FEW, groups, of_part, rows};
use super::alert_row::AlertCard;
use super::dismiss_sheet::DismissSheet;
use super::handle_sheet::HandleSheet;
use super::resolved_list::ResolvedList;
use crate::i18n::alert_words;
use crate::local::Notebook;
use crate::state::alerts;
use crate::t;
use crate::ui::kit::{
    Badge, Button, ButtonLink, Choice, EmptyState, Icon, ListFaces, Look, PageHead, Segment, SegmentedControl, Tabs, Tone, icons,
};
use crate::ui::records::alert_links::{icon_of, tone_of};
use crate::ui::records::book_note::{BookNote, face_of};
use crate::ui::url::{UrlState, routes};

/// Rows shown at first.
const MOST: usize = 20;

/// The page.
#[component]
pub fn AlertsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<AlertFilter>::here();
    let raised = alerts::raised(notebook);
    let today = notebook.today();
    let by_new_rules = Memo::new(move |_| {
        let moment = Moment::of(notebook.actor(), notebook.now(), today);
        notebook.with(|book| alert::raised_by_new_rules(book, &moment))
    });
    let list = Memo::new(move |_| {
        let actor = notebook.actor();
        let mut list = url.with(|filter| notebook.with(|book| raised.with(|raised| rows(filter, raised, &actor, today, book))));
        by_new_rules.with(|found| list.iter_mut().for_each(|it| it.new_rules = found.get(&it.alert.key).cloned()));
        list
    });
    let n_red = Memo::new(move |_| list.with(|rows| alert::Counts::of(rows.iter().map(|it| &it.alert)).n_red));
    let sees_rules = Memo::new(move |_| notebook.actor().may_see_rules());
    let (handling, dismissing) = (RwSignal::new(None::<AlertRow>), RwSignal::new(None::<AlertRow>));
    // Kept on the page: a group is rebuilt whenever one of its alerts is seen or handled by anybody.
    let opened = RwSignal::new(BTreeSet::new());
    let part_words = |tab: AlertTab| match tab {
        AlertTab::Open => t!("alerts.open_tab"),
        AlertTab::Dismissed => t!("alerts.dismissed_tab"),
        AlertTab::Resolved => t!("alerts.resolved_tab"),
    };
    let tabs = move || AlertTab::ALL.into_iter().map(|it| Choice::new(json::word_of(it), part_words(it))).collect::<Vec<_>>();
    let choose = move |word: String| url.change(|it| it.part = json::of_word(&word).unwrap_or_default());
    let is_resolved = Memo::new(move |_| url.with(|it| it.part == AlertTab::Resolved));
    let is_open = Memo::new(move |_| url.with(|it| it.part == AlertTab::Open));
    view! {
        <PageHead title=move || t!("alerts.title") note=move || t!("alerts.note")>
            <Show when=move || 0 < n_red.get()>
                <Badge label=move || t!("alerts.n_red", n = n_red.get()) tone=Tone::Error icon=icons::ALERT/>
            </Show>
            <Show when=move || sees_rules.get()>
                <ButtonLink label=move || t!("alerts.settings.title") to=routes::ALERT_RULES look=Look::Ghost icon=icons::SETTINGS/>
            </Show>
        </PageHead>
        <Tabs label=move || t!("alerts.title") tabs=Signal::derive(tabs) value=Signal::derive(move || url.with(|it| json::word_of(it.part))) on_choose=choose>
            <Show when=move || is_open.get()><Whose url raised/></Show>
            <AlertFilters url raised/>
            {move || match is_resolved.get() {
                true => view! { <ResolvedList url raised/> }.into_any(),
                false => view! { <Standing list url opened handling dismissing/> }.into_any(),
            }}
        </Tabs>
        <BookNote/>
        <HandleSheet handling/>
        <DismissSheet dismissing/>
    }
    .into_any()
}

/// Switches between all alerts in reach and those that the reader was notified of, each with its count.
#[component]
fn Whose(url: UrlState<AlertFilter>, raised: Memo<Vec<Raised>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let counts = Memo::new(move |_| {
        let me = notebook.actor().person;
        let n = |mine: bool, book: &Book| {
            let filter = AlertFilter { mine, ..AlertFilter::default() };
            raised.with(|raised| of_part(&filter, raised, me, today, book).len())
        };
        notebook.with(|book| (n(false, book), n(true, book)))
    });
    let segments = move || {
        let (all, mine) = counts.get();
        vec![Segment::new("all", t!("alerts.in_reach", n = all)), Segment::new("mine", t!("alerts.mine", n = mine))]
    };
    let choose = move |word: String| url.change(|it| it.mine = word == "mine");
    view! {
        <div class="pb-3">
            <SegmentedControl
                label=move || t!("alerts.whose")
                segments=Signal::derive(segments)
                value=Signal::derive(move || if url.with(|it| it.mine) { "mine".to_owned() } else { "all".to_owned() })
                on_choose=choose
            />
        </div>
    }
}

/// Shows a small group as cards; collapses a larger one to a line with its count that the user can open.
#[component]
fn Group(
    group: AlertGroup,
    opened: RwSignal<BTreeSet<About>>,
    handling: RwSignal<Option<AlertRow>>,
    dismissing: RwSignal<Option<AlertRow>>,
) -> impl IntoView {
    let AlertGroup { about, title, rows } = group;
    let card = move |row: AlertRow| view! { <AlertCard row handling dismissing/> };
    if rows.len() <= FEW {
        return rows.into_iter().map(card).collect_view().into_any();
    }
    let (n, level) = (rows.len(), rows.iter().map(|it| it.alert.level).max().unwrap_or(Level::Reminder));
    let n_red = rows.iter().filter(|it| it.alert.level == Level::Red).count();
    let rules: BTreeSet<_> = rows.iter().map(|it| it.alert.key.rule).collect();
    let what = move || rules.iter().map(|it| alert_words::rule(*it)).collect::<Vec<_>>().join(" · ");
    let is_open = Memo::new(move |_| opened.with(|it| it.contains(&about)));
    let toggle = move |_| {
        opened.update(|opened| {
            if !opened.remove(&about) {
                opened.insert(about);
            }
        });
    };
    let rows = StoredValue::new(rows);
    view! {
        <li class="rounded-box border border-base-300 bg-base-100 p-4">
            <button
                type="button"
                class="pressable -m-2 flex min-h-11 w-[calc(100%+1rem)] items-center gap-3 rounded-field p-2 text-start"
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle
            >
                <span class="min-w-0 flex-1">
                    <span class="block font-medium break-words">{title}</span>
                    <span class="block text-xs break-words text-quiet">{what}</span>
                </span>
                <Badge
                    label=move || if 0 < n_red { t!("alerts.n_red", n = n_red) } else { t!("alerts.n_gathered", n = n) }
                    tone=tone_of(level)
                    icon=icon_of(level)
                />
                <span class="text-sm tabular-nums">{n}</span>
                <Icon name=icons::DOWN class="size-4 text-quiet"/>
            </button>
            <Show when=move || is_open.get()>
                <ul class="grid gap-3 pt-3">{rows.get_value().into_iter().map(card).collect_view()}</ul>
            </Show>
        </li>
    }
    .into_any()
}

/// The open alerts, or the dismissed ones.
#[component]
fn Standing(
    list: Memo<Vec<AlertRow>>,
    url: UrlState<AlertFilter>,
    opened: RwSignal<BTreeSet<About>>,
    handling: RwSignal<Option<AlertRow>>,
    dismissing: RwSignal<Option<AlertRow>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (shown, show) = signal(MOST);
    let face = face_of(notebook, move || list.with(Vec::is_empty));
    let is_narrowed = Memo::new(move |_| url.with(|it| 0 < it.n_active()));
    let clear = move || url.change(AlertFilter::clear);
    let all = Memo::new(move |_| list.with(|rows| notebook.with(|book| groups(rows, book))));
    let lines = move || all.with(|it| it.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let n_more = Memo::new(move |_| all.with(Vec::len).saturating_sub(shown.get()));
    let empty = move || match is_narrowed.get() {
        true => view! {
            <EmptyState icon=icons::SEARCH title=move || t!("alerts.none_found") body=move || t!("alerts.none_found_body")>
                <Button label=move || t!("alerts.show_all") on_press=clear/>
            </EmptyState>
        }
        .into_any(),
        false => view! { <EmptyState icon=icons::CHECK title=move || t!("alerts.none") body=move || t!("alerts.none_body")/> }.into_any(),
    };
    view! {
        <ListFaces face empty>
            <ul class="grid gap-3" aria-label=move || t!("alerts.title")>
                <For each=lines key=|it| format!("{it:?}") let(group)>
                    <Group group opened handling dismissing/>
                </For>
            </ul>
            <Show when=move || 0 < n_more.get()>
                <div class="pt-3">
                    <Button label=move || t!("alerts.more", n = n_more.get()) look=Look::Ghost wide=true on_press=move || show.update(|it| *it += 40)/>
                </div>
            </Show>
        </ListFaces>
    }
    .into_any()
}
