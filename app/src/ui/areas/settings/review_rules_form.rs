//! 审核规则: which records must be reviewed by another person (DQ-01, A32, A33), from a given day.

use domain::records::organisation::Company;
use domain::rules::ReviewPolicy;
use domain::values::field::Field;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::state::typed;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Chip, ChipRow, MoneyField};

/// The form.
#[component]
pub fn ReviewRulesForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("review.rules.title") form=move |was| view! { <Fields was unfolded/> }/> }
}

fn texts(policy: &ReviewPolicy) -> Vec<(String, String)> {
    let limit = |it: Option<Money>| it.map(typed::money).unwrap_or_default();
    let texts = [
        ("orders_from", limit(policy.orders_from)),
        ("payments_from", limit(policy.payments_from)),
        ("expenses_from", limit(policy.expenses_from)),
        ("opportunities", policy.opportunities.to_string()),
        ("follow_ups", policy.follow_ups.to_string()),
    ];
    texts.map(|(name, text)| (name.to_owned(), text)).to_vec()
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<ReviewPolicy>::open("review-rules", &was, texts);
    let [orders, payments, expenses, opportunities, follow_ups] = [0, 1, 2, 3, 4].map(|it| form.field(it));
    let rules = move || {
        let mut refusals = Refusals::default();
        let mut amount = |field: Field, text: String| typed::optional(field, &text, Money::parse, &mut refusals);
        let orders_from = amount(Field::ReviewOrdersFrom, orders.get());
        let payments_from = amount(Field::ReviewPaymentsFrom, payments.get());
        let expenses_from = amount(Field::ReviewExpensesFrom, expenses.get());
        let (opportunities, follow_ups) = (opportunities.with(|it| is_on(it)), follow_ups.with(|it| is_on(it)));
        refusals.into_result().map(|()| ReviewPolicy { orders_from, payments_from, expenses_from, opportunities, follow_ups })
    };
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    let chip = move |label: fn() -> &'static str, on: RwSignal<String>| {
        let press = move || on.update(|it| *it = (!is_on(it)).to_string());
        view! { <Chip label=move || label() on=Signal::derive(move || on.with(|it| is_on(it))) on_press=press/> }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm
                writing
                kept
                refusals
                on_submit=save
                shown=&[Field::ReviewOrdersFrom, Field::ReviewPaymentsFrom, Field::ReviewExpensesFrom, Field::FromDay, Field::Note]
            >
                {form.loaded_note()}
                <p class="text-sm">{move || t!("review.rules.body")}</p>
                <MoneyField label=move || words::field(Field::ReviewOrdersFrom) name=Field::ReviewOrdersFrom value=orders refusals hint=move || t!("review.rules.blank").to_owned()/>
                <MoneyField label=move || words::field(Field::ReviewPaymentsFrom) name=Field::ReviewPaymentsFrom value=payments refusals hint=move || t!("review.rules.blank").to_owned()/>
                <MoneyField label=move || words::field(Field::ReviewExpensesFrom) name=Field::ReviewExpensesFrom value=expenses refusals hint=move || t!("review.rules.blank").to_owned()/>
                <p class="text-sm font-medium">{move || t!("review.rules.also")}</p>
                <ChipRow label=move || t!("review.rules.also")>
                    {chip(|| t!("review.rules.opportunities"), opportunities)} {chip(|| t!("review.rules.follow_ups"), follow_ups)}
                </ChipRow>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// Parses the draft value of a chip.
fn is_on(word: &str) -> bool {
    word == "true"
}
