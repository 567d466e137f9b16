//! Who answers for something: somebody who signs in, or anybody else by name or post.

use domain::order::Responsible;
use domain::refusal::Refusals;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::choices;
use crate::ui::kit::{SelectField, TextField};

/// Who, as it is typed.
#[derive(Clone, Copy)]
pub struct ResponsibleWords {
    /// The id of a person; empty for nobody of the company.
    pub person: RwSignal<String>,
    /// A name or post outside it.
    pub other: RwSignal<String>,
}

impl ResponsibleWords {
    /// As it stands.
    pub fn of(it: Option<&Responsible>) -> ResponsibleWords {
        let (person, other) = match it {
            None => (String::new(), String::new()),
            Some(Responsible::Person(id)) => (id.to_string(), String::new()),
            Some(Responsible::Other(name)) => (String::new(), name.clone()),
        };
        ResponsibleWords { person: RwSignal::new(person), other: RwSignal::new(other) }
    }

    /// Whom they name; what is written goes before what is chosen.
    pub fn read(self) -> Option<Responsible> {
        let other = self.other.get();
        if !other.trim().is_empty() {
            return Some(Responsible::Other(other));
        }
        self.person.get().parse().ok().map(Responsible::Person)
    }
}

/// A person of the company, or a text.
#[component]
pub fn ResponsibleField(
    /// Who.
    words: ResponsibleWords,
    /// The name refusals know it by.
    name: &'static str,
    /// What was refused.
    refusals: Signal<Refusals>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let people = notebook.see(|book| choices::people(book.people().filter(|it| it.active)));
    let posts = Signal::derive(move || {
        [t!("track.post.production"), t!("track.post.logistics"), t!("track.post.service")].map(str::to_owned).to_vec()
    });
    view! {
        <SelectField label=move || t!("track.field.responsible") name=name value=words.person choices=people none=move || t!("track.order_owner") refusals/>
        <TextField label=move || t!("track.outside") name=format!("{name}.other") value=words.other offers=posts hint=move || t!("track.outside_hint")/>
    }
    .into_any()
}
