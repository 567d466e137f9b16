//! Hands a customer over to another person (C-20, R-10).

use domain::decide::command::{Command, HandOverCustomer};
use domain::values::field::Field;
use domain::values::ids::{CustomerId, PersonId};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{SelectField, Sheet, TextArea};

/// Receiver and reason.
#[component]
pub fn HandOverSheet(customer: Memo<CustomerId>, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open title=move || t!("customers.hand_over_title") on_close=move || open.set(false)>
            <HandOverForm customer on_done=move || open.set(false)/>
        </Sheet>
    }
}

#[component]
fn HandOverForm(customer: Memo<CustomerId>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let (to, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("hand-over/{}", customer.get_untracked()), [("to", to), ("reason", reason)]);
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let owner = book.customer(customer.get()).map(|it| it.owner);
            choices::people(actor.receivers(book).filter(|it| Some(it.id) != owner))
        })
    });
    let make = move || {
        let to = to.with(|it| it.parse::<PersonId>()).map_err(|_| Refusals::of(Field::To, Refusal::Missing))?;
        Ok(Command::HandOverCustomer(HandOverCustomer { customer: customer.get(), to, reason: reason.get() }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::To, Field::Reason] label=Signal::derive(|| t!("customers.hand_over").to_owned())>
            <p class="text-sm text-quiet">{move || t!("customers.hand_over_body")}</p>
            <SelectField label=move || t!("words.field.to") name=Field::To value=to choices=people none=move || t!("customers.choose_person") refusals required=true/>
            <TextArea label=move || t!("words.field.reason") name=Field::Reason value=reason refusals rows=2/>
        </WriteForm>
    }
    .into_any()
}
