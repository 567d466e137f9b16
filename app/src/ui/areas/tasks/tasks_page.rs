//! 任务与日程: as a list, a week or a month.

use domain::records::task::TaskStatus;
use domain::values::calendar::{Day, Period};
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::target_of::TargetOf;
use domain::views::planner::{self, Planned};
use leptos::prelude::*;

use super::awaiting_feedback::AwaitingFeedback;
use super::entry_words::{PlannerRow, row};
use super::list_view::ListView;
use super::month_view::MonthView;
use super::new_task_sheet::NewTaskSheet;
use super::task_sheet::TaskSheet;
use super::tasks_query::{TasksQuery, View};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::kit::{
    Button, ButtonLink, EmptyState, IconButton, ListFaces, Look, PageHead, RefusedNote, Segment, SegmentedControl, icons,
};
use crate::ui::records::book_note::{BookNote, face_of};
use crate::ui::url::{UrlState, routes};

/// The page.
#[component]
pub fn TasksPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_adding = RwSignal::new(false);
    let may_add = Memo::new(move |_| notebook.actor().may_enter_sales());
    view! {
        <PageHead title=move || t!("tasks.title")>
            <ButtonLink label=move || t!("measures.quota.title") to=routes::QUOTAS icon=icons::PHONE/>
            <ButtonLink label=move || t!("weekly.title") to=routes::WEEKLY icon=icons::TABLE/>
            <Show when=move || may_add.get()>
                <ButtonLink label=move || t!("nav.enter_follow_up") to=routes::ENTER_FOLLOW_UP icon=icons::FOLLOW_UP/>
                <Button label=move || t!("tasks.verb.add") look=Look::Primary icon=icons::PLUS on_press=move || is_adding.set(true)/>
            </Show>
        </PageHead>
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <RefusedNote/> }>
            <Planner/>
        </Show>
        <NewTaskSheet is_open=is_adding/>
    }
    .into_any()
}

#[component]
fn Planner() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let url = UrlState::<TasksQuery>::here();
    let opened = RwSignal::new(None);
    let calendar = notebook.calendar();
    let period = Memo::new(move |_| url.with(|it| it.view.around(it.on, calendar.get())));
    let rows = Memo::new(move |_| {
        let asked = url.get();
        notebook.with(|book| {
            let is_open = |status| matches!(status, TaskStatus::Pending | TaskStatus::InProgress);
            let shown: Vec<planner::Entry> = match asked.view {
                // The list covers all past days and 30 days ahead, open entries only.
                View::List => {
                    let all = planner::entries(book, today, Day::FIRST, today.plus(30), asked.of);
                    // An expected close in the past belongs to the pipeline, not to the task list.
                    let is_shown = |it: &planner::Entry| is_open(it.status) && !(matches!(it.what, Planned::Close(_)) && it.on < today);
                    all.into_iter().filter(is_shown).collect()
                }
                View::Week | View::Month => {
                    let (first, last) = period.get().days();
                    planner::entries(book, today, first, last, asked.of)
                }
            };
            shown.iter().map(|it| row(it, book)).collect::<Vec<PlannerRow>>()
        })
    });
    let of_day = Memo::new(move |_| {
        let asked = url.get();
        rows.with(|rows| rows.iter().filter(|it| asked.view == View::List || it.entry.on == asked.on).cloned().collect::<Vec<_>>())
    });
    let says_owner = Signal::derive(move || !matches!(url.get().of, TargetOf::Person(_)));
    let face = face_of(notebook, move || of_day.with(Vec::is_empty));
    view! {
        <AwaitingFeedback/>
        <Head url/>
        <Show when=move || url.with(|it| it.view != View::List)>
            <Stepper url period/>
            <MonthView
                period=period
                rows=rows
                chosen=Signal::derive(move || url.with(|it| it.on))
                on_choose=move |day| url.change(|it| it.on = day)
            />
            <div class="h-4"></div>
        </Show>
        <ListFaces face empty=|| view! { <EmptyState icon=icons::CHECK title=move || t!("tasks.nothing") body=move || t!("tasks.nothing_body")/> }>
            <ListView rows=of_day says_owner on_task=move |it| opened.set(Some(it))/>
        </ListFaces>
        <BookNote/>
        <TaskSheet opened/>
    }
    .into_any()
}

#[component]
fn Head(url: UrlState<TasksQuery>) -> impl IntoView {
    let views = move || {
        let word = |view| match view {
            View::List => t!("tasks.list"),
            View::Week => t!("tasks.week"),
            View::Month => t!("tasks.month"),
        };
        View::ALL.into_iter().map(|it| Segment::new(word_of(it), word(it))).collect::<Vec<_>>()
    };
    let choose = move |word: String| {
        if let Some(view) = of_word(&word) {
            url.change(|it| it.view = view);
        }
    };
    view! {
        <div class="flex flex-wrap items-end gap-x-4 gap-y-2 pb-4">
            <OwnerField
                label=move || words::field(Field::Of)
                owner=Signal::derive(move || url.get().of)
                on_choose=move |of| url.change(|it| it.of = of)
            />
            <SegmentedControl
                label=move || t!("tasks.view")
                segments=Signal::derive(views)
                value=Signal::derive(move || word_of(url.get().view))
                on_choose=choose
            />
        </div>
    }
}

#[component]
fn Stepper(url: UrlState<TasksQuery>, period: Memo<Period>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let calendar = notebook.calendar();
    let step = move |by: i32| url.change(|it| it.on = it.view.around(it.on, calendar.get_untracked()).shift(by).first());
    view! {
        <div class="flex items-center gap-1 pb-3">
            <IconButton icon=icons::BACK label=move || t!("performance.earlier") on_press=move || step(-1)/>
            <p class="min-w-32 text-center text-lg font-semibold tabular-nums" aria-live="polite">{move || locale().period(period.get())}</p>
            <IconButton icon=icons::FORWARD label=move || t!("performance.later") on_press=move || step(1)/>
            <Show when=move || !period.get().contains(notebook.today())>
                <Button label=move || t!("performance.now") look=Look::Ghost on_press=move || url.change(|it| it.on = notebook.today())/>
            </Show>
        </div>
    }
}
