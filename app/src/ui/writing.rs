//! A write from a screen: one command into the notebook, with what the rules say against it and whether it is under way.

use domain::decide::command::Command;
use domain::values::refusal::Refusals;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kept_words::KeptWords;
use super::kit::{Toasts, Tone};
use super::unkept;
use crate::i18n;
use crate::local::{CommitError, Notebook};
use crate::t;

/// A write. Made at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct Writing {
    notebook: Notebook,
    toasts: Toasts,
    is_busy: RwSignal<bool>,
    refusals: RwSignal<Refusals>,
}

impl Writing {
    /// Ready to write into the notebook of this page.
    pub fn ready() -> Writing {
        Writing {
            notebook: expect_context::<Notebook>(),
            toasts: expect_context::<Toasts>(),
            is_busy: RwSignal::new(false),
            refusals: RwSignal::new(Refusals::default()),
        }
    }

    /// Whether something is being written down.
    pub fn is_busy(self) -> Signal<bool> {
        self.is_busy.into()
    }

    /// What spoke against the last attempt.
    pub fn refusals(self) -> Signal<Refusals> {
        self.refusals.into()
    }

    /// Says what cannot even become a command.
    pub fn refuse(self, refusals: Refusals) {
        self.refusals.set(refusals);
    }

    /// Writes it down, says so, and goes on.
    pub fn commit(self, command: Command, then: impl FnOnce() + 'static) {
        self.commit_and_forget(command, || {}, then);
    }

    /// Does it at a press without a form, says what was done in these words, and offers to take it back by another command.
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

    /// The same for what was typed into a form: its draft goes with it.
    pub fn commit_of(self, kept: KeptWords, command: Command, then: impl FnOnce() + 'static) {
        self.commit_and_forget(command, kept.forgetting(), then);
    }

    /// The same, and lets go of a draft once it is written down. Somebody who has left the page meanwhile does not go on, but the draft goes.
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

    /// What a form does on submitting: writes what `make` makes of its fields, then forgets the draft and goes on. Once tried, it says while
    /// she types what still speaks against it; before that an empty form is not a mistake.
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

    /// The same for a press that has no form to show refusals in: they are said aloud.
    pub fn commit_or_say(self, command: Command, then: impl FnOnce() + 'static) {
        if !self.is_refused_aloud(&command) {
            self.commit(command, then);
        }
    }

    /// Says aloud what the rules have against it, if anything.
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

/// Takes back what a toast said was done.
fn take_back(notebook: Notebook, toasts: Toasts, undo: Command) {
    spawn_local(async move {
        match notebook.commit(undo).await {
            Ok(_) => toasts.say(t!("kit.undone"), Tone::Success),
            Err(CommitError::Refused(refusals)) => toasts.say(said_first(&refusals), Tone::Error),
            Err(CommitError::Store(error)) => toasts.say(unkept::words(&error), Tone::Error),
        }
    });
}

/// What speaks against every one of several, in the words of the first; nothing as soon as one of them can be done.
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

/// What a form does on submitting, whatever it leads to: goes on when nothing speaks against it. Once tried, it says while she types what still
/// does; before that an empty form is not a mistake.
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
        // Read even while it is being written, or the next keystroke would not be heard.
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
    use domain::values::refusal::Refusal;

    use super::*;

    #[test]
    fn one_that_can_be_done_is_enough_to_go_on() {
        let missing = || Refusals::of("reason", Refusal::Missing);
        let not_hers = || Refusals::of("customer", Refusal::NotYours);
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
