//! Cancels a planned move at one press, with 撤销.

use domain::decide::command::{Command, PlanMove};
use domain::views::moves::PersonMove;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Look};

/// The button.
#[component]
pub fn TakeBackMove(moved: PersonMove) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let take_back = move || {
        let PersonMove { person, from, to, ref note, .. } = moved;
        let none = PlanMove { person, from, to: None, note: String::new() };
        let again = PlanMove { to: Some(to), note: note.clone().unwrap_or_default(), ..none.clone() };
        let done = move || t!("moves.taken_back", name = notebook.with(|book| person_name(book, person)), day = locale().day(from));
        writing.commit_with_undo(Command::PlanMove(none), done, Command::PlanMove(again));
    };
    view! { <Button label=move || t!("moves.take_back") look=Look::Ghost on_press=take_back/> }
}
