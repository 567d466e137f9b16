//! Records a sale (SA-01, A30) in a quick form: one line, the number proposed, the amount computed.

use domain::figures::analytics::Figure;
use domain::values::field::{Field, LinePart};
use domain::values::ids::{CustomerId, OpportunityId, OrderId};
use domain::values::money::Money;
use leptos::prelude::*;

use super::EntryRounds;
use super::more_lines::MoreLines;
use super::order_fields::{OrderMore, SaleAmount, SaleLine, WinsField};
use super::progress::completion;
use super::saved_sheet::JustSaved;
use crate::local::Notebook;
use crate::state::customer_name;
use crate::state::forms::OrderForm;
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices::product_name;
use crate::ui::fields::customer_picker::CustomerPicker;
use crate::ui::forms::filling::Filling;
use crate::ui::forms::record_form::RecordForm;
use crate::ui::forms::unfinished::about;
use crate::ui::records::attachments::{DraftPhotos, Proof};
use crate::ui::url::routes::paths;
use crate::ui::url::use_query_value;

/// The page.
#[component]
pub fn EnterOrderPage() -> impl IntoView {
    let customer = use_query_value::<CustomerId>("customer");
    let opportunity = use_query_value::<OpportunityId>("opportunity");
    let form = move |round, on_saved| {
        // An opportunity is won once; one more order is an ordinary one.
        let wins = opportunity.get().filter(|_| round == 0);
        view! { <OrderFields customer=customer.get() wins on_saved/> }.into_any()
    };
    view! {
        <EntryRounds
            title=move || t!("nav.enter_order")
            another=move || t!("enter.another_order")
            otherwise=|saved| paths::customer(saved.customer)
            form
        />
    }
}

/// Initial values of the form.
fn fresh(notebook: Notebook, customer: Option<CustomerId>, wins: Option<OpportunityId>) -> OrderForm {
    let form = OrderForm::fresh(OrderId(notebook.new_id()), customer, notebook.today());
    notebook.peek(|book| {
        let Some(opportunity) = wins.and_then(|it| book.opportunity(it)).filter(|it| it.is_open()) else { return form.clone() };
        let product = opportunity.profile.product.and_then(|it| book.product(it)).filter(|it| it.active);
        let price = opportunity.profile.amount.or(product.map(|it| it.price)).map(typed::money).unwrap_or_default();
        OrderForm {
            customer: Some(opportunity.customer),
            wins: Some(opportunity.id),
            product: product.map(|it| it.id),
            price,
            ..form.clone()
        }
    })
}

/// The form.
#[component]
fn OrderFields(customer: Option<CustomerId>, wins: Option<OpportunityId>, on_saved: Callback<JustSaved>) -> impl IntoView {
    const SHOWN: &[Field] = &[
        Field::Customer,
        Field::Opportunity,
        Field::LineOf(0, LinePart::Product),
        Field::LineOf(0, LinePart::Quantity),
        Field::LineOf(0, LinePart::Price),
        Field::LineOf(0, LinePart::Discount),
        Field::LineOf(0, LinePart::Cost),
        Field::DealOn,
        Field::DueOn,
        Field::DeliverBy,
        Field::Prepaid,
        Field::Number,
        Field::Note,
    ];
    let notebook = expect_context::<Notebook>();
    let filling = Filling::open(&OrderForm::name(customer, wins), fresh(notebook, customer, wins));
    let words = filling.draft.words();
    let refusals = filling.refusals();
    let choose = move |customer: Option<CustomerId>| {
        words.update(|form| {
            form.customer = customer;
            form.wins = None;
        });
    };
    let left = move || {
        words.with(|form| {
            let customer = form.customer.map(|it| notebook.with(|book| customer_name(book, it))).unwrap_or_default();
            let product = form.product.and_then(|id| notebook.with(|book| book.product(id).map(product_name))).unwrap_or_default();
            about([customer, product, form.note.clone()])
        })
    };
    let before = StoredValue::new(None);
    let saved = move || {
        let Some((customer, order)) = words.with_untracked(|it| it.customer.map(|customer| (customer, it.id))) else { return };
        let name = notebook.peek(|book| customer_name(book, customer));
        let progress = Some((Figure::SalesAmount, before.get_value(), completion(notebook, Figure::SalesAmount)));
        let proof = Some(Proof::of(order, customer));
        on_saved.run(JustSaved { customer, name, progress, proof, record: Some(paths::order(order)) });
    };
    // The form takes no photos itself: these come from a refused order that is tried again.
    let has_photos = Memo::new(move |_| words.with(|it| !it.photos.is_empty()));
    let amount = Signal::derive(move || words.with(OrderForm::amount).filter(|it| Money::ZERO < *it));
    view! {
        <RecordForm
            filling
            about=Signal::derive(left)
            shown=SHOWN
            label=move || t!("enter.save_order")
            before_save=move |()| before.set_value(completion(notebook, Figure::SalesAmount))
            on_saved=saved
        >
            <CustomerPicker
                chosen=Signal::derive(move || words.with(|it| it.customer))
                on_choose=choose
                is_missing=Signal::derive(move || refusals.with(|it| !it.on(Field::Customer).is_empty()))
            />
            <WinsField filling/>
            <SaleLine filling/>
            <MoreLines filling/>
            <SaleAmount amount/>
            <OrderMore filling/>
            <Show when=move || has_photos.get()>
                <DraftPhotos filling label=move || t!("evidence.draft_photos")/>
            </Show>
        </RecordForm>
    }
    .into_any()
}
