//! Customer picker: recent customers first, the rest by search, a new one without leaving the form.

use std::sync::Arc;

use domain::values::ids::CustomerId;
use domain::values::search::Query;
use leptos::prelude::*;

use super::new_customer_form::NewCustomerForm;
use crate::i18n::han;
use crate::local::Notebook;
use crate::state::Customers;
use crate::state::customer_index::Indexed;
use crate::t;
use crate::ui::kit::{Button, Icon, Look, SearchField, icons};

/// Maximum number of customers offered.
const MOST: usize = 8;

/// Chooses a customer the user may write about.
#[component]
pub fn CustomerPicker(
    #[prop(into)] chosen: Signal<Option<CustomerId>>,
    #[prop(into)] on_choose: Callback<Option<CustomerId>>,
    /// Whether to report that a choice is missing.
    #[prop(into)]
    is_missing: Signal<bool>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let Customers(index) = expect_context();
    let one = Memo::new(move |_| chosen.get().and_then(|id| index.with(|it| it.get(id).cloned())));
    view! {
        <fieldset class="min-w-0">
            <legend class="mb-1 text-sm font-medium">
                {move || t!("words.kind.customer")}
                {(!optional).then(|| view! { <span class="text-bad" aria-hidden="true">" *"</span> })}
            </legend>
            {move || match one.get() {
                Some(customer) => view! { <Chosen customer on_change=move || on_choose.run(None)/> }.into_any(),
                None => view! { <Offers on_choose/> }.into_any(),
            }}
            <Show when=move || is_missing.get()>
                <p class="mt-1 flex items-center gap-1 text-sm text-bad" role="alert">
                    <Icon name=icons::ALERT class="size-4"/>
                    {move || t!("enter.choose_customer")}
                </p>
            </Show>
        </fieldset>
    }
    .into_any()
}

/// Number and contact, as far as known.
fn second_line(customer: &Indexed) -> String {
    [customer.number.as_str(), customer.contact.as_str()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The customer chosen.
#[component]
fn Chosen(customer: Arc<Indexed>, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let line = second_line(&customer);
    let name = customer.name.clone();
    view! {
        <div class="flex min-h-14 items-center gap-3 rounded-box border border-primary bg-base-100 ps-4 pe-1">
            <div class="min-w-0 flex-1">
                <p class="truncate font-medium">{name}</p>
                <p class="truncate text-xs text-quiet">{line}</p>
            </div>
            <Button label=move || t!("enter.change") look=Look::Ghost on_press=on_change/>
        </div>
    }
}

/// Customers to choose from.
#[component]
fn Offers(on_choose: Callback<Option<CustomerId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let Customers(index) = expect_context();
    let typed = RwSignal::new(String::new());
    let is_new = RwSignal::new(false);
    let recent = {
        let me = notebook.actor().person;
        notebook.see(move |book| recent(book, me))
    };
    let found = Memo::new(move |_| {
        let actor = notebook.actor();
        let typed = typed.get();
        let mine = |it: &&Arc<Indexed>| notebook.peek(|book| actor.may_write_for(it.owner, book));
        index.with(|index| -> Vec<Arc<Indexed>> {
            if typed.trim().is_empty() {
                let recent = recent.get();
                let rest = index.0.iter().filter(|it| !recent.contains(&it.id));
                return recent.iter().filter_map(|id| index.get(*id)).chain(rest).filter(mine).take(MOST).cloned().collect();
            }
            let query = Query::parse(han(), &typed);
            index.0.iter().filter(|it| query.finds(&it.found_by)).filter(mine).take(MOST).cloned().collect()
        })
    });
    let row = move |customer: Arc<Indexed>| {
        let line = second_line(&customer);
        let (id, name) = (customer.id, customer.name.clone());
        view! {
            <li>
                <button type="button" class="pressable flex min-h-12 w-full items-center gap-3 px-4 py-1 text-start" on:click=move |_| on_choose.run(Some(id))>
                    <span class="min-w-0 flex-1">
                        <span class="block truncate">{name}</span>
                        <span class="block truncate text-xs text-quiet">{line}</span>
                    </span>
                    <Icon name=icons::FORWARD class="size-4 text-quiet"/>
                </button>
            </li>
        }
    };
    view! {
        <div class="overflow-hidden rounded-box border border-base-300 bg-base-100">
            <div class="p-2"><SearchField value=typed placeholder=move || t!("enter.find_customer")/></div>
            <ul class="divide-y divide-base-200" aria-label=move || t!("words.kind.customer")>
                <For each=move || found.get() key=|it| it.id let(customer)>{row(customer)}</For>
            </ul>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="px-4 py-3 text-sm text-quiet" role="status">{move || t!("enter.no_such_customer")}</p>
            </Show>
            <div class="border-t border-base-200 p-2">
                <Show
                    when=move || is_new.get()
                    fallback=move || {
                        view! { <Button label=move || t!("nav.new_customer") icon=icons::PLUS look=Look::Ghost wide=true on_press=move || is_new.set(true)/> }
                    }
                >
                    <NewCustomerForm name=typed.get_untracked() on_filed=move |id| on_choose.run(Some(id)) on_cancel=move || is_new.set(false)/>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// The customers this person dealt with last.
fn recent(book: &domain::book::Book, me: domain::values::ids::PersonId) -> Vec<CustomerId> {
    let mut recent: Vec<CustomerId> = Vec::new();
    for follow_up in book.follow_ups().rev().filter(|it| it.by == me) {
        if !recent.contains(&follow_up.customer) {
            recent.push(follow_up.customer);
        }
        if MOST <= recent.len() {
            break;
        }
    }
    recent
}
