//! Customer list: thousands of visible customers, searched while typing.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use super::bulk_hand_over::ChoosingBar;
use super::choosing::Choosing;
use super::customer_classes::{Classes, Needs};
use super::customer_flag::CustomerFlag;
use super::customer_query::CustomerQuery;
use super::customers_filters::CustomersFilters;
use super::found_in::FoundIn;
use super::leavers::Leavers;
use crate::local::Notebook;
use crate::state::customer_index::Indexed;
use crate::state::{Customers, SaidInFollowUps};
use crate::t;
use crate::ui::kit::{
    Button, ButtonLink, EmptyState, GradeBadge, ListFaces, Look, PageHead, SearchField, VirtualList, icons, when_typing_rests,
};
use crate::ui::records::book_note::face_unless;
use crate::ui::url::UrlState;
use crate::ui::url::routes::{self, paths};

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
    let sees_others = Memo::new(move |_| notebook.actor().may_see_others());
    let face = face_unless(notebook, move || !notebook.actor().may_see_sales(), move || n_all.get() == 0);
    let count = move || match is_narrowed.get() {
        true => t!("customers.found", n = found.with(Vec::len), all = n_all.get()),
        false => t!("customers.count", n = n_all.get()),
    };
    let choosing = Choosing::off();
    let may_hand_over = Memo::new(move |_| notebook.actor().may_hand_over());
    let row = move |customer: Signal<Arc<Indexed>>| view! { <CustomerRow customer sees_others choosing typed/> }.into_any();
    view! {
        <PageHead title=move || t!("nav.customers") note=count>
            <ButtonLink label=move || t!("grades.renewals.title") to=routes::RENEWALS look=Look::Ghost icon=icons::CALENDAR brief=true/>
            <Show when=move || may_hand_over.get() && !choosing.is_on.get()>
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
        <SearchField value=typed placeholder=move || t!("customers.search")/>
        <CustomersFilters url/>
        <ListFaces face empty=|| view! { <CustomersEmpty/> }>
            <Show when=move || found.with(|it| !it.is_empty()) fallback=|| view! { <NoneFound/> }>
                <VirtualList label=move || t!("nav.customers") each=found row_height=72 row/>
            </Show>
        </ListFaces>
        <ChoosingBar found choosing/>
    }
    .into_any()
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
