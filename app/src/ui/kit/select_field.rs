//! One of a list, by the device's own picker.

use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::Entry;
use super::field::{Field, Ties};

/// One thing to choose: what is kept, and what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept: an id, a word of the domain. Empty for "none".
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl ToString, label: impl Into<String>) -> Choice {
        Choice { value: value.to_string(), label: label.into() }
    }
}

/// One of a list.
#[component]
pub fn SelectField(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The name refusals know it by.
    #[prop(into)]
    name: String,
    /// The value of the choice.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What was refused.
    #[prop(into, optional)]
    refusals: Signal<Refusals>,
    /// Words for choosing nothing; without them something is always chosen.
    #[prop(into, optional)]
    none: Option<Signal<String>>,
    /// A line of help.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let field = Field { ties: Ties::new(), label, name: name.clone(), refusals, hint, required, entry: Entry::Text };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|Choice { value: it, label }| {
                let kept = it.clone();
                view! { <option value=it prop:selected=move || value.with(|it| *it == kept)>{label}</option> }
            })
            .collect_view()
    };
    let control = view! {
        <select
            id=id
            name=name
            class=move || if is_refused.get() { "select select-error w-full min-h-11" } else { "select w-full min-h-11" }
            required=required
            aria-invalid=move || is_refused.get().then_some("true")
            aria-describedby=move || described_by.get()
            on:change:target=move |event| value.set(event.target().value())
        >
            {none
                .map(|none| view! { <option value="" prop:selected=move || value.with(String::is_empty)>{move || none.get()}</option> })}
            {options}
        </select>
    }
    .into_any();
    field.around(control)
}
