//! Correcting the owner and the customer of an expense.

use domain::decide::command::{AttributeExpense, Command};
use domain::records::expense::{Attribution, Expense};
use domain::values::field::Field;
use domain::values::ids::{CustomerId, PersonId};
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{SelectField, Sheet};

/// The sheet.
#[component]
pub fn AttributeSheet(expense: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("expenses.verb.attribute")>
            <AttributeForm expense is_open/>
        </Sheet>
    }
}

#[component]
fn AttributeForm(expense: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    // The record as it was when the form opened: the base of the change.
    let (expense, was) = expense.with_untracked(|it| (it.id, it.attribution()));
    let owner = RwSignal::new(was.owner.to_string());
    let customer = RwSignal::new(was.customer.map(|it| it.to_string()).unwrap_or_default());
    let kept = KeptWords::of(&format!("attribute-expense/{expense}"), [("owner", owner), ("customer", customer)]);
    let make = move || {
        let now = Attribution {
            owner: owner.with(|it| it.parse::<PersonId>()).unwrap_or(was.owner),
            customer: customer.with(|it| it.parse::<CustomerId>()).ok(),
        };
        Ok(Command::AttributeExpense(AttributeExpense { expense, was, now }))
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let others = actor.owners_to_choose(book).filter(|it| it.id != was.owner);
            choices::people(book.person(was.owner).into_iter().chain(others))
        })
    });
    // Offers the customers of the chosen owner, who nearly always spends on their own, and the expense's current customer.
    let customers = Memo::new(move |_| {
        let holder = owner.with(|it| it.parse::<PersonId>()).ok();
        notebook.with(|book| choices::customers(book.customers().filter(|it| Some(it.owner) == holder || Some(it.id) == was.customer)))
    });
    // Clears a customer that the picker no longer offers. The current one stays even if the user cannot see it.
    Effect::new(move |_| {
        let stays =
            customers.with(|all| customer.with_untracked(|it| it.parse().ok() == was.customer || all.iter().any(|one| one.value == *it)));
        if !stays {
            customer.set(String::new());
        }
    });
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Owner, Field::Customer]>
            <SelectField label=move || t!("expenses.field.owner") name=Field::Owner value=owner choices=people refusals=writing.refusals() required=true/>
            <SelectField label=move || t!("expenses.for_customer") name=Field::Customer value=customer choices=customers refusals=writing.refusals() none=move || t!("expenses.for_no_customer")/>
        </WriteForm>
    }
    .into_any()
}
