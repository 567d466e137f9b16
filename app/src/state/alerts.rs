//! The alerts of the device's book, as the rules raise them now.

use domain::access::moment::Moment;
use domain::decide::command::Command;
use domain::views::alert::{self, Raised};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::local::Notebook;

/// The circumstances of looking at the book now.
pub fn moment_of(notebook: &Notebook) -> Moment {
    Moment::of(notebook.actor(), notebook.now(), notebook.today())
}

/// Every alert of the book, dismissed ones included; again whenever the book changes.
pub fn raised(notebook: Notebook) -> Memo<Vec<Raised>> {
    notebook.see(move |book| alert::raise(book, &untrack(|| moment_of(&notebook))))
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
