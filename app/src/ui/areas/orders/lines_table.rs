//! The lines of an order.

use domain::records::order::{Line, Order};
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices::product_name;
use crate::ui::kit::{Column, DataTable, Section};

/// The lines.
#[component]
pub fn LinesTable(order: Signal<Order>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let field = |it: Field| Signal::derive(move || words::field(it));
    let product = move |line: &Line| {
        let id = line.product;
        move || notebook.with(|book| book.product(id).map_or_else(|| NOTHING.to_owned(), product_name))
    };
    let module = move |line: &Line| {
        let id = line.product;
        move || {
            let module = notebook.with(|book| book.product(id).map(|it| it.module.clone()));
            module.filter(|it| !it.is_empty()).unwrap_or_else(|| NOTHING.to_owned())
        }
    };
    // The price band of the list price (E-07, SA-08); the agreed price may differ.
    let band = move |line: &Line| {
        let id = line.product;
        move || {
            let band =
                notebook.with(|book| book.product(id).map(|product| book.company().price_bands_on(notebook.today()).of(product.price)));
            let band = band.map_or_else(|| NOTHING.to_owned(), words::price_band);
            view! { <span class="tabular-nums">{band}</span> }
        }
    };
    let columns = vec![
        Column::new(field(Field::Product), product),
        Column::new(field(Field::Module), module),
        Column::new(field(Field::PriceBand), band),
        Column::number(field(Field::Quantity), |it: &Line| locale().quantity(it.quantity)),
        Column::number(field(Field::Price), |it: &Line| locale().money(it.price)),
        Column::number(field(Field::Amount), |it: &Line| locale().money(it.amount())),
    ];
    let rows = move || order.with(|it| it.terms.lines.clone());
    view! {
        <Section title=move || words::field(Field::Lines)>
            <DataTable caption=move || words::field(Field::Lines) columns rows=Signal::derive(rows)/>
            <p class="pt-2 text-end font-semibold tabular-nums">
                {move || t!("orders.total", amount = locale().money_signed(order.with(Order::amount)))}
            </p>
        </Section>
    }
    .into_any()
}
