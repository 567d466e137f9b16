//! Order picker for a payment: orders with a balance, earliest due day first.

use domain::book::Book;
use domain::values::calendar::Day;
use domain::values::ids::OrderId;
use domain::values::money::Money;
use domain::values::search::{Query, SearchEntry};
use leptos::prelude::*;

use crate::i18n::{han, locale};
use crate::local::Notebook;
use crate::state::{customer_name, shown_number};
use crate::t;
use crate::ui::kit::{Button, ButtonLink, EmptyState, Icon, Look, OverdueBadge, SearchField, icons};
use crate::ui::url::routes;

/// Maximum number of orders offered.
const MOST: usize = 8;

/// An order with a balance.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    pub id: OrderId,
    pub number: String,
    /// Name of the customer.
    pub customer: String,
    pub balance: Money,
    /// Days past due.
    pub days: i32,
    due_on: Day,
    words: SearchEntry,
}

/// The orders with a balance that this user may work on.
pub fn owed(book: &Book, actor: &domain::access::actor::Actor, today: Day) -> Vec<Owed> {
    let han = han();
    let mut owed: Vec<Owed> = book
        .orders()
        .filter(|it| Money::ZERO < it.balance())
        .filter(|it| actor.may_work_on_order(it, book))
        .map(|order| {
            let customer = customer_name(book, order.customer);
            let words = SearchEntry::of(&han, [customer.as_str(), &order.number]);
            let (number, days) = (shown_number(book, &order.number), order.days_overdue(today));
            Owed { id: order.id, number, customer, balance: order.balance(), days, due_on: order.due_on, words }
        })
        .collect();
    owed.sort_by_key(|it| (it.due_on, it.id));
    owed
}

/// Chooses an order.
#[component]
pub fn OrderPicker(
    #[prop(into)] chosen: Signal<Option<OrderId>>,
    #[prop(into)] on_choose: Callback<Option<Owed>>,
    /// Whether to report that a choice is missing.
    #[prop(into)]
    is_missing: Signal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let all = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| owed(book, &actor, today))
    });
    let one = Memo::new(move |_| chosen.get().and_then(|id| all.with(|all| all.iter().find(|it| it.id == id).cloned())));
    view! {
        <fieldset class="min-w-0">
            <legend class="mb-1 text-sm font-medium">{move || t!("words.kind.order")}<span class="text-bad" aria-hidden="true">" *"</span></legend>
            {move || match one.get() {
                Some(owed) => view! { <Chosen owed on_change=move || on_choose.run(None)/> }.into_any(),
                None => view! { <Offers all on_choose/> }.into_any(),
            }}
            <Show when=move || is_missing.get()>
                <p class="mt-1 flex items-center gap-1 text-sm text-bad" role="alert">
                    <Icon name=icons::ALERT class="size-4"/>
                    {move || t!("enter.choose_order")}
                </p>
            </Show>
        </fieldset>
    }
    .into_any()
}

/// The order chosen.
#[component]
fn Chosen(owed: Owed, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let balance = owed.balance;
    view! {
        <div class="flex min-h-14 items-center gap-3 rounded-box border border-primary bg-base-100 ps-4 pe-1">
            <div class="min-w-0 flex-1">
                <p class="truncate font-medium">{owed.customer}</p>
                <p class="truncate text-xs text-quiet tabular-nums">{owed.number}" · "{move || t!("enter.owed", amount = locale().money_signed(balance))}</p>
            </div>
            <Button label=move || t!("enter.change") look=Look::Ghost on_press=on_change/>
        </div>
    }
}

/// Orders to choose from.
#[component]
fn Offers(all: Memo<Vec<Owed>>, on_choose: Callback<Option<Owed>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let query = Query::parse(han(), &typed.get());
        all.with(|all| all.iter().filter(|it| query.finds(&it.words)).take(MOST).cloned().collect::<Vec<_>>())
    });
    let row = move |owed: Owed| {
        let (balance, days, kept) = (owed.balance, owed.days, owed.clone());
        view! {
            <li>
                <button type="button" class="pressable flex min-h-14 w-full items-center gap-3 px-4 py-1 text-start" on:click=move |_| on_choose.run(Some(kept.clone()))>
                    <span class="min-w-0 flex-1">
                        <span class="block truncate">{owed.customer}</span>
                        <span class="block truncate text-xs text-quiet tabular-nums">{owed.number}</span>
                    </span>
                    <OverdueBadge days=Signal::stored(days)/>
                    <span class="tabular-nums">{move || locale().money_short(balance)}</span>
                </button>
            </li>
        }
    };
    view! {
        <div class="overflow-hidden rounded-box border border-base-300 bg-base-100">
            <Show
                when=move || all.with(|it| !it.is_empty())
                fallback=move || {
                    view! {
                        <EmptyState icon=icons::PAYMENT title=move || t!("enter.nothing_owed") body=move || t!("enter.nothing_owed_body")>
                            <ButtonLink label=move || t!("nav.enter_order") to=routes::ENTER_ORDER icon=icons::ORDER/>
                        </EmptyState>
                    }
                }
            >
                <div class="p-2"><SearchField value=typed placeholder=move || t!("enter.find_order")/></div>
                <ul class="divide-y divide-base-200">
                    <For each=move || found.get() key=|it| it.id let(order)>{row(order)}</For>
                </ul>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="px-4 py-3 text-sm text-quiet" role="status">{move || t!("enter.no_such_order")}</p>
                </Show>
            </Show>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::sample::small;

    use super::*;

    #[test]
    fn whoever_is_credited_receives_the_money_of_a_customer_handed_over() {
        // A36: lin's phone holds the order, but no longer the customer.
        let (mut book, ids) = small();
        book.remove(ids.acme.into());
        let owed = |who| owed(&book, &ids.moment(who, &book).actor, ids.today);
        assert_eq!(owed(ids.lin).iter().map(|it| (it.id, it.customer.as_str())).collect::<Vec<_>>(), [(ids.order, "Acme")]);
        assert!(owed(ids.zhao).is_empty(), "somebody else's");
    }
}
