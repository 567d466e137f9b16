//! Select field with the device's own picker.

use domain::values::field::FieldName;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::Entry;
use super::field::{FieldFrame, Ties};

/// An option: stored value and displayed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stored value: an id, a word of the domain. Empty for "none".
    pub value: String,
    /// Displayed text.
    pub label: String,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>) -> Choice {
        Choice { value: value.to_string(), label: label.into() }
    }
}

/// A select field.
#[component]
pub fn SelectField(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// Value of the selected option.
    value: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    /// Label of the empty option; without it an option is always selected.
    #[prop(into, optional)]
    none: Option<Signal<String>>,
    #[prop(into, optional)] hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let field = FieldFrame { ties: Ties::new(), label, name: name.clone(), refusals, hint, required, entry: Entry::Text };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|Choice { value: choice, label }| {
                let kept = choice.clone();
                view! { <option value=choice prop:selected=move || value.with(|it| *it == kept)>{label}</option> }
            })
            .collect_view()
    };
    let control = view! {
        <select
            id=id
            name=name.to_string()
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
