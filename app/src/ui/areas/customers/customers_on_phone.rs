//! The customer list of a phone: a line each, which opens the customer or, in selection mode, selects it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use super::choosing::Choosing;
use super::customer_flag::CustomerFlag;
use super::found_in::FoundIn;
use crate::local::Notebook;
use crate::state::customer_index::Indexed;
use crate::t;
use crate::ui::kit::{GradeBadge, VirtualList};
use crate::ui::url::routes::paths;

/// The list.
#[component]
pub fn CustomersOnPhone(
    /// The customers after search and filters.
    found: Memo<Vec<Arc<Indexed>>>,
    choosing: Choosing,
    /// Search words.
    typed: RwSignal<String>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let sees_others = Memo::new(move |_| notebook.actor().may_see_others());
    let row = move |customer: Signal<Arc<Indexed>>| view! { <CustomerRow customer sees_others choosing typed/> }.into_any();
    view! { <VirtualList label=move || t!("nav.customers") each=found row_height=72 row/> }.into_any()
}

/// One row: a link, or a checkbox in selection mode.
#[component]
fn CustomerRow(customer: Signal<Arc<Indexed>>, sees_others: Memo<bool>, choosing: Choosing, typed: RwSignal<String>) -> impl IntoView {
    let id = move || customer.with(|it| it.id);
    move || {
        match choosing.is_on.get() {
        false => view! {
            <A href=move || paths::customer(id()) attr:class="pressable flex h-full items-center gap-3 border-b border-base-200 px-4">
                <RowContent customer sees_others typed/>
            </A>
        }
        .into_any(),
        true => view! {
            <label class="pressable flex h-full cursor-pointer items-center gap-3 border-b border-base-200 px-4">
                <input type="checkbox" class="checkbox shrink-0" prop:checked=move || choosing.has(id()) on:change=move |_| choosing.turn(id())/>
                <RowContent customer sees_others typed/>
            </label>
        }
        .into_any(),
    }
    }
}

/// Content of a row.
#[component]
fn RowContent(customer: Signal<Arc<Indexed>>, sees_others: Memo<bool>, typed: RwSignal<String>) -> impl IntoView {
    let line = move || {
        customer.with(|customer| {
            let owner = if sees_others.get() { customer.owner_name.as_str() } else { "" };
            [customer.number.as_str(), &customer.contact, &customer.industry, owner]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    view! {
        <div class="min-w-0 flex-1">
            <p class="truncate font-medium">{move || customer.with(|it| it.name.clone())}</p>
            <p class="truncate text-xs text-quiet"><FoundIn customer typed otherwise=line/></p>
        </div>
        <div class="flex shrink-0 flex-col items-end gap-1">
            <GradeBadge grade=Signal::derive(move || customer.with(|it| it.grade))/>
            <CustomerFlag id=Signal::derive(move || customer.with(|it| it.id))/>
        </div>
    }
}
