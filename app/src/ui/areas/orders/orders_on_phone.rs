//! The order list of a phone: a line each, and the sums below.

use domain::values::money::Money;
use leptos::prelude::*;
use leptos_router::components::A;

use super::collection_badges::CollectionBadges;
use super::order_flag::OrderFlag;
use super::order_list::{OrderList, OrderRow};
use crate::i18n::locale;
use crate::t;
use crate::ui::kit::{StatTile, VirtualList};
use crate::ui::url::routes::paths;

/// The list.
#[component]
pub fn OrdersOnPhone(list: Memo<OrderList>) -> impl IntoView {
    let rows = Memo::new(move |_| list.with(|it| it.rows.clone()));
    let row = |row: Signal<OrderRow>| (move || view! { <Row row=row.get()/> }).into_any();
    view! {
        <VirtualList label=move || t!("nav.orders_module") each=rows row_height=84 row/>
        <Sums list/>
    }
    .into_any()
}

#[component]
fn Row(row: OrderRow) -> impl IntoView {
    let OrderRow { id, number, customer, owner, deal_on, amount, balance, collection, days_overdue, is_cancelled } = row;
    let owed = (0 < balance.0).then(|| {
        view! { <p class="shrink-0 text-xs text-quiet tabular-nums">{move || t!("orders.owed", amount = locale().money(balance))}</p> }
    });
    let strike = if is_cancelled {
        "shrink-0 text-sm font-semibold tabular-nums line-through text-quiet"
    } else {
        "shrink-0 text-sm font-semibold tabular-nums"
    };
    view! {
        <A href=paths::order(id) attr:class="flex h-full flex-col justify-center border-b border-base-200 px-4 pressable">
            <div class="flex items-baseline justify-between gap-3">
                <p class="min-w-0 truncate text-sm font-medium">{customer}</p>
                <p class=strike>{move || locale().money_signed(amount)}</p>
            </div>
            <div class="flex items-baseline justify-between gap-3">
                <p class="min-w-0 truncate text-xs text-quiet tabular-nums">
                    {number} " · " {move || locale().day(deal_on)} " · " {owner}
                </p>
                {owed}
            </div>
            <div class="flex items-center gap-1 pt-1">
                <CollectionBadges collection days_overdue is_cancelled brief=true/>
                <span class="ms-auto"><OrderFlag id/></span>
            </div>
        </A>
    }
}

#[component]
fn Sums(list: Memo<OrderList>) -> impl IntoView {
    let money = move |read: fn(&OrderList) -> Money| Signal::derive(move || locale().money_signed(list.with(read)));
    let n = move || t!("orders.n", n = list.with(|it| it.n));
    let not_counted = move || match list.with(|it| it.n_cancelled) {
        0 => String::new(),
        n => t!("orders.cancelled_not_counted", n = n),
    };
    view! {
        <Show when=move || list.with(|it| !it.rows.is_empty())>
            <div class="mt-3 tiles rounded-box border border-base-300 bg-base-100 p-4">
                <StatTile label=move || t!("orders.count") value=Signal::derive(n) note=Signal::derive(not_counted)/>
                <StatTile label=move || t!("orders.amount") value=money(|it| it.amount)/>
                <StatTile label=move || t!("orders.collected") value=money(|it| it.collected)/>
                <StatTile label=move || t!("orders.balance") value=money(|it| it.balance)/>
            </div>
        </Show>
    }
}
