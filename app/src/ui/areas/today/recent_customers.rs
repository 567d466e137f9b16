//! The last customers dealt with, one press away.

use domain::values::ids::CustomerId;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::kit::{Avatar, Section};
use crate::ui::url::routes::paths;

/// Maximum number shown.
const MOST: usize = 6;

/// Recent customers.
#[component]
pub fn RecentCustomers() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let me = notebook.actor().person;
    let recent = notebook.see(move |book| {
        let mut recent: Vec<(CustomerId, String)> = Vec::new();
        for follow_up in book.follow_ups().rev().filter(|it| it.by == me) {
            if recent.len() < MOST && !recent.iter().any(|(id, _)| *id == follow_up.customer) {
                recent.push((follow_up.customer, customer_name(book, follow_up.customer)));
            }
        }
        recent
    });
    view! {
        <Show when=move || recent.with(|it| !it.is_empty())>
            <Section title=move || t!("today.recent")>
                <ul class="-my-2">
                    <For each=move || recent.get() key=|it| it.clone() let((id, name))>
                        <li>
                            <A href=paths::customer(id) attr:class="pressable -mx-4 flex min-h-12 items-center gap-3 px-4">
                                <Avatar name=name.clone()/>
                                <span class="truncate">{name}</span>
                            </A>
                        </li>
                    </For>
                </ul>
            </Section>
        </Show>
    }
    .into_any()
}
