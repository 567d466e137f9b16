//! A field for the responsible person: a user of the system, or anybody else by name or post.

use domain::values::field::FieldName;
use domain::values::node::Responsible;
use domain::values::refusal::Refusals;
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::kit::{SelectField, TextField};

/// The fields.
#[derive(Clone, Copy)]
pub struct ResponsibleWords {
    /// The id of a person of the company, or empty.
    pub person: RwSignal<String>,
    /// A name or post outside the company.
    pub other: RwSignal<String>,
}

impl ResponsibleWords {
    /// Fields filled from a record.
    pub fn of(responsible: Option<&Responsible>) -> ResponsibleWords {
        let (person, other) = ResponsibleWords::texts(responsible);
        ResponsibleWords { person: RwSignal::new(person), other: RwSignal::new(other) }
    }

    /// The texts of the two fields.
    pub fn texts(responsible: Option<&Responsible>) -> (String, String) {
        match responsible {
            None => (String::new(), String::new()),
            Some(Responsible::Person(id)) => (id.to_string(), String::new()),
            Some(Responsible::Other(name)) => (String::new(), name.clone()),
        }
    }

    /// The responsible person. A typed name takes precedence over a chosen person.
    pub fn read(self) -> Option<Responsible> {
        match self.is_other() {
            true => Some(Responsible::Other(self.other.get())),
            false => self.person.get().parse().ok().map(Responsible::Person),
        }
    }

    fn is_other(self) -> bool {
        self.other.with(|it| !is_blank(it))
    }
}

/// A select for a person of the company, and a text field for others.
#[component]
pub fn ResponsibleField(
    words: ResponsibleWords,
    /// The field name in refusals.
    #[prop(into)]
    name: FieldName,
    refusals: Signal<Refusals>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let people = notebook.see(choices::responsible_people);
    let posts = Signal::derive(move || {
        [t!("track.post.production"), t!("track.post.logistics"), t!("track.post.service")].map(str::to_owned).to_vec()
    });
    // The rules see one field, so its refusals are shown at the input that was read.
    let beside = |is_other: bool| Signal::derive(move || if is_other == words.is_other() { refusals.get() } else { Refusals::default() });
    view! {
        <SelectField label=move || t!("track.field.responsible") name=name.clone() value=words.person choices=people none=move || t!("track.order_owner") refusals=beside(false)/>
        <TextField label=move || t!("track.outside") name value=words.other refusals=beside(true) offers=posts hint=move || t!("track.outside_hint")/>
    }
    .into_any()
}
