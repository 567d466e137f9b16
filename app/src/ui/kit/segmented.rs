//! One of a few, all in sight.

use leptos::prelude::*;

use super::Choice;

/// One thing to choose.
pub type Segment = Choice;

/// One of a few, all in sight: a row of touching buttons, read aloud as a group of radio buttons.
#[component]
pub fn SegmentedControl(
    /// What is chosen, as words; read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    segments: Signal<Vec<Segment>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let group = super::unique_id("segments");
    let one = move |Segment { value: it, label }: Segment| {
        let (kept, chosen) = (it.clone(), it.clone());
        view! {
            <input
                type="radio"
                name=group.clone()
                class="btn join-item min-h-11 checked:btn-primary"
                aria-label=label
                value=it
                prop:checked=move || value.with(|it| *it == kept)
                on:change=move |_| on_choose.run(chosen.clone())
            />
        }
    };
    view! {
        <div class="join max-w-full overflow-x-auto" role="radiogroup" aria-label=move || label.get()>
            {move || segments.get().into_iter().map(&one).collect_view()}
        </div>
    }
    .into_any()
}
