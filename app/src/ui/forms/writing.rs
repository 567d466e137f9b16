//! The one engine of every form and button that writes: the attempt, its refusals, whether it is being stored, and how it ended.
//!
//! A form joins it with a draft and with a closure that makes the command. There are two drafts because they keep different things: [`Draft`] all
//! words of a record that does not exist yet (through [`Filling`](super::filling::Filling)), [`KeptWords`] only the fields that the user changed, so
//! that the others follow the record.

use domain::decide::command::Command;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::i18n;
use crate::local::{CommitError, Notebook};
use crate::ports::StoreError;
use crate::state::Draft;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::unkept;
use crate::ui::kit::{Toasts, Tone};

/// A draft that is deleted once its form is stored.
pub trait FormDraft: Copy + 'static {
    /// Returns a function that deletes the draft. Take it before the save, because the form may be disposed by then.
    fn forgetting(self) -> impl FnOnce() + 'static;
}

impl FormDraft for KeptWords {
    fn forgetting(self) -> impl FnOnce() + 'static {
        KeptWords::forgetting(self)
    }
}

impl<T> FormDraft for Draft<T>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    fn forgetting(self) -> impl FnOnce() + 'static {
        Draft::forgetting(&self)
    }
}

/// A form without a draft.
impl FormDraft for () {
    fn forgetting(self) -> impl FnOnce() + 'static {
        || ()
    }
}

/// One write. Create it at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct Writing {
    notebook: Notebook,
    toasts: Toasts,
    is_busy: RwSignal<bool>,
    refusals: RwSignal<Refusals>,
    failure: RwSignal<Option<StoreError>>,
    /// Whether mistakes are shown before the first attempt.
    shows_mistakes: bool,
    /// Whether the form itself says how it ended, instead of a toast.
    is_quiet: bool,
}

impl Writing {
    /// A write of a small form or a button: refusals are shown after the first attempt, the outcome in a toast.
    pub fn ready() -> Writing {
        Writing {
            notebook: expect_context::<Notebook>(),
            toasts: expect_context::<Toasts>(),
            is_busy: RwSignal::new(false),
            refusals: RwSignal::new(Refusals::default()),
            failure: RwSignal::new(None),
            shows_mistakes: false,
            is_quiet: false,
        }
    }

    /// A write whose form is replaced after the save, and shows [`Writing::failure`] itself. It stays busy once stored: the book has changed under
    /// the form and would refuse the same command.
    pub fn quiet() -> Writing {
        Writing { is_quiet: true, ..Writing::ready() }
    }

    /// [`Writing::quiet`] for the form of a whole record, which shows mistakes while the user types. See [`mistakes`].
    pub fn of_record() -> Writing {
        Writing { shows_mistakes: true, ..Writing::quiet() }
    }

    /// Whether the command is being stored.
    pub fn is_busy(self) -> Signal<bool> {
        self.is_busy.into()
    }

    /// The refusals to show.
    pub fn refusals(self) -> Signal<Refusals> {
        self.refusals.into()
    }

    /// Why the device could not store it. The words are kept.
    pub fn failure(self) -> Signal<Option<StoreError>> {
        self.failure.into()
    }

    /// Clears the refusals of the previous attempt when a form reopens.
    pub fn forget_refusals(self) {
        self.refusals.set(Refusals::default());
    }

    /// Commits the command, confirms it, and then runs `then` unless the user has left the page meanwhile.
    pub fn commit(self, command: Command, then: impl FnOnce() + 'static) {
        self.commit_of((), command, then);
    }

    /// [`Writing::commit`] for a form: also deletes its draft, even if the user has left the page.
    pub fn commit_of(self, draft: impl FormDraft, command: Command, then: impl FnOnce() + 'static) {
        let forget = draft.forgetting();
        let stored = move || {
            forget();
            if !self.is_quiet {
                self.toasts.say(t!("kit.stored"), Tone::Success);
            }
            if !self.refusals.is_disposed() {
                self.refusals.set(Refusals::default());
                then();
            }
        };
        self.store(command, stored, move |refusals| drop(self.refusals.try_set(refusals)));
    }

    /// Commits a command without a form, shows `done` in a toast, and offers to undo it with the command `undo`.
    pub fn commit_with_undo(self, command: Command, done: impl FnOnce() -> String + 'static, undo: Command) {
        if self.is_refused_aloud(&command) {
            return;
        }
        let (notebook, toasts) = (self.notebook, self.toasts);
        let stored = move || toasts.say_with_undo(done(), move || take_back(notebook, toasts, undo.clone()));
        self.store(command, stored, move |refusals| toasts.say(said_first(&refusals), Tone::Error));
    }

    /// [`Writing::commit_of`] that says what was done, and offers to undo it with the command `undo`.
    pub fn commit_of_with_undo(self, draft: impl FormDraft, command: Command, done: String, undo: Command, then: impl FnOnce() + 'static) {
        let forget = draft.forgetting();
        let (notebook, toasts) = (self.notebook, self.toasts);
        let stored = move || {
            forget();
            toasts.say_with_undo(done, move || take_back(notebook, toasts, undo.clone()));
            if !self.refusals.is_disposed() {
                self.refusals.set(Refusals::default());
                then();
            }
        };
        self.store(command, stored, move |refusals| drop(self.refusals.try_set(refusals)));
    }

    /// [`Writing::commit`] for a button without a form: shows refusals in a toast.
    pub fn commit_or_say(self, command: Command, then: impl FnOnce() + 'static) {
        if !self.is_refused_aloud(&command) {
            self.commit(command, then);
        }
    }

    /// The submit handler of a form: commits the command that `make` builds from its fields, deletes the draft and runs `then`.
    pub fn saving<M, T>(self, draft: impl FormDraft, make: M, then: T) -> impl Fn() + Clone + 'static
    where
        M: Fn() -> Result<Command, Refusals> + Clone + 'static,
        T: Fn() + Clone + 'static,
    {
        let asked = make.clone();
        let against = move || {
            if self.shows_mistakes {
                // Another record may settle a mistake, or make one.
                self.notebook.with(|_| ());
            }
            asked().and_then(|it| untrack(|| self.notebook.would(&it)).map(drop)).err().unwrap_or_default()
        };
        self.trying(against, move || {
            if let Ok(command) = untrack(&make) {
                self.commit_of(draft, command, then.clone());
            }
        })
    }

    /// The submit handler of any form: runs `go_on` if `against` returns no refusals. After the first attempt it updates the refusals while the user
    /// types; before that an empty form is not a mistake.
    pub fn trying<A, T>(self, against: A, go_on: T) -> impl Fn() + Clone + 'static
    where
        A: Fn() -> Refusals + Clone + 'static,
        T: Fn() + Clone + 'static,
    {
        let was_tried = RwSignal::new(false);
        let still = against.clone();
        Effect::new(move |_| {
            let was_tried = was_tried.get();
            if !was_tried && !self.shows_mistakes {
                return;
            }
            // Read even while the command is being stored; otherwise the effect loses its subscription to the fields.
            let against = still();
            let shown = if was_tried { against } else { mistakes(against) };
            if !self.is_busy.get_untracked() && self.refusals.with_untracked(|it| *it != shown) {
                self.refusals.set(shown);
            }
        });
        move || {
            if self.is_busy.get_untracked() {
                return;
            }
            was_tried.set(true);
            let against = untrack(&against);
            let is_refused = !against.is_empty();
            self.refusals.set(against);
            if !is_refused {
                go_on();
            }
        }
    }

    /// Runs several commits as one attempt: busy while `work` runs, and refused with what it returns.
    pub fn attempt(self, work: impl Future<Output = Refusals> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.forget_refusals();
        spawn_local(async move {
            let refusals = work.await;
            let _ = self.is_busy.try_set(false);
            let _ = self.refusals.try_set(refusals);
        });
    }

    fn store(self, command: Command, stored: impl FnOnce() + 'static, refused: impl FnOnce(Refusals) + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let answer = self.notebook.commit(command).await;
            if answer.is_err() || !self.is_quiet {
                let _ = self.is_busy.try_set(false);
            }
            match answer {
                Ok(_) => stored(),
                Err(CommitError::Refused(refusals)) => refused(refusals),
                Err(CommitError::Store(error)) if self.is_quiet => drop(self.failure.try_set(Some(error))),
                Err(CommitError::Store(error)) => self.toasts.say(unkept::words(&error), Tone::Error),
            }
        });
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

/// The refusals that more typing does not settle: not missing or non-positive values, and not incomplete thousands separators.
fn mistakes(mut all: Refusals) -> Refusals {
    all.0
        .values_mut()
        .for_each(|of_field| of_field.retain(|it| !matches!(it, Refusal::Missing | Refusal::NotPositive | Refusal::Grouping)));
    all.0.retain(|_, of_field| !of_field.is_empty());
    all
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
    for outcome in tries {
        match outcome {
            Ok(_) => return Refusals::default(),
            Err(refusals) => first = first.or(Some(refusals)),
        }
    }
    first.unwrap_or_default()
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

    #[test]
    fn what_is_still_to_be_typed_is_no_mistake() {
        let mut all = Refusals::of(Field::Amount, Refusal::Missing);
        all.refuse(Field::Price, Refusal::NotPositive);
        all.refuse(Field::Quantity, Refusal::Grouping);
        assert_eq!(mistakes(all.clone()), Refusals::default());
        all.refuse(Field::Amount, Refusal::Malformed);
        assert_eq!(mistakes(all), Refusals::of(Field::Amount, Refusal::Malformed));
    }
}
