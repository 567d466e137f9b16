//! Changing what is written about an expense.

use domain::command::Command;
use domain::expense::Expense;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::state::forms::ExpenseForm;
use crate::t;
use crate::ui::expense_fields::{ExpenseFields, SHOWN};
use crate::ui::kept_words::KeptWords;
use crate::ui::kit::Sheet;
use crate::ui::write_form::WriteForm;
use crate::ui::writing::Writing;

/// The sheet.
#[component]
pub fn AmendSheet(
    /// The expense.
    it: Signal<Expense>,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("expenses.verb.amend")>
            <AmendForm it is_open/>
        </Sheet>
    }
}

#[component]
fn AmendForm(it: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    // What she was looking at when she began: that is what the change is from.
    let (expense, was) = it.with_untracked(|it| (it.id, it.profile.clone()));
    let form = ExpenseForm::standing(expense, &was);
    let (amount, on, note) = (RwSignal::new(form.amount.clone()), RwSignal::new(form.on.clone()), RwSignal::new(form.note.clone()));
    let words_of = RwSignal::new(form);
    let kept = KeptWords::of(&format!("expense/{expense}"), [("amount", amount), ("on", on), ("note", note)]);
    let make = move || {
        let form = ExpenseForm { amount: amount.get(), on: on.get(), note: note.get(), ..words_of.get() };
        Ok(Command::AmendExpense { expense, was: was.clone(), now: form.profile()? })
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    view! {
        <WriteForm writing kept on_submit=save shown=SHOWN>
            <ExpenseFields words_of amount on note refusals=writing.refusals() today=notebook.today()/>
        </WriteForm>
    }
    .into_any()
}
