//! Segmented control: one of a few options, all visible.

use leptos::prelude::*;

use super::Choice;

pub type Segment = Choice;

/// One of a few options as a row of joined buttons, a radio group for screen readers.
#[component]
pub fn SegmentedControl(
    /// What is chosen; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] segments: Signal<Vec<Segment>>,
    /// Value of the selected option.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the selected value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let group = super::unique_id("segments");
    let one = move |Segment { value: segment, label }: Segment| {
        let (kept, chosen) = (segment.clone(), segment.clone());
        view! {
            <input
                type="radio"
                name=group.clone()
                class="btn join-item min-h-11 checked:btn-primary"
                aria-label=label
                value=segment
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
