//! Adding or changing a product.

use domain::decide::command::{Command, Save};
use domain::records::product::Product;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::ProductId;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::product_costs::{ProductCosts, changed, newest};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::edit_sheet::{Editing, EditingSheet};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{DateField, MoneyField, TextField, Toggle};

/// The sheet.
#[component]
pub fn ProductSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<Product>>>,
) -> impl IntoView {
    let form = move |was| view! { <ProductForm was editing/> }.into_any();
    view! { <EditingSheet editing name=|it| it.model.clone() title_of_new=move || t!("settings.new_product") form/> }
}

#[component]
fn ProductForm(was: Option<Product>, editing: RwSignal<Option<Editing<Product>>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = was.as_ref().map_or_else(|| ProductId(notebook.new_id()), |it| it.id);
    let text = |read: fn(&Product) -> String| RwSignal::new(was.as_ref().map(read).unwrap_or_default());
    let (line, model, module) = (text(|it| it.line.clone()), text(|it| it.model.clone()), text(|it| it.module.clone()));
    let price = text(|it| typed::money(it.price));
    let active = RwSignal::new(was.as_ref().is_none_or(|it| it.active));
    let lines = notebook.see(|book| choices::distinct(book.products().map(|it| &it.line)));
    let modules = notebook.see(|book| choices::distinct(book.products().map(|it| &it.module)));
    let form = was.as_ref().map_or_else(|| "product".to_owned(), |it| format!("product/{}", it.id));
    let today = notebook.today();
    let costs = RwSignal::new(was.as_ref().map(|it| it.cost.clone()).unwrap_or_default());
    let cost = RwSignal::new(newest(&costs.get_untracked()).map(typed::money).unwrap_or_default());
    let from = RwSignal::new(today.to_string());
    let kept =
        KeptWords::of(&form, [("line", line), ("model", model), ("module", module), ("price", price), ("cost", cost), ("from", from)]);
    let make = move || {
        let (line, model, module, typed, active) = (line.get(), model.get(), module.get(), price.get(), active.get());
        let mut refusals = Refusals::default();
        let price = refusals.keep(Field::Price, Money::parse(&typed));
        let costs_to_one = typed::optional(Field::Cost, &cost.get(), Money::parse, &mut refusals);
        let from = refusals.keep(Field::FromDay, Day::read(&from.get()));
        let (Some(price), Some(from), true) = (price, from, refusals.is_empty()) else { return Err(refusals) };
        let cost = changed(&costs.get(), from, costs_to_one);
        Ok(Command::SaveProduct(Save { was: was.clone(), now: Product { id, line, model, module, price, active, cost } }))
    };
    let save = writing.saving(kept, make, move || editing.set(None));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Line, Field::Model, Field::Module, Field::Price, Field::Cost, Field::FromDay]>
            <TextField label=move || words::field(Field::ProductLine) name=Field::Line value=line refusals required=true offers=lines/>
            <TextField label=move || words::field(Field::Model) name=Field::Model value=model refusals required=true/>
            <TextField label=move || words::field(Field::Module) name=Field::Module value=module refusals offers=modules/>
            <MoneyField label=move || t!("settings.list_price") name=Field::Price value=price refusals required=true/>
            <div class="grid grid-cols-2 gap-3">
                <MoneyField label=move || words::field(Field::Cost) name=Field::Cost value=cost refusals/>
                <DateField label=move || t!("settings.cost.from") name=Field::FromDay value=from refusals first=today required=true/>
            </div>
            <ProductCosts costs cost/>
            <Toggle label=move || t!("settings.is_sold") on=active/>
        </WriteForm>
    }
    .into_any()
}
