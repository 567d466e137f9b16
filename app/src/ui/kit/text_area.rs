//! Multi-line text field with a count near its maximum length.

use domain::values::field::FieldName;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::Entry;
use super::field::{FieldFrame, Ties};
use crate::t;

/// A multi-line text field.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// Raw text as typed, updated on every keystroke.
    value: RwSignal<String>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    /// Maximum number of characters; the count shows in the last fifth.
    #[prop(default = domain::values::text::NOTE)]
    longest: u32,
    /// Visible lines.
    #[prop(default = 3)]
    rows: u32,
    #[prop(optional)] required: bool,
    /// Example shown while empty.
    #[prop(into, optional)]
    placeholder: Signal<String>,
) -> impl IntoView {
    let field = FieldFrame { ties: Ties::new(), label, name: name.clone(), refusals, hint: None, required, entry: Entry::Text };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let count = move || value.with(|it| u32::try_from(it.chars().count()).unwrap_or(u32::MAX));
    let is_near_its_end = move || longest.saturating_sub(longest.div_ceil(5)) <= count();
    let control = view! {
        <textarea
            id=id
            name=name.to_string()
            rows=rows
            class=move || if is_refused.get() { "textarea textarea-error w-full" } else { "textarea w-full" }
            placeholder=move || placeholder.get()
            required=required
            aria-invalid=move || is_refused.get().then_some("true")
            aria-describedby=move || described_by.get()
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        ></textarea>
        <Show when=is_near_its_end>
            <p class="text-end text-xs text-quiet tabular-nums">{move || t!("kit.characters", count = count(), longest = longest)}</p>
        </Show>
    }
    .into_any();
    field.around(control)
}
