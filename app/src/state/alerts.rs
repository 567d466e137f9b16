//! The alerts of the device's book, as the rules raise them now.

use domain::alert::{self, Raised, Status};
use domain::book::Book;
use domain::command::Command;
use domain::decide::Moment;
use domain::ids::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::local::Notebook;

/// The circumstances of looking at the book now.
pub fn moment_of(notebook: &Notebook) -> Moment {
    Moment { actor: notebook.actor(), now: notebook.now(), today: notebook.today(), base: 0 }
}

/// Every alert of the book, dismissed ones included; again whenever the book changes.
pub fn raised(notebook: Notebook) -> Memo<Vec<Raised>> {
    notebook.see(move |book| alert::raise(book, &untrack(|| moment_of(&notebook))))
}

/// Whether it still stands and this person is to know of it by now.
pub fn concerns(it: &Raised, me: PersonId, book: &Book, today: domain::calendar::Day) -> bool {
    alert::status(it, book, today) != Status::Dismissed && alert::told(it, book, today).contains(&me)
}

/// Notes that this person has seen it, once and without a word.
pub fn see(notebook: Notebook, it: &Raised) {
    let me = notebook.person();
    let is_new = notebook.peek(|book| book.alert(it.id()).is_none_or(|life| !life.is_seen_by(me)));
    let command = Command::SeeAlert { alert: it.key };
    if is_new && notebook.would(&command).is_ok() {
        spawn_local(async move {
            // What cannot be kept on the device now is said by the next write of hers; that she looked is not worth a word.
            let _ = notebook.commit(command).await;
        });
    }
}
