//! Customer list: thousands of visible customers, searched while typing.

use std::sync::Arc;

use leptos::prelude::*;

use super::bulk_hand_over::{BulkHandOver, BulkHandOverSheet, ChoosingBar};
use super::choosing::Choosing;
use super::customer_classes::{Classes, Needs};
use super::customer_query::CustomerQuery;
use super::customers_at_desk::CustomersAtDesk;
use super::customers_filters::CustomersFilters;
use super::customers_on_phone::CustomersOnPhone;
use super::leavers::Leavers;
use crate::local::Notebook;
use crate::state::{Customers, SaidInFollowUps};
use crate::t;
use crate::ui::kit::{
    Button, ButtonLink, EmptyState, GridState, GridTools, ListFaces, Look, PageHead, SearchField, icons, use_desk, when_typing_rests,
};
use crate::ui::records::book_note::face_unless;
use crate::ui::url::UrlState;
use crate::ui::url::routes;

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (Customers(index), SaidInFollowUps(said)) = (expect_context(), expect_context());
    let url = UrlState::<CustomerQuery>::here();
    let typed = RwSignal::new(url.with_untracked(|it| it.typed.clone()));
    // The list follows each keystroke, the address only a pause.
    when_typing_rests(typed, move |search| url.change(|it| it.typed = search));
    let filters = Memo::new(move |_| CustomerQuery { typed: String::new(), ..url.get() });
    let needs = Memo::new(move |_| filters.with(Needs::of));
    let classes = Memo::new(move |_| notebook.with(|book| Classes::of(book, notebook.today(), needs.get())));
    let found = Memo::new(move |_| {
        let query = CustomerQuery { typed: typed.get(), ..filters.get() };
        // Follow-ups are indexed only when the user searches.
        let said = if query.typed.trim().is_empty() { Arc::default() } else { said.get() };
        index.with(|it| classes.with(|classes| query.select(&it.0, &said, classes)))
    });
    let n_all = Memo::new(move |_| index.with(|it| it.0.len()));
    let is_narrowed = Memo::new(move |_| typed.with(|it| !it.trim().is_empty()) || 0 < url.with(CustomerQuery::n_filters));
    let face = face_unless(notebook, move || !notebook.actor().may_see_sales(), move || n_all.get() == 0);
    let count = move || match is_narrowed.get() {
        true => t!("customers.found", n = found.with(Vec::len), all = n_all.get()),
        false => t!("customers.count", n = n_all.get()),
    };
    let choosing = Choosing::off();
    let may_hand_over = Memo::new(move |_| notebook.actor().may_hand_over());
    let bulk = BulkHandOver::of(choosing);
    let meant = Memo::new(move |_| found.with(|it| choosing.of(it)));
    let (is_desk, grid) = (use_desk(), GridState::of("customers", choosing.picks));
    view! {
        <PageHead title=move || t!("nav.customers") note=count>
            <ButtonLink label=move || t!("grades.renewals.title") to=routes::RENEWALS look=Look::Ghost icon=icons::CALENDAR brief=true/>
            <Show when=move || may_hand_over.get() && !choosing.is_on.get() && !is_desk.get()>
                <Button
                    label=move || t!("customers.hand_over_many")
                    icon=icons::HAND_OVER
                    look=Look::Ghost
                    brief=true
                    on_press=move || choosing.is_on.set(true)
                />
            </Show>
            <Show when=move || notebook.actor().may_enter_sales()>
                <ButtonLink label=move || t!("nav.new_customer") to=routes::NEW_CUSTOMER look=Look::Primary icon=icons::PLUS/>
            </Show>
        </PageHead>
        <Leavers choosing typed/>
        <div class="flex items-center gap-2">
            <div class="min-w-0 flex-1"><SearchField value=typed placeholder=move || t!("customers.search")/></div>
            <Show when=move || is_desk.get()>
                <GridTools grid/>
            </Show>
        </div>
        <CustomersFilters url/>
        <ListFaces face empty=|| view! { <CustomersEmpty/> }>
            <Show when=move || found.with(|it| !it.is_empty()) fallback=|| view! { <NoneFound/> }>
                {move || match is_desk.get() {
                    true => view! { <CustomersAtDesk grid url found typed bulk meant may_hand_over/> }.into_any(),
                    false => view! { <CustomersOnPhone found choosing typed/> }.into_any(),
                }}
            </Show>
        </ListFaces>
        <Show when=move || !is_desk.get()>
            <ChoosingBar found bulk meant/>
        </Show>
        <BulkHandOverSheet bulk meant/>
    }
    .into_any()
}

/// Shown when there are no customers at all.
#[component]
fn CustomersEmpty() -> impl IntoView {
    view! {
        <EmptyState icon=icons::CUSTOMERS title=move || t!("customers.empty") body=move || t!("customers.empty_body")>
            <ButtonLink label=move || t!("nav.new_customer") to=routes::NEW_CUSTOMER look=Look::Primary icon=icons::PLUS/>
        </EmptyState>
    }
}

/// Shown when no customer matches.
#[component]
fn NoneFound() -> impl IntoView {
    view! {
        <EmptyState icon=icons::SEARCH title=move || t!("customers.none_found") body=move || t!("customers.none_found_body")>
            <ButtonLink label=move || t!("kit.clear_filters") to=routes::CUSTOMERS/>
        </EmptyState>
    }
}
