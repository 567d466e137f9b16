//! Progress bar with a mark at the expected progress.

use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::Tone;

/// A bar for a share: full at 100 %, with a line at the share expected by now.
#[component]
pub fn ProgressBar(
    /// What it measures; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The share done.
    #[prop(into)]
    done: Signal<Ratio>,
    /// The share expected by now.
    #[prop(into, optional)]
    line: Signal<Option<Ratio>>,
    #[prop(into, optional)] tone: Signal<Tone>,
) -> impl IntoView {
    let percent = move || done.get().in_parts(100).clamp(0, 100);
    let filled = move || match tone.get() {
        Tone::Neutral => Tone::Brand.fill(),
        tone => tone.fill(),
    };
    view! {
        <div
            class="relative h-2 w-full rounded-full bg-base-300"
            role="progressbar"
            aria-label=move || label.get()
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percent().to_string()
        >
            <div class=move || format!("h-full rounded-full {}", filled()) style:width=move || format!("{}%", percent())></div>
            {move || {
                line.get()
                    .map(|expected| {
                        view! {
                            <span
                                class="absolute -inset-y-1 w-0.5 rounded bg-base-content"
                                style:inset-inline-start=format!("{}%", expected.in_parts(100).clamp(0, 100))
                            ></span>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
