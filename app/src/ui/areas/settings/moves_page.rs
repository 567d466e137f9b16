//! 人员调动: moves planned for a day, and those that have taken effect. Administrators plan them for everybody, managers within their department.

use domain::records::organisation::Posting;
use domain::views::moves::{PersonMove, moves};
use leptos::prelude::*;

use super::move_sheet::MoveSheet;
use super::moves_table::MovesTable;
use super::take_back_move::TakeBackMove;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::{person_name, posting_name};
use crate::t;
use crate::ui::kit::{Button, EmptyState, ListFaces, Look, PageHead, RefusedNote, Section, icons, use_desk};
use crate::ui::records::book_note::face_of;

/// The page.
#[component]
pub fn MovesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may = Memo::new(move |_| notebook.actor().may_plan_moves());
    view! {
        <Show when=move || may.get() fallback=|| view! { <PageHead title=move || t!("moves.title")/> <RefusedNote/> }>
            <Moves/>
        </Show>
    }
    .into_any()
}

#[component]
fn Moves() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_open = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        let (actor, today) = (notebook.actor(), notebook.today());
        notebook.with(|book| moves(&actor, book, today))
    });
    let those =
        move |planned: bool| Memo::new(move |_| rows.with(|rows| rows.iter().filter(|it| it.is_planned == planned).cloned().collect()));
    let (planned, past): (Memo<Vec<PersonMove>>, Memo<Vec<PersonMove>>) = (those(true), those(false));
    let list = move |moves: Memo<Vec<PersonMove>>, name: fn() -> &'static str| {
        let lines = move || moves.get().into_iter().map(|moved| view! { <MoveLine moved/> }).collect_view();
        view! {
            <Show when=move || moves.with(|it| !it.is_empty())>
                <Section title=name><ul class="divide-y divide-base-200" aria-label=name>{lines}</ul></Section>
            </Show>
        }
    };
    let is_desk = use_desk();
    let body = move || match is_desk.get() {
        true => view! { <MovesTable rows/> }.into_any(),
        false => view! {
            <div class="grid gap-4">
                {list(planned, || t!("moves.planned"))}
                {list(past, || t!("moves.past"))}
            </div>
        }
        .into_any(),
    };
    view! {
        <PageHead title=move || t!("moves.title") note=move || t!("moves.note")>
            <Button label=move || t!("moves.plan") look=Look::Primary icon=icons::PLUS on_press=move || is_open.set(true)/>
        </PageHead>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::CALENDAR title=move || t!("moves.none") body=move || t!("moves.none_body")/> }
        >
            {body}
        </ListFaces>
        <MoveSheet is_open/>
    }
    .into_any()
}

#[component]
fn MoveLine(moved: PersonMove) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let PersonMove { person, from, before, to, is_planned, set, note: said } = moved.clone();
    let today = notebook.today();
    let name = move || notebook.with(|book| person_name(book, person));
    let belongs = move |posting: Posting| notebook.with(|book| posting_name(book, posting));
    let author = move || set.map(|it| format!("{} · {}", notebook.with(|book| person_name(book, it.by)), locale().moment(it.at, today)));
    view! {
        <li class="grid gap-0.5 py-2" data-from=from.to_string()>
            <div class="flex items-center justify-between gap-3">
                <p class="min-w-0 flex-1 truncate font-medium">{name} " · " <span class="tabular-nums">{move || t!("moves.from", day = locale().day(from))}</span></p>
                {is_planned.then(|| view! { <TakeBackMove moved/> })}
            </div>
            <p class="text-sm">
                {move || belongs(before)} <span class="px-1 text-quiet" aria-hidden="true">"→"</span>
                <span class="sr-only">{move || t!("settings.versions.becomes")}</span> <span class="font-medium">{move || belongs(to)}</span>
            </p>
            <p class="text-xs text-quiet break-words empty:hidden">{author}</p>
            <p class="text-xs text-quiet break-words empty:hidden">{said}</p>
        </li>
    }
    .into_any()
}
