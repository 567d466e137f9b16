//! Requests another grade, strategy or owner. A request by a user who may decide it takes effect at once.

use domain::decide::command::{Command, RequestChange};
use domain::records::customer::{Ask, Customer};
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::ids::RequestId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, SelectField, Sheet, TextArea};

/// What is requested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Grade,
    Strategy,
    HandOver,
}

impl Wish {
    /// The field that holds the requested value.
    fn field(self) -> Field {
        match self {
            Wish::Grade => Field::Grade,
            Wish::Strategy => Field::Strategy,
            Wish::HandOver => Field::To,
        }
    }
}

/// The sheet.
#[component]
pub fn AskSheet(customer: Signal<Customer>, wish: RwSignal<Option<Wish>>) -> impl IntoView {
    let title = move || match wish.get() {
        Some(Wish::Strategy) => t!("grades.ask_strategy").to_owned(),
        Some(Wish::HandOver) => t!("grades.ask_hand_over").to_owned(),
        _ => t!("grades.ask_grade").to_owned(),
    };
    let form = move || {
        let (customer, wish_now) = (customer.get_untracked(), wish.get_untracked()?);
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
    let name = wish.field();
    let kept = KeptWords::of(&format!("ask/{id}/{name}"), [(name.text(), value), (Field::Reason.text(), reason)]);
    let grades = Signal::derive(move || {
        Grade::ALL.into_iter().filter(|it| *it != grade).map(|it| Choice::new(word_of(it), words::grade(it))).collect::<Vec<_>>()
    });
    let owner = customer.owner;
    let people = notebook.see(move |book| choices::people(book.people().filter(|it| it.may_hold_customers() && it.id != owner)));
    let request = RequestId(notebook.new_id());
    let make = move || {
        let (typed, reason) = (value.get(), reason.get());
        let ask = match wish {
            Wish::Grade => of_word::<Grade>(&typed).map(|to| Ask::Grade { from: grade, to }),
            Wish::Strategy => Some(Ask::Strategy { from: stands.clone(), to: typed }),
            Wish::HandOver => Some(Ask::HandOver { to: typed.parse().ok() }),
        };
        let Some(ask) = ask else {
            let mut refusals = Refusals::of(name, Refusal::Missing);
            refusals.refuse_if(is_blank(&reason), Field::Reason, Refusal::Missing);
            return Err(refusals);
        };
        Ok(Command::RequestChange(RequestChange { id: request, customer: id, ask, reason }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let field = match wish {
        Wish::Grade => view! { <SelectField label=move || t!("grades.new_grade") name value choices=grades none=move || t!("customers.choose_person") refusals required=true/> }.into_any(),
        Wish::Strategy => view! { <TextArea label=move || t!("grades.field.strategy") name value refusals rows=4/> }.into_any(),
        Wish::HandOver => view! { <SelectField label=move || t!("grades.whom") name value choices=people none=move || t!("kit.none") refusals/> }.into_any(),
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Grade, Field::Strategy, Field::To, Field::Reason] label=Signal::derive(|| t!("grades.send").to_owned())>
            {field}
            <TextArea label=move || t!("words.field.reason") name=Field::Reason value=reason refusals rows=3/>
        </WriteForm>
    }
    .into_any()
}
