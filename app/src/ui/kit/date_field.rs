//! A day, by the device's own calendar.

use domain::values::calendar::Day;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::field::{Field, Ties};
use super::{ClockNote, Entry};

/// A day. The value is what the browser gives: `2026-11-21`, or nothing; read by `Day::parse`.
#[component]
pub fn DateField(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The name refusals know it by.
    #[prop(into)]
    name: String,
    /// The day as text, empty while none is chosen.
    value: RwSignal<String>,
    /// What was refused.
    #[prop(into, optional)]
    refusals: Signal<Refusals>,
    /// The first day offered.
    #[prop(into, optional)]
    first: Option<Day>,
    /// The last day offered.
    #[prop(into, optional)]
    last: Option<Day>,
    /// A line of help.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let field = Field { ties: Ties::new(), label, name: name.clone(), refusals, hint, required, entry: Entry::Text };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let control = view! {
        <input
            id=id
            name=name
            type="date"
            class=move || if is_refused.get() { "input input-error w-full min-h-11" } else { "input w-full min-h-11" }
            min=first.map(|it| it.to_string())
            max=last.map(|it| it.to_string())
            required=required
            aria-invalid=move || is_refused.get().then_some("true")
            aria-describedby=move || described_by.get()
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        />
    }
    .into_any();
    let control = view! {
        {control}
        // Where a day must be given, it is the day that the clock proposes.
        {required.then(|| view! { <ClockNote/> })}
    };
    field.around(control.into_any())
}
