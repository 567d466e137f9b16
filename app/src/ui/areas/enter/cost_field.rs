//! What a piece of a line costs: proposed from the product for the day of the deal.

use domain::values::calendar::Day;
use domain::values::field::{Field, LinePart};
use domain::values::ids::ProductId;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::kit::MoneyField;

/// The cost of a product on a day, as the field has it.
pub fn cost_of(notebook: Notebook) -> impl Fn(ProductId, Day) -> Option<String> + Copy {
    move |product, day| notebook.peek(|book| book.product(product)?.cost_on(day)).map(typed::money)
}

/// The field, for those who see costs. Left blank, the order takes the cost that the hint names.
#[component]
pub fn CostField(
    /// The place of the line.
    line: usize,
    value: RwSignal<String>,
    #[prop(into)] product: Signal<Option<ProductId>>,
    #[prop(into)] deal_on: Signal<Option<Day>>,
    #[prop(into)] refusals: Signal<Refusals>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_shown = Memo::new(move |_| notebook.sight().shows_costs());
    let proposed = Memo::new(move |_| {
        let (product, day) = (product.get()?, deal_on.get()?);
        notebook.with(|book| book.product(product)?.cost_on(day))
    });
    let hint = move || match proposed.get() {
        Some(cost) => t!("enter.cost_proposed", cost = locale().money_signed(cost)),
        None => t!("enter.cost_unknown").to_owned(),
    };
    view! {
        <Show when=move || is_shown.get()>
            <MoneyField label=move || words::field(Field::Cost) name=Field::LineOf(line, LinePart::Cost) value refusals hint=Signal::derive(hint)/>
        </Show>
    }
    .into_any()
}
