//! Side bar of a desktop: every module.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::places::{DOCK_OF_SUPPORT, MODULES, Place, SETTINGS, is_within};
use crate::local::Notebook;
use crate::state::assigned_due;
use crate::t;
use crate::ui::kit::Icon;
use crate::ui::url::routes;

/// The side bar of a desktop.
#[component]
pub fn Rail(attention: Signal<usize>, may_settings: Signal<bool>) -> impl IntoView {
    let notebook = use_context::<Notebook>();
    let is_reviewer = move || notebook.is_some_and(|it| it.actor().may_review());
    // A rep reaches it from 工作台 and from each record.
    let sees_others = move || notebook.is_some_and(|it| it.actor().may_see_others());
    let due = notebook.map(assigned_due);
    let is_support = move || notebook.is_some_and(|it| it.actor().may_answer_assignments());
    view! {
        <nav
            class="no-print sticky top-0 hidden h-dvh flex-col gap-1 overflow-y-auto border-e border-base-300 bg-base-100 p-3 lg:flex"
            aria-label=move || t!("nav.main")
        >
            <p class="px-3 py-2 text-xl font-semibold text-primary">{move || t!("kit.app")}</p>
            {MODULES
                .map(|place| {
                    let count = Signal::derive(move || match place.to {
                        routes::ATTENTION => attention.get(),
                        routes::TODAY => due.map_or(0, |it| it.get()),
                        _ => 0,
                    });
                    // An administrator maintains people, catalogue and rules, and no records.
                    let is_theirs = move || {
                        (!may_settings.get() || [routes::TODAY, routes::HISTORY, routes::ATTENTION, routes::ME].contains(&place.to))
                            && (place.to != routes::REVIEW || is_reviewer())
                            && (place.to != routes::HISTORY || sees_others())
                            && (!is_support() || DOCK_OF_SUPPORT.iter().any(|it| it.to == place.to))
                    };
                    view! { <Show when=is_theirs><RailLink place count/></Show> }
                })
                .collect_view()}
            <Show when=move || may_settings.get()>
                <p class="px-3 pt-4 pb-1 text-xs text-quiet">{move || t!("nav.settings")}</p>
                {SETTINGS.map(|place| view! { <RailLink place count=Signal::stored(0)/> }).collect_view()}
            </Show>
        </nav>
    }
    .into_any()
}

#[component]
fn RailLink(place: Place, count: Signal<usize>) -> impl IntoView {
    let address = use_location().pathname;
    let is_here = Memo::new(move |_| address.with(|it| is_within(it, place.to)));
    view! {
        <A
            href=place.to
            attr:class=move || if is_here.get() { "rail-link bg-primary/10 font-semibold text-primary" } else { "rail-link hover:bg-base-200" }
        >
            <Icon name=place.icon/>
            <span class="min-w-0 flex-1 truncate">{move || (place.name)()}</span>
            <Show when=move || 0 < count.get()>
                <span class="badge badge-sm badge-error tabular-nums">{move || count.get()}</span>
            </Show>
        </A>
    }
    .into_any()
}
