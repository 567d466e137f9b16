//! Amending an expense.

use domain::records::expense::Expense;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::state::forms::ExpenseForm;
use crate::t;
use crate::ui::fields::expense_fields::{ExpenseFields, SHOWN};
use crate::ui::forms::filling::Filling;
use crate::ui::forms::unkept::NotKept;
use crate::ui::kit::{Button, DraftNote, FormErrors, Look, Sheet, Toasts, Tone};

/// The sheet.
#[component]
pub fn AmendSheet(expense: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("expenses.verb.amend")>
            <AmendForm expense is_open/>
        </Sheet>
    }
}

#[component]
fn AmendForm(expense: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    // The record as it was when the form opened: the base of the change.
    let (expense, was) = expense.with_untracked(|it| (it.id, it.profile.clone()));
    let filling = Filling::open(&ExpenseForm::name(Some(expense)), ExpenseForm::amending(expense, &was));
    let refusals = filling.refusals();
    let commit = filling.saving(move || {
        toasts.say(t!("kit.stored"), Tone::Success);
        is_open.set(false);
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if filling.draft.words().with_untracked(ExpenseForm::is_unchanged) {
            return is_open.set(false);
        }
        commit();
    };
    view! {
        <form class="grid gap-4" novalidate on:submit=save>
            <DraftNote was_restored=Signal::derive(move || filling.draft.was_restored()) on_discard=move || filling.draft.discard()/>
            <ExpenseFields filling/>
            <FormErrors refusals shown=SHOWN/>
            <NotKept failure=filling.failure()/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=filling.is_saving()/>
        </form>
    }
    .into_any()
}
