//! Page header: title, back link and actions.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::components::A;

use super::{Icon, icons, use_way_back};
use crate::t;

/// The page header; its title is the page's only first-level heading. A long title wraps and is never cut.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    /// A line below the title.
    #[prop(into, optional)]
    note: Option<Signal<String>>,
    /// Parent page. Back goes to the page the user came from, if there is one.
    #[prop(into, optional)]
    back: Option<String>,
    /// Actions on the page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    name_page(title);
    view! {
        <header class="flex flex-wrap items-center gap-x-3 gap-y-2 pb-4">
            {back
                .map(|to| {
                    let (go_back, above) = (use_way_back(), to.clone());
                    let press = move |event: MouseEvent| {
                        // With a modifier key, the browser opens the parent page in a new tab or window.
                        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                            event.prevent_default();
                            go_back(&above);
                        }
                    };
                    view! {
                        <A href=to on:click=press attr:class="btn btn-ghost btn-square -ms-2 min-h-11 min-w-11 no-print" attr:aria-label=move || t!("kit.back")>
                            <Icon name=icons::BACK/>
                        </A>
                    }
                })}
            <div class="title-room flex-1" data-title=move || title.get()>
                <h1 class="text-xl font-semibold outline-none" tabindex="-1">{move || title.get()}</h1>
                {note.map(|note| view! { <p class="title-note text-sm text-quiet">{move || note.get()}</p> })}
            </div>
            <div class="flex flex-wrap items-center gap-2 no-print">{children.map(|it| it())}</div>
        </header>
    }
    .into_any()
}

/// Sets the browser's title.
pub fn name_page(title: Signal<String>) {
    Effect::new(move |_| document().set_title(&format!("{} · {}", title.get(), t!("kit.app"))));
}
