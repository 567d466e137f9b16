//! The foot of a phone: four places and, in the middle, entering something.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::places::{CUSTOMERS, ENTRIES, ME, PERFORMANCE, Place, TODAY, is_within};
use crate::t;
use crate::ui::kit::{Icon, Sheet, icons};

/// The foot of a phone.
#[component]
pub fn Dock(attention: Signal<usize>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let address = use_location().pathname;
    // Going somewhere closes the sheet.
    Effect::new(move || {
        address.track();
        is_open.set(false);
    });
    view! {
        <nav class="dock-bar no-print lg:hidden" aria-label=move || t!("nav.main")>
            <DockLink place=TODAY count=Signal::stored(0)/>
            <DockLink place=CUSTOMERS count=Signal::stored(0)/>
            <button type="button" class="dock-item" aria-haspopup="dialog" aria-label=move || t!("nav.enter") on:click=move |_| is_open.set(true)>
                <span class="grid size-12 place-items-center rounded-full bg-primary text-primary-content shadow">
                    <Icon name=icons::PLUS class="size-6"/>
                </span>
            </button>
            <DockLink place=PERFORMANCE count=Signal::stored(0)/>
            <DockLink place=ME count=attention/>
        </nav>
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("nav.enter")>
            <div class="grid grid-cols-2 gap-3">
                {ENTRIES
                    .map(|place| {
                        view! {
                            // The entry replaces the sheet's own place in the history, so that back leads to the page before.
                            <A href=place.to prop:replace=true attr:class="btn h-auto flex-col gap-2 py-4">
                                <Icon name=place.icon class="size-6 text-primary"/>
                                {move || (place.name)()}
                            </A>
                        }
                    })
                    .collect_view()}
            </div>
        </Sheet>
    }
    .into_any()
}

#[component]
fn DockLink(place: Place, count: Signal<usize>) -> impl IntoView {
    let address = use_location().pathname;
    let is_here = Memo::new(move |_| address.with(|it| is_within(it, place.to)));
    view! {
        <A href=place.to attr:class=move || if is_here.get() { "dock-item font-semibold text-primary" } else { "dock-item text-quiet" }>
            <span class="relative">
                <Icon name=place.icon class="size-6"/>
                <Show when=move || 0 < count.get()>
                    <span class="badge badge-xs badge-error absolute -end-3 -top-1 tabular-nums">{move || count.get()}</span>
                </Show>
            </span>
            <span class="max-w-full truncate text-xs">{move || (place.name)()}</span>
        </A>
    }
    .into_any()
}
