//! Owner and filters: chosen on a sheet, shown as chips that a press removes.

use domain::book::Book;
use domain::figures::credited::Credited;
use domain::values::field::Field;
use leptos::prelude::*;

use super::filter_sheet::FilterSheet;
use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::kit::{Button, Icon, icons};

/// The filters of the page.
#[component]
pub fn LensFilter(url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let owner = Signal::derive(move || url.with(Lens::owner));
    let is_open = RwSignal::new(false);
    let chips = Memo::new(move |_| url.with(|lens| notebook.with(|book| chips_of(lens, book))));
    let chip = move |(field, value): (Field, String)| {
        let said = value.clone();
        let words = move || t!("kit.said", what = words::field(field), words = said);
        view! {
            <button
                type="button"
                class="btn btn-sm btn-soft btn-primary min-h-11 rounded-full sm:min-h-9"
                aria-label=move || t!("performance.without", filter = words())
                on:click=move |_| url.change(|it| take_off(it, field))
            >
                {value}
                <Icon name=icons::CLOSE class="size-4"/>
            </button>
        }
    };
    view! {
        <div class="flex flex-wrap items-end gap-2 pb-4 no-print" role="group" aria-label=move || t!("kit.filters")>
            <OwnerField label=move || t!("performance.owner") owner on_choose=move |of| url.change(|it| it.set_owner(of))/>
            <Button label=move || t!("kit.filters") icon=icons::FILTER on_press=move || is_open.set(true)/>
            {move || chips.get().into_iter().map(chip).collect_view()}
            <Show when=move || chips.with(|it| 1 < it.len())>
                <Button label=move || t!("kit.clear_filters") look=crate::ui::kit::Look::Ghost on_press=move || url.change(clear)/>
            </Show>
        </div>
        <CreditedNote url/>
        <FilterSheet url is_open/>
    }
    .into_any()
}

/// What it means that everything counts for its present owner. Also printed, unlike the filters.
#[component]
fn CreditedNote(url: LensInUrl) -> impl IntoView {
    let is_now = Memo::new(move |_| url.with(|it| !it.filter.credited.is_then()));
    view! {
        <Show when=move || is_now.get()>
            <p class="pb-3 text-sm text-quiet" role="status">{move || t!("performance.credited_now")}</p>
        </Show>
    }
}

/// The active filters, as (field, text).
pub fn chips_of(lens: &Lens, book: &Book) -> Vec<(Field, String)> {
    let filter = &lens.filter;
    let mut chips = Vec::new();
    chips.extend(filter.region.map(|it| (Field::Region, book.region(it).map(|region| region.name.clone()).unwrap_or_default())));
    chips.extend(filter.line.clone().map(|it| (Field::ProductLine, it)));
    chips.extend(filter.product.map(|it| (Field::Product, book.product(it).map(|product| product.model.clone()).unwrap_or_default())));
    chips.extend(filter.module.clone().map(|it| (Field::Module, it)));
    chips.extend(filter.band.map(|it| (Field::PriceBand, words::price_band(it))));
    chips.extend(filter.origin.map(|it| (Field::Origin, words::origin(it).to_owned())));
    chips.extend(filter.industry.clone().map(|it| (Field::Industry, it)));
    chips.extend(filter.scale.map(|it| (Field::Scale, words::scale(it).to_owned())));
    chips.extend(filter.grade.map(|it| (Field::Grade, words::grade(it).to_owned())));
    chips.extend(filter.customer.map(|it| (Field::Customer, customer_name(book, it))));
    chips.extend(filter.approved_only.then(|| (Field::ReviewState, t!("review.approved_only").to_owned())));
    chips.extend((!filter.credited.is_then()).then(|| (Field::Credited, words::credited(filter.credited).to_owned())));
    chips
}

fn take_off(lens: &mut Lens, field: Field) {
    let filter = &mut lens.filter;
    match field {
        Field::Region => filter.region = None,
        // A product filter applies within its line, so both are cleared.
        Field::ProductLine => (filter.line, filter.product) = (None, None),
        Field::Product => filter.product = None,
        Field::Module => filter.module = None,
        Field::PriceBand => filter.band = None,
        Field::Origin => filter.origin = None,
        Field::Industry => filter.industry = None,
        Field::Scale => filter.scale = None,
        Field::Grade => filter.grade = None,
        Field::ReviewState => filter.approved_only = false,
        Field::Credited => filter.credited = Credited::Then,
        _ => filter.customer = None,
    }
}

fn clear(lens: &mut Lens) {
    let all = [
        Field::Region,
        Field::ProductLine,
        Field::Module,
        Field::PriceBand,
        Field::Origin,
        Field::Industry,
        Field::Scale,
        Field::Grade,
        Field::ReviewState,
        Field::Credited,
        Field::Customer,
    ];
    all.into_iter().for_each(|it| take_off(lens, it));
}
