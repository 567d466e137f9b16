//! A form being filled in: its draft, what the rules say of it as she types, and the save.

use domain::command::Command;
use domain::ids::CommandId;
use domain::refusal::{Refusal, Refusals};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Draft;
use crate::local::{CommitError, Notebook};
use crate::ports::StoreError;

/// Words that can become a command.
pub trait Form: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static {
    /// The command these words make, or what of them cannot be read.
    fn command(&self) -> Result<Command, Refusals>;
}

/// A form being filled in.
pub struct Entry<T: Send + Sync + 'static> {
    /// The words.
    pub draft: Draft<T>,
    notebook: Notebook,
    refusals: Memo<Refusals>,
    was_tried: RwSignal<bool>,
    is_saving: RwSignal<bool>,
    failure: RwSignal<Option<StoreError>>,
}

impl<T: Send + Sync + 'static> Clone for Entry<T> {
    fn clone(&self) -> Entry<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Entry<T> {}

impl<T: Form> Entry<T> {
    /// The form of this name, with its draft or fresh words. Called in a component.
    pub fn open(form: &str, fresh: T) -> Entry<T> {
        let notebook = expect_context::<Notebook>();
        let draft = Draft::open(form, fresh);
        let is_saving = RwSignal::new(false);
        let refusals = Memo::new(move |before: Option<&Refusals>| {
            // While saving, the book changes under the form and would refuse what it just took.
            if is_saving.get() {
                return before.cloned().unwrap_or_default();
            }
            notebook.with(|_| ());
            draft.words().with(T::command).and_then(|it| notebook.would(&it)).err().unwrap_or_default()
        });
        Entry { draft, notebook, refusals, was_tried: RwSignal::new(false), is_saving, failure: RwSignal::new(None) }
    }

    /// One part of the words, to show.
    pub fn part<V>(&self, read: impl Fn(&T) -> V + Send + Sync + 'static) -> Signal<V>
    where
        V: Send + Sync + 'static,
    {
        let words = self.draft.words();
        Signal::derive(move || words.with(&read))
    }

    /// A callback that writes one part of the words.
    pub fn write<V: 'static>(&self, write: impl Fn(&mut T, V) + Send + Sync + 'static) -> Callback<V> {
        let words = self.draft.words();
        Callback::new(move |value| words.update(|it| write(it, value)))
    }

    /// What is to be said beside a field: that something is missing only once she tried to save.
    pub fn refused(&self, field: &'static str) -> Signal<Vec<Refusal>> {
        let (refusals, was_tried) = (self.refusals, self.was_tried);
        Signal::derive(move || {
            let is_due = |it: &&Refusal| was_tried.get() || !matches!(it, Refusal::Missing | Refusal::NotPositive | Refusal::NotYours);
            refusals.with(|all| all.on(field).iter().filter(is_due).cloned().collect())
        })
    }

    /// Everything that speaks against it, once she tried to save.
    pub fn all_refused(&self) -> Signal<Refusals> {
        let (refusals, was_tried) = (self.refusals, self.was_tried);
        Signal::derive(move || if was_tried.get() { refusals.get() } else { Refusals::default() })
    }

    /// Whether it is being written down.
    pub fn is_saving(&self) -> Signal<bool> {
        self.is_saving.into()
    }

    /// Why the device could not keep it; the words are still here.
    pub fn failure(&self) -> Signal<Option<StoreError>> {
        self.failure.into()
    }

    /// Writes it down, unless the rules say no; then tells.
    pub fn save(&self, then: impl FnOnce(CommandId) + 'static) {
        self.was_tried.set(true);
        let Ok(command) = self.draft.words().with_untracked(T::command) else { return };
        if self.is_saving.get_untracked() || self.notebook.would(&command).is_err() {
            return;
        }
        self.is_saving.set(true);
        let entry = *self;
        spawn_local(async move {
            match entry.notebook.commit(command).await {
                Ok(id) => {
                    entry.draft.done();
                    then(id);
                }
                Err(CommitError::Refused(_)) => entry.is_saving.set(false),
                Err(CommitError::Store(error)) => {
                    entry.failure.set(Some(error));
                    entry.is_saving.set(false);
                }
            }
        });
    }
}
