//! The draft of a small form, one signal per field: stored on every keystroke and restored when the form reopens. Only changed fields are
//! stored; the others show the current record, so that a draft never reverts what others wrote meanwhile.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::state::Draft;

/// A field's name in the draft, and its text.
type DraftField = (String, RwSignal<String>);

/// Field names and texts.
type Words = BTreeMap<String, String>;

/// The draft of some fields. Create it at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct KeptWords {
    /// The texts that differ from the opening ones.
    draft: Draft<Words>,
    fields: StoredValue<Vec<DraftField>>,
    opening: StoredValue<Words>,
}

impl KeptWords {
    /// Restores the draft of this form into the fields, and stores every change from now on.
    pub fn of<N: Into<String>>(form: &str, fields: impl IntoIterator<Item = (N, RwSignal<String>)>) -> KeptWords {
        KeptWords::when(form, fields, |words, fresh| words != fresh)
    }

    /// [`KeptWords::of`] for a new record: choosing only the customer does not start a draft.
    pub fn of_new<N: Into<String>>(form: &str, fields: impl IntoIterator<Item = (N, RwSignal<String>)>) -> KeptWords {
        KeptWords::when(form, fields, |words, _| words.keys().any(|it| it != "customer"))
    }

    fn when<N: Into<String>>(
        form: &str,
        fields: impl IntoIterator<Item = (N, RwSignal<String>)>,
        is_begun: fn(&Words, &Words) -> bool,
    ) -> KeptWords {
        let fields: Vec<DraftField> = fields.into_iter().map(|(name, it)| (name.into(), it)).collect();
        let opening: Words = fields.iter().map(|(name, it)| (name.clone(), it.get_untracked())).collect();
        let draft = Draft::open_when(form, Words::new(), is_begun);
        let kept = KeptWords { draft, fields: StoredValue::new(fields), opening: StoredValue::new(opening) };
        kept.restore();
        if untrack(|| draft.was_restored() && kept.changed().is_empty()) {
            // The record already has what the user had typed.
            draft.discard();
        }
        Effect::new(move |_| draft.words().set(kept.changed()));
        kept
    }

    /// Whether the draft comes from an earlier visit.
    pub fn was_restored(self) -> Signal<bool> {
        Signal::derive(move || self.draft.was_restored())
    }

    /// Discards the draft and resets the fields.
    pub fn discard(self) {
        self.draft.discard();
        self.restore();
    }

    /// Returns a function that deletes the draft once it is saved.
    pub fn forgetting(self) -> impl FnOnce() {
        self.draft.forgetting()
    }

    /// Updates the fields that the user has not changed to the current record.
    pub fn reopen(self, opening: &[(impl AsRef<str>, String)]) {
        for (name, word) in opening {
            let name = name.as_ref();
            let was = self.opening.with_value(|it| it.get(name).cloned()).unwrap_or_default();
            self.opening.update_value(|it| drop(it.insert(name.to_owned(), word.clone())));
            let field = self.fields.with_value(|fields| fields.iter().find(|it| it.0 == name).map(|it| it.1));
            if let Some(field) = field.filter(|it| it.with_untracked(|now| *now == was) && was != *word) {
                field.set(word.clone());
            }
        }
        self.draft.words().set(untrack(|| self.changed()));
    }

    fn changed(self) -> Words {
        let now = self.fields.with_value(|it| it.iter().map(|(name, field)| (name.clone(), field.get())).collect());
        self.opening.with_value(|opening| changed(opening, now))
    }

    fn restore(self) {
        let words = self.opening.with_value(|it| restored(it, &self.draft.words().get_untracked()));
        self.fields.with_value(|fields| {
            for (name, field) in fields {
                if let Some(word) = words.get(name).filter(|it| field.with_untracked(|now| now != *it)) {
                    field.set(word.clone());
                }
            }
        });
    }
}

/// The texts that differ from the opening ones.
fn changed(opening: &Words, mut now: Words) -> Words {
    now.retain(|name, word| opening.get(name) != Some(word));
    now
}

/// The opening texts, overridden by the stored ones.
fn restored(opening: &Words, kept: &Words) -> Words {
    opening.iter().map(|(name, word)| (name.clone(), kept.get(name).unwrap_or(word).clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(of: &[(&str, &str)]) -> Words {
        of.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect()
    }

    #[test]
    fn a_draft_brings_back_what_she_changed_and_nothing_else() {
        let opened = words(&[("name", "华东"), ("days", "30"), ("note", "")]);
        let draft = changed(&opened, words(&[("name", "华东"), ("days", "45"), ("note", "")]));
        assert_eq!(draft, words(&[("days", "45")]));
        // Somebody else renamed it meanwhile: the draft's days are restored, the other person's name stays.
        let opened_again = words(&[("name", "华东区"), ("days", "30"), ("note", "")]);
        let form = restored(&opened_again, &draft);
        assert_eq!(form, words(&[("name", "华东区"), ("days", "45"), ("note", "")]));
        // Once the record has what the user typed, the draft is empty.
        assert!(changed(&form, form.clone()).is_empty());
        // A field that the form no longer has is ignored.
        assert_eq!(restored(&opened_again, &words(&[("fax", "1")])), opened_again);
    }
}
