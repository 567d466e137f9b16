//! The customer list of a desk: a table with what the book says of each customer.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::values::field::Field;
use domain::values::ids::CustomerId;
use domain::values::money::Money;
use leptos::prelude::*;
use uuid::Uuid;

use super::bulk_hand_over::{BulkHandOver, HandOverButton};
use super::customer_flag::CustomerFlag;
use super::customer_line::{CustomerLine, CustomerTotals, Dossiers};
use super::customer_query::CustomerQuery;
use super::found_in::FoundIn;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::customer_index::Indexed;
use crate::t;
use crate::ui::kit::{DeskGrid, GridColumn, GridState, SortKey};
use crate::ui::url::UrlState;
use crate::ui::url::routes::paths;

/// The table.
#[component]
pub fn CustomersAtDesk(
    grid: GridState,
    url: UrlState<CustomerQuery>,
    /// The customers after search and filters.
    found: Memo<Vec<Arc<Indexed>>>,
    /// Search words.
    typed: RwSignal<String>,
    bulk: BulkHandOver,
    /// The selected customers.
    meant: Memo<Vec<Arc<Indexed>>>,
    may_hand_over: Memo<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rows = Memo::new(move |_| found.with(|found| Arc::new(found.iter().map(|it| it.id.0).collect::<Vec<_>>())));
    let by_id = Memo::new(move |_| found.with(|found| found.iter().map(|it| (it.id.0, Arc::clone(it))).collect::<BTreeMap<_, _>>()));
    let dossiers = Memo::new(move |_| notebook.with(|book| Dossiers::of(book, notebook.today())));
    let line = move |row: Uuid| {
        let customer = by_id.with(|it| it.get(&row).cloned())?;
        dossiers.with(|dossiers| notebook.with(|book| CustomerLine::of(customer, dossiers, book, notebook.today())))
    };
    let totals =
        Memo::new(move |_| found.with(|found| dossiers.with(|it| CustomerTotals::of(found.iter().map(|customer| customer.id), it))));
    let counted = move || t!("customers.total_of", n = found.with(Vec::len));
    let actions = move || view! { <Show when=move || may_hand_over.get()><HandOverButton bulk meant/></Show> };
    view! {
        <DeskGrid
            grid
            label=move || t!("nav.customers")
            columns=columns(typed, totals)
            rows
            line
            link=|row| paths::customer(CustomerId(row))
            sort=Signal::derive(move || url.with(|it| it.sort.clone()))
            on_sort=move |sort| url.change(|it| it.sort = sort)
            counted
            actions
        />
    }
    .into_any()
}

fn columns(typed: RwSignal<String>, totals: Memo<CustomerTotals>) -> Vec<GridColumn<CustomerLine>> {
    let sum = move |of: fn(&CustomerTotals) -> Money| move || totals.with(of);
    vec![
        GridColumn::text("name", || words::field(Field::Name), 188, |it: &CustomerLine| it.customer.name.clone()),
        GridColumn::text("number", || t!("customers.column.number"), 76, |it: &CustomerLine| it.customer.number.clone()),
        GridColumn::text("grade", || t!("words.field.grade"), 64, |it: &CustomerLine| words::grade(it.customer.grade).to_owned())
            .sorted_by(|it| Some(SortKey::Number(it.customer.grade as i64))),
        GridColumn::text("industry", || t!("words.field.industry"), 76, |it: &CustomerLine| it.customer.industry.clone()).hidden(),
        GridColumn::text("region", || t!("words.field.region"), 72, |it: &CustomerLine| it.region.clone()).hidden(),
        GridColumn::text("contact", || t!("words.field.contact"), 56, |it: &CustomerLine| it.customer.contact.clone()),
        GridColumn::text("phone", || t!("words.field.phone"), 104, |it: &CustomerLine| it.phone.clone()),
        GridColumn::text("owner", || t!("words.field.owner"), 60, |it: &CustomerLine| it.customer.owner_name.clone()),
        GridColumn::day("last_contact", || t!("customers.last_contact"), |it: &CustomerLine| it.last_contact),
        GridColumn::day("next_on", || t!("customers.column.next_on"), |it: &CustomerLine| it.next_on),
        GridColumn::text("next_step", || t!("words.field.next_step"), 92, |it: &CustomerLine| it.next_step.clone())
            .shown_as(move |it| view! { <NextStep customer=Arc::clone(&it.customer) next_step=it.next_step.clone() typed/> }),
        GridColumn::money("sold", || t!("customers.sold_in_a_year"), |it: &CustomerLine| Some(it.sold_in_a_year))
            .totalling(sum(|it| it.sold_in_a_year)),
        GridColumn::money("balance", || t!("customers.balance"), |it: &CustomerLine| Some(it.balance)).totalling(sum(|it| it.balance)),
        GridColumn::number("overdue", || t!("customers.column.days_overdue"), 84, overdue).hidden(),
        GridColumn::number("open", || t!("customers.open_opportunities"), 84, |it: &CustomerLine| i64::try_from(it.n_open).ok()).hidden(),
        GridColumn::text("flag", || t!("customers.column.flag"), 104, |it: &CustomerLine| it.flag.clone())
            .shown_as(|it| view! { <CustomerFlag id=Signal::stored(it.customer.id)/> }),
    ]
}

/// The days that the oldest open order is past due; `None` if none is.
fn overdue(line: &CustomerLine) -> Option<i64> {
    (0 < line.days_overdue).then_some(line.days_overdue.into())
}

/// The next step, or the follow-up in which the search found the customer.
#[component]
fn NextStep(customer: Arc<Indexed>, next_step: String, typed: RwSignal<String>) -> impl IntoView {
    let next_step = StoredValue::new(next_step);
    view! { <FoundIn customer=Signal::stored(customer) typed otherwise=move || next_step.get_value()/> }
}
