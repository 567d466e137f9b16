//! Pending items: things to look at, records not yet sent. Hidden when there are none.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Icon, icons};
use crate::ui::url::routes;

/// The lines of pending items.
#[component]
pub fn Waiting() -> impl IntoView {
    let status = expect_context::<Notebook>().status();
    let n_attention = Memo::new(move |_| status.with(|it| it.n_attention));
    let n_pending = Memo::new(move |_| status.with(|it| it.n_pending));
    view! {
        <Show when=move || 0 < n_attention.get()>
            <A href=routes::ATTENTION attr:class="pressable flex min-h-14 items-center gap-3 rounded-box border border-error bg-base-100 px-4">
                <Icon name=icons::ALERT class="size-5 text-bad"/>
                <span class="flex-1 font-medium">{move || t!("today.attention", n = n_attention.get())}</span>
                <Icon name=icons::FORWARD class="size-4 text-quiet"/>
            </A>
        </Show>
        <Show when=move || 0 < n_pending.get()>
            <A href=routes::ME attr:class="pressable flex min-h-14 items-center gap-3 rounded-box border border-base-300 bg-base-100 px-4">
                <Icon name=icons::UPLOADED class="size-5 text-primary"/>
                <span class="flex-1">{move || t!("today.unsent", n = n_pending.get())}</span>
                <Icon name=icons::FORWARD class="size-4 text-quiet"/>
            </A>
        </Show>
    }
    .into_any()
}
