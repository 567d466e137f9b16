//! Date field with the device's own date picker.

use domain::values::calendar::Day;
use domain::values::field::FieldName;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::field::{FieldFrame, Ties};
use super::{ClockNote, Entry};

/// A date field. The value is what the browser gives: `2026-11-21`, or empty. Parse it with `Day::parse`.
#[component]
pub fn DateField(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// The day as text, empty while none is chosen.
    value: RwSignal<String>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    /// Earliest day offered.
    #[prop(into, optional)]
    first: Option<Day>,
    /// Latest day offered.
    #[prop(into, optional)]
    last: Option<Day>,
    #[prop(into, optional)] hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let field = FieldFrame { ties: Ties::new(), label, name: name.clone(), refusals, hint, required, entry: Entry::Text };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let control = view! {
        <input
            id=id
            name=name.to_string()
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
        // A required day is proposed from the device's clock, so a wrong clock matters here.
        {required.then(|| view! { <ClockNote/> })}
    };
    field.around(control.into_any())
}
