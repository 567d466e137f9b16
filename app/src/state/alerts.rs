//! The alerts that the rules currently raise for the device's book.

use domain::access::moment::Moment;
use domain::decide::command::{Command, SeeAlert};
use domain::views::alert::{self, Raised};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::local::Notebook;

/// The context of reading the book now.
pub fn moment_of(notebook: &Notebook) -> Moment {
    Moment::of(notebook.actor(), notebook.now(), notebook.today())
}

/// Every alert of the book, including dismissed ones; recomputed when the book changes.
pub fn raised(notebook: Notebook) -> Memo<Vec<Raised>> {
    notebook.see(move |book| alert::raise(book, &untrack(|| moment_of(&notebook))))
}

/// Silently notes, once, that this person has seen the alert.
pub fn see(notebook: Notebook, alert: &Raised) {
    let me = notebook.person();
    let is_new = notebook.peek(|book| book.alert(alert.id()).is_none_or(|life| !life.is_seen_by(me)));
    let command = Command::SeeAlert(SeeAlert { alert: alert.key });
    if is_new && notebook.would(&command).is_ok() {
        spawn_local(async move {
            // A store failure is not reported here: the user's next write will report it.
            let _ = notebook.commit(command).await;
        });
    }
}
