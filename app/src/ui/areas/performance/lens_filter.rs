//! Owner and filters: chosen on a sheet, shown as chips that a press removes.

use domain::book::Book;
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
    let owner = Signal::derive(move || url.lens.with(Lens::owner));
    let is_open = RwSignal::new(false);
    let chips = Memo::new(move |_| url.lens.with(|lens| notebook.with(|book| chips_of(lens, book))));
    let chip = move |(name, value): (&'static str, String)| {
        let said = value.clone();
        let words = move || t!("kit.said", what = words::field(name), words = said);
        view! {
            <button
                type="button"
                class="btn btn-sm btn-soft btn-primary min-h-11 rounded-full sm:min-h-9"
                aria-label=move || t!("performance.without", filter = words())
                on:click=move |_| url.change(|it| take_off(it, name))
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
        <FilterSheet url is_open/>
    }
    .into_any()
}

/// The active filters, as (field, text).
pub fn chips_of(lens: &Lens, book: &Book) -> Vec<(&'static str, String)> {
    let filter = &lens.filter;
    let mut chips = Vec::new();
    chips.extend(filter.region.map(|it| ("region", book.region(it).map(|it| it.name.clone()).unwrap_or_default())));
    chips.extend(filter.line.clone().map(|it| ("product_line", it)));
    chips.extend(filter.product.map(|it| ("product", book.product(it).map(|it| it.model.clone()).unwrap_or_default())));
    chips.extend(filter.module.clone().map(|it| ("module", it)));
    chips.extend(filter.band.map(|it| ("price_band", words::price_band(it))));
    chips.extend(filter.origin.map(|it| ("origin", words::origin(it).to_owned())));
    chips.extend(filter.industry.clone().map(|it| ("industry", it)));
    chips.extend(filter.scale.map(|it| ("scale", words::scale(it).to_owned())));
    chips.extend(filter.grade.map(|it| ("grade", words::grade(it).to_owned())));
    chips.extend(filter.customer.map(|it| ("customer", customer_name(book, it))));
    chips.extend(filter.approved_only.then(|| ("review_state", t!("review.approved_only").to_owned())));
    chips
}

fn take_off(lens: &mut Lens, name: &str) {
    let filter = &mut lens.filter;
    match name {
        "region" => filter.region = None,
        // A product filter applies within its line, so both are cleared.
        "product_line" => (filter.line, filter.product) = (None, None),
        "product" => filter.product = None,
        "module" => filter.module = None,
        "price_band" => filter.band = None,
        "origin" => filter.origin = None,
        "industry" => filter.industry = None,
        "scale" => filter.scale = None,
        "grade" => filter.grade = None,
        "review_state" => filter.approved_only = false,
        _ => filter.customer = None,
    }
}

fn clear(lens: &mut Lens) {
    let all = ["region", "product_line", "module", "price_band", "origin", "industry", "scale", "grade", "review_state", "customer"];
    all.into_iter().for_each(|it| take_off(lens, it));
}
