//! Bottom bar of a phone: three places, an entry button in the middle, and 工作台, which leads to everything else. An administrator has settings
//! instead of customers, performance and entries.

use domain::figures::kpis::entered_by;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::places::{CUSTOMERS, DOCK_OF_SUPPORT, ENTRIES, PERFORMANCE, Place, SETTINGS, TODAY, WORKBENCH, is_behind_workbench, is_within};
use crate::local::Notebook;
use crate::state::assigned_due;
use crate::t;
use crate::ui::kit::{Icon, Sheet, icons};
use crate::ui::url::routes;

/// The bottom bar of a phone.
#[component]
pub fn Dock(attention: Signal<usize>, may_settings: Signal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_support = Memo::new(move |_| notebook.actor().may_answer_assignments());
    move || match is_support.get() {
        true => view! { <SupportDock attention/> }.into_any(),
        false => view! { <FullDock attention may_settings/> }.into_any(),
    }
}

/// The bar of a supporting department: its list, what needs attention, and the person.
#[component]
fn SupportDock(attention: Signal<usize>) -> impl IntoView {
    let due = assigned_due(expect_context::<Notebook>());
    let link = |place: Place| {
        let count = match place.to {
            routes::ATTENTION => attention,
            routes::TODAY => due,
            _ => Signal::stored(0),
        };
        view! { <DockLink place=Signal::stored(place) count/> }
    };
    view! {
        <nav class="dock-bar grid-cols-3! no-print lg:hidden" aria-label=move || t!("nav.main")>{DOCK_OF_SUPPORT.map(link).collect_view()}</nav>
    }
    .into_any()
}

#[component]
fn FullDock(attention: Signal<usize>, may_settings: Signal<bool>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let here = use_location();
    let notebook = expect_context::<Notebook>();
    let has_kpis = Memo::new(move |_| {
        let (actor, today) = (notebook.actor(), notebook.today());
        notebook.with(|book| entered_by(&actor, book, today).next().is_some())
    });
    // On the target page already, the sheet's history entry is not replaced by a duplicate.
    let go = move |event: MouseEvent, to: &str| {
        is_open.set(false);
        if here.pathname.get_untracked() == to && here.search.get_untracked().is_empty() {
            event.prevent_default();
        }
    };
    // An administrator maintains people, catalogue and rules, and enters no records.
    let name = move || if may_settings.get() { t!("nav.settings") } else { t!("nav.enter") };
    view! {
        <nav class="dock-bar no-print lg:hidden" aria-label=move || t!("nav.main")>
            <DockLink place=TODAY count=Signal::stored(0)/>
            <DockLink place=Signal::derive(move || if may_settings.get() { SETTINGS[0] } else { CUSTOMERS }) count=Signal::stored(0)/>
            <button type="button" class="dock-item" aria-haspopup="dialog" aria-label=name on:click=move |_| is_open.set(true)>
                <span class="grid size-12 place-items-center rounded-full bg-primary text-primary-content shadow">
                    {move || view! { <Icon name=if may_settings.get() { icons::SETTINGS } else { icons::PLUS } class="size-6"/> }}
                </span>
            </button>
            <DockLink place=Signal::derive(move || if may_settings.get() { SETTINGS[1] } else { PERFORMANCE }) count=Signal::stored(0)/>
            <DockLink place=WORKBENCH count=attention/>
        </nav>
        <Sheet open=is_open on_close=move || is_open.set(false) title=name>
            <div class="grid grid-cols-2 gap-3">
                {move || {
                    let places: &[Place] = if may_settings.get() { &SETTINGS } else { &ENTRIES };
                    // Values of KPIs are entered only where the company has such KPIs.
                    let is_offered = |it: &Place| it.to != routes::ENTER_KPI || has_kpis.get();
                    places
                    .iter()
                    .copied()
                    .filter(is_offered)
                    .map(|place| {
                        view! {
                            // Replaces the sheet's history entry, so that back leads to the page before.
                            <A href=place.to prop:replace=true on:click=move |it| go(it, place.to) attr:class="btn h-auto flex-col gap-2 py-4">
                                <Icon name=place.icon class="size-6 text-primary"/>
                                {move || (place.name)()}
                            </A>
                        }
                    })
                    .collect_view()
                }}
            </div>
        </Sheet>
    }
    .into_any()
}

#[component]
fn DockLink(#[prop(into)] place: Signal<Place>, count: Signal<usize>) -> impl IntoView {
    let address = use_location().pathname;
    let is_here = Memo::new(move |_| {
        address.with(|path| match place.get().to {
            routes::WORKBENCH => is_behind_workbench(path),
            // In the bar only where there is no 工作台.
            to @ (routes::ATTENTION | routes::ME) => is_within(path, to),
            to => is_within(path, to) && !is_behind_workbench(path),
        })
    });
    view! {
        <A href=move || place.get().to.to_owned() attr:class=move || if is_here.get() { "dock-item font-semibold text-primary" } else { "dock-item text-quiet" }>
            <span class="relative">
                {move || view! { <Icon name=place.get().icon class="size-6"/> }}
                <Show when=move || 0 < count.get()>
                    <span class="badge badge-xs badge-error absolute -end-3 -top-1 tabular-nums">{move || count.get()}</span>
                </Show>
            </span>
            <span class="max-w-full truncate px-0.5 text-[0.6875rem]">{move || (place.get().name)()}</span>
        </A>
    }
    .into_any()
}
