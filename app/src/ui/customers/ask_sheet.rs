//! Asking for another grade, strategy or owner. Whoever may decide it decides it here.

use domain::command::{Command, RequestChange};
use domain::customer::{Ask, Customer, Grade};
use domain::ids::RequestId;
use domain::organisation::{Person, Role};
use domain::refusal::{Refusal, Refusals};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::filling::{tag, untag};
use crate::t;
use crate::ui::kit::{Button, Choice, FormErrors, Look, SelectField, Sheet, TextArea};
use crate::ui::writing::Writing;

/// What is to be asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Another grade.
    Grade,
    /// Another strategy.
    Strategy,
    /// Another owner.
    HandOver,
}

/// The sheet.
#[component]
pub fn AskSheet(customer: Memo<Option<Customer>>, wish: RwSignal<Option<Wish>>) -> impl IntoView {
    let title = move || match wish.get() {
        Some(Wish::Strategy) => t!("grades.ask_strategy").to_owned(),
        Some(Wish::HandOver) => t!("grades.ask_hand_over").to_owned(),
        _ => t!("grades.ask_grade").to_owned(),
    };
    let form = move || {
        let (customer, wish_now) = (customer.get_untracked()?, wish.get_untracked()?);
        Some(view! { <AskForm customer wish=wish_now on_done=move || wish.set(None)/> })
    };
    view! {
        <Sheet open=Signal::derive(move || wish.get().is_some()) title on_close=move || wish.set(None)>{form()}</Sheet>
    }
}

#[component]
fn AskForm(customer: Customer, wish: Wish, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let (id, grade, stands) = (customer.id, customer.profile.grade, customer.strategy.clone());
    let (value, reason) =
        (RwSignal::new(if wish == Wish::Strategy { stands.clone() } else { String::new() }), RwSignal::new(String::new()));
    let grades = Signal::derive(move || {
        Grade::ALL.into_iter().filter(|it| *it != grade).map(|it| Choice::new(tag(&it), words::grade(it))).collect::<Vec<_>>()
    });
    let owner = customer.owner;
    let people = notebook.see(move |book| {
        let holds = |it: &&Person| it.active && it.id != owner && matches!(it.role, Role::Rep | Role::Supervisor | Role::Manager);
        book.people().filter(holds).map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>()
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = value.get_untracked();
        let ask = match wish {
            Wish::Grade => match untag::<Grade>(&typed) {
                Some(to) => Ask::Grade { from: grade, to },
                None => return writing.refuse(Refusals::of("grade", Refusal::Missing)),
            },
            Wish::Strategy => Ask::Strategy { from: stands.clone(), to: typed },
            Wish::HandOver => Ask::HandOver { to: typed.parse().ok() },
        };
        let asked = RequestChange { id: RequestId(notebook.new_id()), customer: id, ask, reason: reason.get_untracked() };
        writing.commit(Command::RequestChange(asked), move || on_done.run(()));
    };
    let field = match wish {
        Wish::Grade => view! { <SelectField label=move || t!("grades.new_grade") name="grade" value choices=grades none=move || t!("customers.choose_person") refusals required=true/> }.into_any(),
        Wish::Strategy => view! { <TextArea label=move || t!("grades.field.strategy") name="strategy" value refusals rows=4/> }.into_any(),
        Wish::HandOver => view! { <SelectField label=move || t!("grades.whom") name="to" value choices=people none=move || t!("kit.none") refusals/> }.into_any(),
    };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            {field}
            <TextArea label=move || t!("words.field.reason") name="reason" value=reason refusals rows=3/>
            <FormErrors refusals shown=&["grade", "strategy", "to", "reason"]/>
            <Button label=move || t!("grades.send") look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
