//! The words of a small form, one signal a field, as a draft: kept with every keystroke, there again when the form is opened again.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::state::Draft;

/// A field of text and what it is called in the draft.
type Field = (&'static str, RwSignal<String>);

/// The draft of some fields. Made at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct KeptWords {
    draft: Draft<BTreeMap<String, String>>,
    fields: StoredValue<Vec<Field>>,
}

impl KeptWords {
    /// Puts what was left in this form into the fields, and keeps what is typed from now on.
    pub fn of(form: &str, fields: impl Into<Vec<Field>>) -> KeptWords {
        let fields: Vec<Field> = fields.into();
        let fresh = fields.iter().map(|(name, it)| ((*name).to_owned(), it.get_untracked())).collect();
        let kept = KeptWords { draft: Draft::open(form, fresh), fields: StoredValue::new(fields) };
        kept.restore();
        Effect::new(move |_| {
            let typed = kept.fields.with_value(|it| it.iter().map(|(name, it)| ((*name).to_owned(), it.get())).collect());
            kept.draft.words().set(typed);
        });
        kept
    }

    /// Whether they were typed on an earlier visit.
    pub fn was_restored(self) -> Signal<bool> {
        Signal::derive(move || self.draft.was_restored())
    }

    /// Starts over.
    pub fn discard(self) {
        self.draft.discard();
        self.restore();
    }

    /// What forgets them once they are saved.
    pub fn forgetting(self) -> impl FnOnce() {
        self.draft.forgetting()
    }

    fn restore(self) {
        let words = self.draft.words().get_untracked();
        self.fields.with_value(|fields| {
            for (name, field) in fields {
                if let Some(word) = words.get(*name) {
                    field.set(word.clone());
                }
            }
        });
    }
}
