//! Actions on a customer.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::decide::command::{Command, RemoveCustomer};
use domain::records::customer::Customer;
use domain::records::order::Order;
use domain::values::money::Money;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::hand_over_sheet::HandOverSheet;
use super::merge_sheet::MergeSheet;
use super::observe_sheet::ObserveSheet;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, ButtonLink, ConfirmDialog, Look, Toasts, Tone, icons, once_settled};
use crate::ui::url::routes::{self, paths};

/// Buttons to log, sell, receive, edit, hand over and remove, as far as this user may.
#[component]
pub fn CustomerActions(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let toasts = expect_context::<Toasts>();
    let navigate = StoredValue::new_local(use_navigate());
    let id = Memo::new(move |_| customer.with(|it| it.id));
    let may = move |what: fn(&Actor, &Customer, &Book) -> bool| {
        Memo::new(move |_| customer.with(|it| notebook.with(|book| what(&notebook.actor(), it, book))))
    };
    let (may_change, may_hand_over) = (may(Actor::may_work_with_customer), may(Actor::may_hand_over_customer));
    let may_remove = Memo::new(move |_| {
        notebook.with(|_| ());
        may_change.get() && notebook.would(&Command::RemoveCustomer(RemoveCustomer { customer: id.get() })).is_ok()
    });
    // The order with the oldest balance: the likeliest for a payment.
    let owed = Memo::new(move |_| {
        notebook.with(|book| {
            let owed = book.orders_of(id.get()).filter(|it| Money::ZERO < it.balance());
            owed.min_by_key(|it| (it.due_on, it.id)).map(|it: &Order| it.id)
        })
    });
    let is_handing_over = RwSignal::new(false);
    let is_removing = RwSignal::new(false);
    let (is_observing, is_merging) = (RwSignal::new(false), RwSignal::new(false));
    let remove = move || {
        let (command, navigate) = (Command::RemoveCustomer(RemoveCustomer { customer: id.get_untracked() }), navigate.get_value());
        spawn_local(async move {
            if notebook.commit(command).await.is_ok() {
                toasts.say(t!("customers.removed"), Tone::Success);
                // Replaces the page of the removed customer.
                once_settled(move || navigate(routes::CUSTOMERS, NavigateOptions { replace: true, ..NavigateOptions::default() }));
            }
        });
    };
    view! {
        <div class="flex flex-wrap gap-2 no-print">
            <Show when=move || may_change.get()>
                <ButtonLink label=move || t!("nav.enter_follow_up") to=Signal::derive(move || paths::enter_follow_up(id.get())) look=Look::Primary icon=icons::FOLLOW_UP/>
                <ButtonLink label=move || t!("nav.enter_order") to=Signal::derive(move || paths::enter_order(id.get())) icon=icons::ORDER/>
                <ButtonLink label=move || t!("customers.new_opportunity") to=Signal::derive(move || format!("{}/new?customer={}", routes::OPPORTUNITIES, id.get())) icon=icons::OPPORTUNITY/>
                {move || owed.get().map(|it| view! { <ButtonLink label=move || t!("nav.enter_payment") to=paths::enter_payment(it) icon=icons::PAYMENT/> })}
                <ButtonLink label=move || t!("customers.edit") to=Signal::derive(move || format!("{}/edit", paths::customer(id.get()))) icon=icons::EDIT/>
            </Show>
            <Show when=move || may_change.get()>
                <Button label=move || t!("grades.observe") icon=icons::EDIT on_press=move || is_observing.set(true)/>
            </Show>
            <Show when=move || may_hand_over.get()>
                <Button label=move || t!("grades.merge") icon=icons::CUSTOMERS look=Look::Ghost on_press=move || is_merging.set(true)/>
                <Button label=move || t!("customers.hand_over") icon=icons::HAND_OVER on_press=move || is_handing_over.set(true)/>
            </Show>
            <Show when=move || may_remove.get()>
                <Button label=move || t!("customers.remove") look=Look::Danger icon=icons::DELETE on_press=move || is_removing.set(true)/>
            </Show>
        </div>
        <HandOverSheet customer=id open=is_handing_over/>
        <ObserveSheet customer=id open=is_observing/>
        <MergeSheet customer=id open=is_merging/>
        <ConfirmDialog open=is_removing title=move || t!("customers.remove_title") body=move || t!("customers.remove_body") confirm=move || t!("customers.remove") danger=true on_confirm=remove/>
    }
    .into_any()
}
