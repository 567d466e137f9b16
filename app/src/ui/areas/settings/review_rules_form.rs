//! 审核规则: which records must be reviewed by another person (DQ-01, A32, A33), from today on.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::ReviewPolicy;
use domain::values::field::Field;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{CompanySection, PlannedNote};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Chip, ChipRow, MoneyField};

/// The form.
#[component]
pub fn ReviewRulesForm() -> impl IntoView {
    view! { <CompanySection title=move || t!("review.rules.title") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let writing = Writing::ready();
    let before = was.review.on(today);
    let planned = Signal::stored(was.review.next_after(today));
    let limit = |it: Option<Money>| RwSignal::new(it.map(typed::money).unwrap_or_default());
    let (orders, payments, expenses) = (limit(before.orders_from), limit(before.payments_from), limit(before.expenses_from));
    let (opportunities, follow_ups) = (RwSignal::new(before.opportunities.to_string()), RwSignal::new(before.follow_ups.to_string()));
    let kept = KeptWords::of(
        "review-rules",
        [
            ("orders_from", orders),
            ("payments_from", payments),
            ("expenses_from", expenses),
            ("opportunities", opportunities),
            ("follow_ups", follow_ups),
        ],
    );
    let make = move || {
        let mut refusals = Refusals::default();
        let mut amount = |field: Field, text: String| typed::optional(field, &text, Money::parse, &mut refusals);
        let orders_from = amount(Field::ReviewOrdersFrom, orders.get());
        let payments_from = amount(Field::ReviewPaymentsFrom, payments.get());
        let expenses_from = amount(Field::ReviewExpensesFrom, expenses.get());
        refusals.into_result()?;
        let after = ReviewPolicy {
            orders_from,
            payments_from,
            expenses_from,
            opportunities: opportunities.with(|it| is_on(it)),
            follow_ups: follow_ups.with(|it| is_on(it)),
        };
        // Creates a new version only if the rules changed.
        let review = if after == before { was.review.clone() } else { was.review.since(today, after) };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { review, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let chip = move |label: fn() -> &'static str, on: RwSignal<String>| {
        let press = move || on.update(|it| *it = (!is_on(it)).to_string());
        view! { <Chip label=move || label() on=Signal::derive(move || on.with(|it| is_on(it))) on_press=press/> }
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::ReviewOrdersFrom, Field::ReviewPaymentsFrom, Field::ReviewExpensesFrom]>
            <p class="text-sm">{move || t!("review.rules.body")}</p>
            <MoneyField label=move || words::field(Field::ReviewOrdersFrom) name=Field::ReviewOrdersFrom value=orders refusals hint=move || t!("review.rules.blank").to_owned()/>
            <MoneyField label=move || words::field(Field::ReviewPaymentsFrom) name=Field::ReviewPaymentsFrom value=payments refusals hint=move || t!("review.rules.blank").to_owned()/>
            <MoneyField label=move || words::field(Field::ReviewExpensesFrom) name=Field::ReviewExpensesFrom value=expenses refusals hint=move || t!("review.rules.blank").to_owned()/>
            <p class="text-sm font-medium">{move || t!("review.rules.also")}</p>
            <ChipRow label=move || t!("review.rules.also")>
                {chip(|| t!("review.rules.opportunities"), opportunities)} {chip(|| t!("review.rules.follow_ups"), follow_ups)}
            </ChipRow>
            <p class="text-xs text-quiet">{move || t!("review.rules.from_today")}</p>
            <PlannedNote from=planned/>
        </WriteForm>
    }
    .into_any()
}

/// Parses the draft value of a chip.
fn is_on(word: &str) -> bool {
    word == "true"
}
