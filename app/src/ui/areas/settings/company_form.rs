//! The company's name and basic rules.

use domain::decide::command::{Command, Save};
use domain::records::organisation::{Company, Currency};
use domain::values::amount_unit::AmountUnit;
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::CompanySection;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, NumberField, SelectField, TextField};

/// The form.
#[component]
pub fn CompanyForm() -> impl IntoView {
    view! { <CompanySection title=move || t!("words.kind.company") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let name = RwSignal::new(was.name.clone());
    let (currency, credit_days) = (RwSignal::new(word_of(was.currency)), RwSignal::new(was.credit_days.to_string()));
    let currencies =
        move || [Currency::Cny, Currency::Usd].into_iter().map(|it| Choice::new(word_of(it), words::currency(it))).collect::<Vec<_>>();
    let amounts = RwSignal::new(word_of(was.amount_unit));
    let units = move || AmountUnit::ALL.map(|it| Choice::new(word_of(it), words::amount_unit(it))).to_vec();
    let kept = KeptWords::of("company", [("name", name), ("currency", currency), ("credit_days", credit_days), ("amount_unit", amounts)]);
    let make = move || {
        let (name, currency, days) = (name.get(), currency.get(), credit_days.get());
        let credit_days = number::whole(&days, number::DAYS).map_err(|it| Refusals::of(Field::CreditDays, it))?;
        let currency = of_word(&currency).unwrap_or(was.currency);
        let amount_unit = of_word(&amounts.get()).unwrap_or(was.amount_unit);
        let now = Company { name, currency, amount_unit, credit_days, ..was.clone() };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Name, Field::Currency, Field::AmountUnit, Field::CreditDays]>
            <TextField label=move || words::field(Field::Name) name=Field::Name value=name refusals required=true/>
            <SelectField label=move || words::field(Field::Currency) name=Field::Currency value=currency choices=Signal::derive(currencies) refusals
                hint=move || t!("settings.currency_hint")/>
            <SelectField label=move || words::field(Field::AmountUnit) name=Field::AmountUnit value=amounts choices=Signal::derive(units) refusals
                hint=move || t!("settings.amount_unit_hint")/>
            <NumberField label=move || words::field(Field::CreditDays) name=Field::CreditDays value=credit_days refusals required=true/>
            <p class="-mt-2 text-xs text-quiet">{move || t!("settings.credit_hint")}</p>
        </WriteForm>
    }
    .into_any()
}
