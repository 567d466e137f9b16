//! 工作台: on a phone, links to every area without a place in the bottom bar, with the number of pending items in each.

use domain::views::agenda::Agenda;
use domain::views::alert::{self, Raised};
use domain::views::review_queue;
use leptos::prelude::*;
use leptos_router::components::A;

use super::places::{Place, workbench};
use crate::local::Notebook;
use crate::state::alerts;
use crate::t;
use crate::ui::kit::{Icon, PageHead};
use crate::ui::url::routes;

/// The page.
#[component]
pub fn WorkbenchPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let groups = move || workbench(&notebook.actor()).iter().copied();
    let is_reviewer = Memo::new(move |_| notebook.actor().may_review());
    let group = move |group: super::places::PlaceGroup| {
        let places = group.places.iter().copied().filter(move |it| it.to != routes::REVIEW || is_reviewer.get());
        view! {
            <section class="pb-4">
                <h2 class="pb-2 text-sm font-semibold text-quiet">{move || (group.name)()}</h2>
                <ul class="grid grid-cols-3 gap-2 sm:grid-cols-4 lg:grid-cols-6">{places.map(|place| view! { <li><Tile place/></li> }).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <PageHead title=move || t!("nav.workbench")/>
        {move || groups().map(group).collect_view()}
    }
    .into_any()
}

#[component]
fn Tile(place: Place) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let raised = (place.to == routes::ALERTS).then(|| alerts::raised(notebook));
    let count = Memo::new(move |_| match place.to {
        routes::ALERTS => {
            let me = notebook.actor().person;
            let concerning = |all: &Vec<Raised>| notebook.with(|book| all.iter().filter(|it| alert::concerns(it, me, book, today)).count());
            raised.map(|it| it.with(concerning)).unwrap_or_default()
        }
        routes::ATTENTION => notebook.status().with(|it| it.n_attention),
        routes::TASKS => notebook.with(|book| Agenda::of(book, today).tasks.len()),
        routes::REVIEW => {
            let actor = notebook.actor();
            notebook.with(|book| review_queue::queue(book, &actor).iter().filter(|it| it.is_first).count())
        }
        _ => 0,
    });
    let tone = if place.to == routes::ATTENTION { "badge-error" } else { "badge-soft badge-primary" };
    view! {
        <A
            href=place.to
            attr:class="pressable relative flex h-full min-h-20 flex-col items-center justify-center gap-1 rounded-box border border-base-300 bg-base-100 p-1 text-center"
        >
            <Icon name=place.icon class="size-6 text-primary"/>
            <span class="text-[0.8125rem] leading-tight">{move || (place.name)()}</span>
            <Show when=move || 0 < count.get()>
                <span class=format!("badge badge-sm {tone} absolute end-1 top-1 tabular-nums")>{move || count.get()}</span>
            </Show>
        </A>
    }
    .into_any()
}
