//! Voiding an expense recorded by mistake.

use domain::decide::command::{Command, VoidExpense};
use domain::records::expense::Expense;
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::forms::correction::CorrectionBox;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, Sheet, TextArea};

/// The sheet.
#[component]
pub fn VoidSheet(expense: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("expenses.verb.void")>
            <VoidForm expense is_open/>
        </Sheet>
    }
}

#[component]
fn VoidForm(expense: Signal<Expense>, is_open: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let (id, spent_on) = expense.with_untracked(|it| (it.id, it.profile.on));
    let (reason, corrects) = (RwSignal::new(String::new()), RwSignal::new(false));
    let kept = KeptWords::of(&format!("void-expense/{id}"), [("reason", reason)]);
    let make = move || Ok(Command::VoidExpense(VoidExpense { expense: id, reason: reason.get(), corrects: corrects.get() }));
    let save = writing.saving(kept, make, move || is_open.set(false));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] look=Look::Danger label=Signal::derive(|| t!("expenses.void").to_owned())>
            <p class="text-sm">{move || t!("expenses.void_consequence")}</p>
            <CorrectionBox of=spent_on corrects/>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
