//! The company's name and rules.

use domain::command::{Command, Save};
use domain::organisation::{Company, Currency};
use domain::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::address::{of_word, word_of};
use crate::ui::kit::{Button, Choice, FormErrors, Look, NumberField, Section, SelectField, TextField};
use crate::ui::writing::Writing;

/// The form; made anew when the record changes.
#[component]
pub fn CompanyForm() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let company = notebook.see(|book| book.has_company().then(|| book.company()));
    view! {
        <Section title=move || t!("words.kind.company")>
            {move || company.get().map(|was| view! { <Fields was/> })}
        </Section>
    }
    .into_any()
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let name = RwSignal::new(was.name.clone());
    let (currency, credit_days) = (RwSignal::new(word_of(was.currency)), RwSignal::new(was.credit_days.to_string()));
    let currencies =
        move || [Currency::Cny, Currency::Usd].into_iter().map(|it| Choice::new(word_of(it), words::currency(it))).collect::<Vec<_>>();
    let save = move || {
        let Ok(days) = credit_days.get_untracked().trim().parse() else {
            return writing.refuse(Refusals::of("credit_days", Refusal::Malformed));
        };
        let currency = of_word(&currency.get_untracked()).unwrap_or(was.currency);
        let now = Company { name: name.get_untracked(), currency, credit_days: days, ..was.clone() };
        writing.commit(Command::SaveCompany(Save { was: Some(was.clone()), now }), || {});
    };
    let refusals = writing.refusals();
    view! {
        <form
            class="grid gap-3"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField label=move || words::field("name") name="name" value=name refusals required=true/>
            <SelectField label=move || words::field("currency") name="currency" value=currency choices=Signal::derive(currencies) refusals
                hint=move || t!("settings.currency_hint")/>
            <NumberField label=move || words::field("credit_days") name="credit_days" value=credit_days refusals required=true/>
            <p class="-mt-2 text-xs text-quiet">{move || t!("settings.credit_hint")}</p>
            <FormErrors refusals shown=&["name", "currency", "credit_days"]/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
