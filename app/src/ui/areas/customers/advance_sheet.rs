//! 预收款: money received before there is an order.

use domain::decide::command::{Command, RecordAdvance};
use domain::records::order::PaymentMethod;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, OrderId, PaymentId};
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, MoneyField, SelectField, Sheet, TextField};

/// The sheet.
#[component]
pub fn AdvanceSheet(customer: Signal<CustomerId>, is_open: RwSignal<bool>) -> impl IntoView {
    let form = move || is_open.get().then(|| view! { <AdvanceForm customer=customer.get_untracked() is_open/> });
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("credit.verb.advance")>
            {form}
        </Sheet>
    }
}

#[component]
fn AdvanceForm(customer: CustomerId, is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let (id, payment) = (OrderId(notebook.new_id()), PaymentId(notebook.new_id()));
    let (amount, on, note) = (RwSignal::new(String::new()), RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let method = RwSignal::new("0".to_owned());
    let kept = KeptWords::of(&format!("advance/{customer}"), [("amount", amount), ("on", on), ("method", method), ("note", note)]);
    let make = move || {
        let amount = amount.with(|it| Money::parse(it)).map_err(|it| Refusals::of(Field::Amount, it))?;
        let on = on.with(|it| domain::values::calendar::Day::read(it)).map_err(|it| Refusals::of(Field::On, it))?;
        let method =
            method.with(|it| it.parse::<usize>().ok().and_then(|index| PaymentMethod::ALL.get(index).copied())).unwrap_or_default();
        Ok(Command::RecordAdvance(RecordAdvance { id, payment, customer, on, amount, method, note: note.get() }))
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let methods = || PaymentMethod::ALL.iter().enumerate().map(|(n, it)| Choice::new(n, words::payment_method(*it))).collect::<Vec<_>>();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Amount, Field::On, Field::Note]>
            <p class="text-sm text-quiet">{move || t!("credit.advance_about")}</p>
            <MoneyField label=move || words::field(Field::Amount) name=Field::Amount value=amount refusals=writing.refusals() required=true/>
            <SelectField label=move || t!("enter.paid_by") name=Field::Method value=method choices=Signal::derive(methods)/>
            <DateField label=move || t!("enter.paid_on") name=Field::On value=on refusals=writing.refusals() last=today required=true/>
            <TextField label=move || words::field(Field::Note) name=Field::Note value=note refusals=writing.refusals()/>
        </WriteForm>
    }
    .into_any()
}
