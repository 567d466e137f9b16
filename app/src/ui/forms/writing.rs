//! Committing one command from a screen: the refusals of the rules, and whether the command is being stored.

use domain::decide::command::Command;
use domain::values::refusal::Refusals;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n;
use crate::local::{CommitError, Notebook};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::unkept;
use crate::ui::kit::{Toasts, Tone};

/// One write. Create it at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct Writing {
    notebook: Notebook,
    toasts: Toasts,
    is_busy: RwSignal<bool>,
    refusals: RwSignal<Refusals>,
}

impl Writing {
    /// A write to the notebook of this page.
    pub fn ready() -> Writing {
        Writing {
            notebook: expect_context::<Notebook>(),
            toasts: expect_context::<Toasts>(),
            is_busy: RwSignal::new(false),
            refusals: RwSignal::new(Refusals::default()),
        }
    }

    /// Whether the command is being stored.
    pub fn is_busy(self) -> Signal<bool> {
        self.is_busy.into()
    }

    /// The refusals of the last attempt.
    pub fn refusals(self) -> Signal<Refusals> {
        self.refusals.into()
    }

    /// Shows refusals of input that cannot become a command.
    pub fn refuse(self, refusals: Refusals) {
        self.refusals.set(refusals);
    }

    /// Commits the command, confirms it in a toast, and then runs `then`.
    pub fn commit(self, command: Command, then: impl FnOnce() + 'static) {
        self.commit_and_forget(command, || {}, then);
    }

    /// Commits a command without a form, shows `done` in a toast, and offers to undo it with the command `undo`.
    pub fn commit_with_undo(self, command: Command, done: impl FnOnce() -> String + 'static, undo: Command) {
        if self.is_refused_aloud(&command) || self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = self.notebook.commit(command).await;
            let _ = self.is_busy.try_set(false);
            match answer {
                Ok(_) => {
                    let (notebook, toasts) = (self.notebook, self.toasts);
                    self.toasts.say_with_undo(done(), move || take_back(notebook, toasts, undo.clone()));
                }
                Err(CommitError::Refused(refusals)) => self.toasts.say(said_first(&refusals), Tone::Error),
                Err(CommitError::Store(error)) => self.toasts.say(unkept::words(&error), Tone::Error),
            }
        });
    }

    /// [`Writing::commit`] for a form: also deletes its draft.
    pub fn commit_of(self, kept: KeptWords, command: Command, then: impl FnOnce() + 'static) {
        self.commit_and_forget(command, kept.forgetting(), then);
    }

    /// [`Writing::commit`] that also runs `forget` to delete a draft. If the user has left the page meanwhile, `forget` runs but `then` does
    /// not.
    pub fn commit_and_forget(self, command: Command, forget: impl FnOnce() + 'static, then: impl FnOnce() + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = self.notebook.commit(command).await;
            let _ = self.is_busy.try_set(false);
            match answer {
                Ok(_) => {
                    forget();
                    self.toasts.say(t!("kit.stored"), Tone::Success);
                    if !self.refusals.is_disposed() {
                        self.refusals.set(Refusals::default());
                        then();
                    }
                }
                Err(CommitError::Refused(refusals)) => drop(self.refusals.try_set(refusals)),
                Err(CommitError::Store(error)) => self.toasts.say(unkept::words(&error), Tone::Error),
            }
        });
    }

    /// The submit handler of a form: commits the command that `make` builds from its fields, deletes the draft and runs `then`. After the first
    /// attempt it updates the refusals while the user types; before that an empty form is not a mistake.
    pub fn saving<M, T>(self, kept: KeptWords, make: M, then: T) -> impl Fn() + Clone + 'static
    where
        M: Fn() -> Result<Command, Refusals> + Clone + 'static,
        T: Fn() + Clone + 'static,
    {
        let asked = make.clone();
        let against = move || asked().and_then(|it| untrack(|| self.notebook.would(&it)).map(drop)).err().unwrap_or_default();
        trying(self.refusals, self.is_busy.into(), against, move || {
            if let Ok(command) = untrack(&make) {
                self.commit_of(kept, command, then.clone());
            }
        })
    }

    /// [`Writing::commit`] for a button without a form: shows refusals in a toast.
    pub fn commit_or_say(self, command: Command, then: impl FnOnce() + 'static) {
        if !self.is_refused_aloud(&command) {
            self.commit(command, then);
        }
    }

    /// Shows the first refusal of the command in a toast. Returns whether there is one.
    fn is_refused_aloud(self, command: &Command) -> bool {
        let refused = self.notebook.would(command).err();
        if let Some(refusals) = &refused {
            self.toasts.say(said_first(refusals), Tone::Error);
        }
        refused.is_some()
    }
}

fn said_first(refusals: &Refusals) -> String {
    let first = refusals.0.values().flatten().next().map(i18n::refusal);
    first.unwrap_or_else(|| t!("error.refused").to_owned())
}

/// Commits the command that undoes what a toast confirmed.
fn take_back(notebook: Notebook, toasts: Toasts, undo: Command) {
    spawn_local(async move {
        match notebook.commit(undo).await {
            Ok(_) => toasts.say(t!("kit.undone"), Tone::Success),
            Err(CommitError::Refused(refusals)) => toasts.say(said_first(&refusals), Tone::Error),
            Err(CommitError::Store(error)) => toasts.say(unkept::words(&error), Tone::Error),
        }
    });
}

/// The first entry's refusals, or none if any entry can succeed.
pub fn against_all<T>(tries: impl IntoIterator<Item = Result<T, Refusals>>) -> Refusals {
    let mut first = None;
    for it in tries {
        match it {
            Ok(_) => return Refusals::default(),
            Err(refusals) => first = first.or(Some(refusals)),
        }
    }
    first.unwrap_or_default()
}

/// The submit handler of any form: runs `go_on` if `against` returns no refusals. After the first attempt it updates the refusals while the user
/// types; before that an empty form is not a mistake.
pub fn trying<A, T>(refusals: RwSignal<Refusals>, is_busy: Signal<bool>, against: A, go_on: T) -> impl Fn() + Clone + 'static
where
    A: Fn() -> Refusals + Clone + 'static,
    T: Fn() + Clone + 'static,
{
    let was_tried = RwSignal::new(false);
    let still = against.clone();
    Effect::new(move |_| {
        if !was_tried.get() {
            return;
        }
        // Read even while the command is being stored; otherwise the effect loses its subscription to the fields.
        let against = still();
        if !is_busy.get_untracked() {
            refusals.set(against);
        }
    });
    move || {
        if is_busy.get_untracked() {
            return;
        }
        was_tried.set(true);
        let against = untrack(&against);
        let speaks_against = !against.is_empty();
        refusals.set(against);
        if !speaks_against {
            go_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::values::field::Field;
    use domain::values::refusal::Refusal;

    use super::*;

    #[test]
    fn one_that_can_be_done_is_enough_to_go_on() {
        let missing = || Refusals::of(Field::Reason, Refusal::Missing);
        let not_hers = || Refusals::of(Field::Customer, Refusal::NotYours);
        for (tries, against) in [
            (vec![Ok(()), Err(missing())], Refusals::default()),
            (vec![Err(not_hers()), Ok(())], Refusals::default()),
            (vec![Err(missing()), Err(not_hers())], missing()),
            (vec![], Refusals::default()),
        ] {
            assert_eq!(against_all(tries), against);
        }
    }
}
