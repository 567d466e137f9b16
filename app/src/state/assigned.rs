//! How much of what sales assigned to the reader is due.

use domain::views::assignments::Assignments;
use leptos::prelude::*;

use crate::local::Notebook;

/// The number of the reader's assignments that are due; 0 for everybody in sales.
pub fn assigned_due(notebook: Notebook) -> Signal<usize> {
    let n_due = Memo::new(move |_| {
        let (actor, today) = (notebook.actor(), notebook.today());
        if actor.may_answer_assignments() { notebook.with(|book| Assignments::of(&actor, book, today).n_due(today)) } else { 0 }
    });
    n_due.into()
}
