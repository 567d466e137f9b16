//! An administrator's Today: people, organisation and products instead of customers.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Icon, icons};
use crate::ui::url::routes;

/// Links with their counts.
#[component]
pub fn AdministratorToday() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let people = notebook.see(|book| book.people().filter(|it| it.active).count());
    let teams = notebook.see(|book| book.teams().len());
    let products = notebook.see(|book| book.products().filter(|it| it.active).count());
    view! {
        <p class="pb-4 text-quiet">{move || t!("today.administrator")}</p>
        <div class="grid gap-4 sm:grid-cols-3">
            <Door to=routes::PEOPLE icon=icons::CUSTOMERS title=move || t!("nav.people") note=move || t!("today.n_people", n = people.get())/>
            <Door to=routes::ORGANISATION icon=icons::BUILDING title=move || t!("nav.organisation") note=move || t!("today.n_teams", n = teams.get())/>
            <Door to=routes::PRODUCTS icon=icons::PRODUCT title=move || t!("nav.products") note=move || t!("today.n_products", n = products.get())/>
        </div>
    }
    .into_any()
}

#[component]
fn Door(to: &'static str, icon: &'static str, #[prop(into)] title: Signal<String>, #[prop(into)] note: Signal<String>) -> impl IntoView {
    view! {
        <A href=to attr:class="pressable flex items-center gap-3 rounded-box border border-base-300 bg-base-100 p-4">
            <Icon name=icon class="size-6 text-primary"/>
            <span class="min-w-0 flex-1">
                <span class="block font-medium">{move || title.get()}</span>
                <span class="block text-sm text-quiet">{move || note.get()}</span>
            </span>
            <Icon name=icons::FORWARD class="size-4 text-quiet"/>
        </A>
    }
}
