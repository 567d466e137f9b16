//! Records a selling expense (CO-01): how much, on what, for whom.

use domain::values::field::Field;
use domain::values::ids::{ExpenseId, PersonId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::EntryPage;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::customer_name;
use crate::state::forms::ExpenseForm;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::fields::customer_picker::CustomerPicker;
use crate::ui::fields::expense_fields::{ExpenseFields, SHOWN};
use crate::ui::forms::filling::Filling;
use crate::ui::forms::record_form::RecordForm;
use crate::ui::forms::unfinished::about;
use crate::ui::kit::{SelectField, Toasts, Tone};
use crate::ui::records::attachments::DraftPhotos;
use crate::ui::url::address;
use crate::ui::url::routes;

/// The page.
#[component]
pub fn EnterExpensePage() -> impl IntoView {
    view! {
        <EntryPage title=move || t!("expenses.enter")>
            <EnterFields/>
        </EntryPage>
    }
    .into_any()
}

/// The form.
#[component]
fn EnterFields() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let toasts = expect_context::<Toasts>();
    let today = notebook.today();
    let filling = Filling::open(&ExpenseForm::name(None), ExpenseForm::fresh(ExpenseId(notebook.new_id()), today));
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let owner =
        filling.text(|it| it.owner.map(|owner| owner.to_string()).unwrap_or_default(), |it, word| it.owner = word.parse::<PersonId>().ok());
    let navigate = use_navigate();
    let left = move || {
        words_of.with(|form| {
            let customer = form.customer.map(|it| notebook.with(|book| customer_name(book, it))).unwrap_or_default();
            about([words::expense_kind(form.kind), form.amount.clone(), customer, form.note.clone()])
        })
    };
    let saved = move || {
        toasts.say(t!("kit.stored"), Tone::Success);
        // Goes to the list of the expense's month.
        let day = words_of.with_untracked(|it| domain::values::calendar::Day::parse(&it.on)).unwrap_or(today);
        let month = domain::values::calendar::Period::Month(day.month());
        let to = format!("{}{}", routes::EXPENSES, address::query(&[("period", month.to_string())]));
        navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
    };
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let others = actor.owners_to_choose(book).filter(|it| it.id != actor.person);
            choices::people(others)
        })
    });
    view! {
        <RecordForm filling about=Signal::derive(left) shown=SHOWN label=move || t!("expenses.save") on_saved=saved>
            <ExpenseFields filling/>
            <DraftPhotos filling label=move || t!("expenses.receipts")/>
            <Show when=move || people.with(|it| !it.is_empty())>
                <SelectField label=move || t!("expenses.field.owner") name=Field::Owner value=owner choices=people refusals none=move || t!("expenses.myself")/>
            </Show>
            <details class="rounded-box border border-base-300 bg-base-100">
                <summary class="flex min-h-11 cursor-pointer items-center px-4 text-sm">{move || t!("expenses.for_customer")}</summary>
                <div class="p-4 pt-1">
                    <CustomerPicker
                        chosen=Signal::derive(move || words_of.with(|it| it.customer))
                        on_choose=move |it| words_of.update(|now| now.customer = it)
                        is_missing=Signal::stored(false)
                        optional=true
                    />
                </div>
            </details>
        </RecordForm>
    }
    .into_any()
}
