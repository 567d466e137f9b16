//! Giving a customer to somebody else (C-20, R-10).

use domain::command::Command;
use domain::ids::{CustomerId, PersonId};
use domain::organisation::Role;
use domain::refusal::{Refusal, Refusals};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::local::{CommitError, Notebook};
use crate::t;
use crate::ui::choices;
use crate::ui::kit::{Button, FormErrors, Look, SelectField, Sheet, TextArea, Toasts, Tone};
use crate::ui::unkept;

/// To whom, and why.
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
    let toasts = expect_context::<Toasts>();
    let (to, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refusals = RwSignal::new(Refusals::default());
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let owner = book.customer(customer.get()).map(|it| it.owner);
            let holds = |it: &&domain::organisation::Person| it.active && matches!(it.role, Role::Rep | Role::Supervisor | Role::Manager);
            choices::people(book.people().filter(holds).filter(|it| Some(it.id) != owner && actor.covers(it.id, book)))
        })
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(to) = to.with_untracked(|it| it.parse::<PersonId>()) else { return refusals.set(Refusals::of("to", Refusal::Missing)) };
        let command = Command::HandOverCustomer { customer: customer.get_untracked(), to, reason: reason.get_untracked() };
        spawn_local(async move {
            match notebook.commit(command).await {
                Ok(_) => {
                    toasts.say(t!("customers.handed_over"), Tone::Success);
                    let _ = on_done.try_run(());
                }
                Err(CommitError::Refused(reasons)) => drop(refusals.try_set(reasons)),
                Err(CommitError::Store(error)) => toasts.say(unkept::words(&error), Tone::Error),
            }
        });
    };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            <p class="text-sm text-quiet">{move || t!("customers.hand_over_body")}</p>
            <SelectField label=move || t!("words.field.to") name="to" value=to choices=people none=move || t!("customers.choose_person") refusals required=true/>
            <TextArea label=move || t!("words.field.reason") name="reason" value=reason refusals rows=2/>
            <FormErrors refusals shown=&["to", "reason"]/>
            <Button label=move || t!("customers.hand_over") look=Look::Primary submit=true wide=true/>
        </form>
    }
    .into_any()
}
