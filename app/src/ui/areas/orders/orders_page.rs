//! 订单与回款: all orders in reach, newest first, with their sums.

use std::sync::Arc;

use leptos::prelude::*;

use super::order_filters::OrderFilters;
use super::order_list::{OrderFilter, order_list};
use super::order_words::OrderWords;
use super::orders_at_desk::OrdersAtDesk;
use super::orders_on_phone::OrdersOnPhone;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{ButtonLink, EmptyState, GridState, GridTools, ListFaces, Look, PageHead, Picks, icons, use_desk};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::url::UrlState;
use crate::ui::url::routes;

/// The list.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<OrderFilter>::here();
    let words = notebook.see(|book| Arc::new(OrderWords::of(book)));
    let list = Memo::new(move |_| {
        let filter = url.get();
        let words = if filter.search.is_empty() { Arc::default() } else { words.get() };
        notebook.with(|book| order_list(&filter, &words, notebook.today(), book))
    });
    let face = face_unless(notebook, move || !notebook.actor().may_see_sales(), move || list.with(|it| it.rows.is_empty()));
    let may_take = move || notebook.actor().may_enter_sales();
    let is_narrowed = Memo::new(move |_| url.with(|it| !it.is_empty()));
    let (is_desk, grid) = (use_desk(), GridState::of("orders", Picks::none()));
    view! {
        <PageHead title=move || t!("nav.orders_module")>
            <ButtonLink label=move || t!("tracking.title") to=routes::ORDER_TABLE icon=icons::TABLE/>
            <Show when=may_take>
                <ButtonLink label=move || t!("nav.enter_order") to=routes::ENTER_ORDER look=Look::Primary icon=icons::PLUS/>
            </Show>
        </PageHead>
        <OrderFilters url>
            <Show when=move || is_desk.get()>
                <GridTools grid/>
            </Show>
        </OrderFilters>
        <ListFaces face empty=move || view! { <NoOrders is_narrowed may_take=Signal::derive(may_take)/> }>
            {move || match is_desk.get() {
                true => view! { <OrdersAtDesk grid url list/> }.into_any(),
                false => view! { <OrdersOnPhone list/> }.into_any(),
            }}
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

#[component]
fn NoOrders(is_narrowed: Memo<bool>, may_take: Signal<bool>) -> impl IntoView {
    move || match is_narrowed.get() {
        true => view! { <EmptyState icon=icons::SEARCH title=move || t!("orders.none_found") body=move || t!("orders.none_found_body")/> },
        false => view! {
            <EmptyState icon=icons::ORDER title=move || t!("orders.empty") body=move || t!("orders.empty_body")>
                <Show when=move || may_take.get()>
                    <ButtonLink label=move || t!("nav.enter_order") to=routes::ENTER_ORDER look=Look::Primary icon=icons::PLUS/>
                </Show>
            </EmptyState>
        },
    }
}
