//! The form of a whole record: the words as typed, kept as one draft, and the write they become.

use domain::values::json::{of_word, word_of};
use domain::values::refusal::Refusals;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::writing::Writing;
use crate::ports::StoreError;
use crate::state::Draft;
use crate::state::forms::Form;

/// A form being filled in.
pub struct Filling<T: Send + Sync + 'static> {
    pub draft: Draft<T>,
    writing: Writing,
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
        Filling { draft: Draft::open_when(form, fresh, T::is_begun), writing: Writing::of_record() }
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

    /// The refusals to show beside fields.
    pub fn refusals(&self) -> Signal<Refusals> {
        self.writing.refusals()
    }

    /// Whether the command is being stored, or is stored and the form about to be replaced.
    pub fn is_saving(&self) -> Signal<bool> {
        self.writing.is_busy()
    }

    /// Why the device could not store it. The words are kept.
    pub fn failure(&self) -> Signal<Option<StoreError>> {
        self.writing.failure()
    }

    /// The submit handler: commits the command of the words, deletes the draft and runs `then`. Call it once, in the component of the form.
    pub fn saving(self, then: impl Fn() + Clone + 'static) -> impl Fn() + Clone + 'static {
        let words = self.draft.words();
        self.writing.saving(self.draft, move || words.with(T::command), then)
    }
}
