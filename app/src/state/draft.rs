//! What was typed and not yet saved: every keystroke of a form is kept on the device under the person and the form, and gone in the same
//! breath as a successful save.

use std::collections::BTreeMap;

use domain::values::ids::PersonId;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Machine;
use crate::local::Notebook;

/// Where a person's drafts are remembered: all in one, so that they can all be forgotten.
pub(super) fn key_of(person: PersonId) -> String {
    format!("drafts.{person}")
}

/// The drafts of one person, by form.
type Drafts = BTreeMap<String, String>;

/// Keeps words for a form that is not open, so that they are there when it is.
pub fn plant<T: Serialize>(machine: Machine, person: PersonId, form: &str, words: &T) {
    let text = serde_json::to_string(words).ok();
    change(machine, person, form, text);
    change(machine, person, &planted(form), Some(String::new()));
}

/// Beside a draft that was put there for her to go on with.
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

/// The words of one form.
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
    /// The draft of this form as it was left, else these fresh words. Called in a component.
    pub fn open(form: &str, fresh: T) -> Draft<T> {
        Draft::open_when(form, fresh, |words, fresh| words != fresh)
    }

    /// The same for a form where not everything that differs from the fresh words is worth keeping: `is_begun(words, fresh)` says.
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

    /// The words, to read and to write.
    pub fn words(&self) -> RwSignal<T> {
        self.words
    }

    /// Whether these words were left by an earlier visit; said once, with a way to start over.
    pub fn was_restored(&self) -> bool {
        self.was_restored.get()
    }

    /// Whether they were put there for her to go on with, so that nobody has to ask.
    pub fn was_planted(&self) -> bool {
        self.was_planted
    }

    /// Starts over.
    pub fn discard(&self) {
        self.was_restored.set(false);
        self.words.set(self.fresh.get_value());
        change(self.machine, self.person, &self.form.get_value(), None);
    }

    /// What forgets the words once they are saved. Taken before the save, because the form may be gone when it comes through.
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
