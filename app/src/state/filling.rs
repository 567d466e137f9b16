//! A form being filled in: its draft, the refusals during input, and the save.

use domain::decide::command::Command;
use domain::values::ids::CommandId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Draft;
use crate::local::{CommitError, Notebook};
use crate::ports::StoreError;

/// Form input that can become a command.
pub trait Form: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static {
    /// The command of these words, or the fields that cannot be parsed.
    fn command(&self) -> Result<Command, Refusals>;

    /// Whether there is input that a draft must keep. Choosing the subject of the form does not count.
    fn is_begun(&self, fresh: &Self) -> bool {
        self != fresh
    }
}

/// A form being filled in.
pub struct Filling<T: Send + Sync + 'static> {
    pub draft: Draft<T>,
    notebook: Notebook,
    refusals: Memo<Refusals>,
    was_tried: RwSignal<bool>,
    is_saving: RwSignal<bool>,
    failure: RwSignal<Option<StoreError>>,
}

impl<T: Send + Sync + 'static> Clone for Filling<T> {
    fn clone(&self) -> Filling<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Filling<T> {}

impl<T: Form> Filling<T> {
    /// Opens the form of this name with its draft or fresh words. Call it in a component.
    pub fn open(form: &str, fresh: T) -> Filling<T> {
        let notebook = expect_context::<Notebook>();
        let draft = Draft::open_when(form, fresh, T::is_begun);
        let is_saving = RwSignal::new(false);
        let refusals = Memo::new(move |before: Option<&Refusals>| {
            // While saving, the book changes under the form, which would refuse the command just committed.
            if is_saving.get() {
                return before.cloned().unwrap_or_default();
            }
            notebook.with(|_| ());
            draft.words().with(T::command).and_then(|it| notebook.would(&it)).err().unwrap_or_default()
        });
        Filling { draft, notebook, refusals, was_tried: RwSignal::new(false), is_saving, failure: RwSignal::new(None) }
    }

    /// A signal for one text field of the words, synchronized in both directions.
    pub fn text(&self, read: impl Fn(&T) -> String + Copy + 'static, write: impl Fn(&mut T, String) + Copy + 'static) -> RwSignal<String> {
        let words = self.draft.words();
        let field = RwSignal::new(words.with_untracked(read));
        Effect::new(move |_| {
            let typed = field.get();
            if words.with_untracked(read) != typed {
                words.update(|it| write(it, typed));
            }
        });
        Effect::new(move |_| {
            let kept = words.with(read);
            if field.with_untracked(|it| *it != kept) {
                field.set(kept);
            }
        });
        field
    }

    /// A signal for one choice of the words, as its serialized tag; empty for none.
    pub fn choice<V>(&self, read: fn(&T) -> Option<V>, write: fn(&mut T, Option<V>)) -> RwSignal<String>
    where
        V: Serialize + DeserializeOwned + 'static,
    {
        self.text(move |it| read(it).as_ref().map(word_of).unwrap_or_default(), move |it, word| write(it, of_word(&word)))
    }

    /// The refusals to show beside fields. Missing values, non-positive values and incomplete thousands separators are shown only after the first
    /// attempt to save.
    pub fn refusals(&self) -> Signal<Refusals> {
        let (refusals, was_tried) = (self.refusals, self.was_tried);
        Signal::derive(move || {
            let mut all = refusals.get();
            if !was_tried.get() {
                all.0
                    .values_mut()
                    .for_each(|it| it.retain(|it| !matches!(it, Refusal::Missing | Refusal::NotPositive | Refusal::Grouping)));
                all.0.retain(|_, it| !it.is_empty());
            }
            all
        })
    }

    pub fn is_saving(&self) -> Signal<bool> {
        self.is_saving.into()
    }

    /// Why the device could not store it. The words are kept.
    pub fn failure(&self) -> Signal<Option<StoreError>> {
        self.failure.into()
    }

    /// Commits the command, unless the rules refuse it, and then calls `then`.
    pub fn save(&self, then: impl FnOnce(CommandId) + 'static) {
        self.was_tried.set(true);
        let Ok(command) = self.draft.words().with_untracked(T::command) else { return };
        if self.is_saving.get_untracked() || self.notebook.would(&command).is_err() {
            return;
        }
        self.is_saving.set(true);
        self.failure.set(None);
        let (filling, forget) = (*self, self.draft.forgetting());
        spawn_local(async move {
            match filling.notebook.commit(command).await {
                Ok(id) => {
                    forget();
                    // Skips the callback if the user has left the form meanwhile.
                    if !filling.is_saving.is_disposed() {
                        then(id);
                    }
                }
                Err(CommitError::Refused(_)) => filling.is_saving.set(false),
                Err(CommitError::Store(error)) => {
                    filling.failure.set(Some(error));
                    filling.is_saving.set(false);
                }
            }
        });
    }
}
