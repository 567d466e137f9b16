//! Unsaved input: every keystroke of a form is stored on the device by person and form, and deleted with a successful save.

use std::collections::BTreeMap;

use domain::values::ids::PersonId;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Machine;
use crate::local::Notebook;

/// The key of a person's drafts. All are in one value, so that they can be deleted together.
pub(super) fn key_of(person: PersonId) -> String {
    format!("drafts.{person}")
}

/// The drafts of one person, by form name.
type Drafts = BTreeMap<String, String>;

/// Stores words as the draft of a form that is not open. The form finds them when it opens.
pub fn plant<T: Serialize>(machine: Machine, person: PersonId, form: &str, words: &T) {
    let text = serde_json::to_string(words).ok();
    change(machine, person, form, text);
    change(machine, person, &planted(form), Some(String::new()));
}

/// The key that marks a planted draft.
fn planted(form: &str) -> String {
    format!("{form} planted")
}

fn change(machine: Machine, person: PersonId, form: &str, text: Option<String>) {
    let key = key_of(person);
    let mut drafts: Drafts = machine.recall(&key).unwrap_or_default();
    match text {
        Some(text) => drop(drafts.insert(form.to_owned(), text)),
        None => drop(drafts.remove(form)),
    }
    if drafts.is_empty() {
        machine.forget(&key);
    } else {
        machine.remember(&key, &drafts);
    }
}

/// The draft of one form.
pub struct Draft<T: Send + Sync + 'static> {
    words: RwSignal<T>,
    fresh: StoredValue<T>,
    was_restored: RwSignal<bool>,
    was_planted: bool,
    is_begun: fn(&T, &T) -> bool,
    is_done: StoredValue<bool>,
    form: StoredValue<String>,
    person: PersonId,
    machine: Machine,
}

impl<T: Send + Sync + 'static> Clone for Draft<T> {
    fn clone(&self) -> Draft<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Draft<T> {}

impl<T> Draft<T>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    /// Opens the draft of this form, or a new one with these fresh words. Call it in a component.
    pub fn open(form: &str, fresh: T) -> Draft<T> {
        Draft::open_when(form, fresh, |words, fresh| words != fresh)
    }

    /// Like [`Draft::open`], for a form where not every difference from the fresh words is worth keeping: `is_begun(words, fresh)` decides.
    pub fn open_when(form: &str, fresh: T, is_begun: fn(&T, &T) -> bool) -> Draft<T> {
        let machine = expect_context::<Machine>();
        let person = untrack(|| expect_context::<Notebook>().actor().person);
        let drafts: Drafts = machine.recall(&key_of(person)).unwrap_or_default();
        let restored: Option<T> = drafts.get(form).and_then(|it| serde_json::from_str(it).ok());
        let was_planted = drafts.contains_key(&planted(form));
        if was_planted {
            change(machine, person, &planted(form), None);
        }
        let draft = Draft {
            was_planted,
            is_begun,
            was_restored: RwSignal::new(restored.is_some()),
            words: RwSignal::new(restored.unwrap_or_else(|| fresh.clone())),
            fresh: StoredValue::new(fresh),
            is_done: StoredValue::new(false),
            form: StoredValue::new(form.to_owned()),
            person,
            machine,
        };
        Effect::new(move |_| {
            let words = draft.words.get();
            if !draft.is_done.get_value() {
                draft.keep(&words);
            }
        });
        draft
    }

    /// The words, readable and writable.
    pub fn words(&self) -> RwSignal<T> {
        self.words
    }

    /// Whether these words were left by an earlier visit. The form shows this once, with an option to start over.
    pub fn was_restored(&self) -> bool {
        self.was_restored.get()
    }

    /// Whether these words were planted for the user to continue, so that the form does not ask.
    pub fn was_planted(&self) -> bool {
        self.was_planted
    }

    /// Resets the words and deletes the draft.
    pub fn discard(&self) {
        self.was_restored.set(false);
        self.words.set(self.fresh.get_value());
        change(self.machine, self.person, &self.form.get_value(), None);
    }

    /// Returns a closure that deletes the draft after the save. Take it before the save, because the form may be disposed by then.
    pub fn forgetting(&self) -> impl FnOnce() + use<T> {
        let (is_done, form, person, machine) = (self.is_done, self.form.get_value(), self.person, self.machine);
        move || {
            let _ = is_done.try_set_value(true);
            change(machine, person, &form, None);
        }
    }

    fn keep(&self, words: &T) {
        let is_begun = self.fresh.with_value(|it| (self.is_begun)(words, it));
        let text = is_begun.then(|| serde_json::to_string(words).ok()).flatten();
        change(self.machine, self.person, &self.form.get_value(), text);
    }
}
