//! 产品: the products with their list prices, by product line.

use domain::records::product::Product;
use domain::values::field::Field;
use domain::values::search::{Query, SearchEntry};
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::price_bands_form::PriceBandsForm;
use super::product_sheet::ProductSheet;
use crate::i18n::{NOTHING, han, locale, sort_by_name, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::kit::{Badge, Button, Column, DataTable, EmptyState, IconButton, ListFaces, Look, PageHead, SearchField, Tone, icons};
use crate::ui::records::book_note::face_of;

/// The page.
#[component]
pub fn ProductsPage() -> impl IntoView {
    view! { <AdministratorsOnly><Products/></AdministratorsOnly> }
}

#[component]
fn Products() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let search = RwSignal::new(String::new());
    let editing = RwSignal::new(None::<Editing<Product>>);
    let rows = Memo::new(move |_| {
        let query = Query::parse(han(), &search.get());
        notebook.with(|book| {
            let found = |it: &&Product| query.finds(&SearchEntry::of(&han(), [it.line.as_str(), &it.model, &it.module]));
            let mut rows: Vec<Product> = book.products().filter(found).cloned().collect();
            sort_by_name(&mut rows, |it| &it.model);
            sort_by_name(&mut rows, |it| &it.line);
            rows.sort_by_key(|it| !it.active);
            rows
        })
    });
    let field = |it: Field| Signal::derive(move || words::field(it));
    let state = |product: &Product| match product.active {
        true => view! { <Badge label=move || t!("settings.sold") tone=Tone::Success/> },
        false => view! { <Badge label=move || t!("settings.not_sold")/> },
    };
    let edit = move |product: &Product| {
        let (product, name) = (product.clone(), product.model.clone());
        let open = move || editing.set(Some(Editing::of(product.clone())));
        view! { <IconButton icon=icons::EDIT label=move || t!("settings.edit_of", name = name.clone()) on_press=open/> }
    };
    let band = move |product: &Product| {
        let price = product.price;
        let words = move || words::price_band(notebook.with(|book| book.company().price_bands_on(notebook.today()).of(price)));
        view! { <span class="tabular-nums">{words}</span> }
    };
    let cost = move |product: &Product| product.cost_on(notebook.today()).map_or_else(|| NOTHING.to_owned(), |it| locale().money(it));
    let columns = StoredValue::new(vec![
        Column::new(field(Field::Model), |it: &Product| it.model.clone()),
        Column::new(field(Field::ProductLine), |it: &Product| it.line.clone()),
        Column::new(field(Field::Module), |it: &Product| if it.module.is_empty() { NOTHING.to_owned() } else { it.module.clone() }),
        Column::number(field(Field::Price), |it: &Product| locale().money(it.price)),
        Column::number(field(Field::Cost), cost),
        Column::new(field(Field::PriceBand), band),
        Column::new(Signal::derive(|| t!("settings.state").to_owned()), state),
        Column::number(Signal::derive(|| t!("settings.edit").to_owned()), edit),
    ]);
    view! {
        <PageHead title=move || t!("nav.products")>
            <Button label=move || t!("settings.new_product") look=Look::Primary icon=icons::PLUS on_press=move || editing.set(Some(Editing::New))/>
        </PageHead>
        <div class="pb-2"><SearchField value=search placeholder=move || t!("settings.search_products")/></div>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::PRODUCT title=move || t!("settings.no_products") body=move || t!("settings.no_products_body")/> }
        >
            <div class="wide-table"><DataTable caption=move || t!("nav.products") columns=columns.get_value() rows=rows/></div>
        </ListFaces>
        <div class="pt-6"><PriceBandsForm/></div>
        <ProductSheet editing/>
    }
    .into_any()
}
