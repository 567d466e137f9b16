//! Ring of the month: share done against time passed.

use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::Tone;
use crate::i18n::{NOTHING, locale};
use crate::t;

/// A ring for a share with an inner ring for time passed. Above 100 % it is full; the number shows the actual share.
#[component]
pub fn Ring(
    /// The share done; `None` without a target.
    #[prop(into)]
    done: Signal<Option<Ratio>>,
    /// The share of time passed.
    #[prop(into)]
    passed: Signal<Ratio>,
    #[prop(into, optional)] tone: Signal<Tone>,
) -> impl IntoView {
    // `pathLength` makes the circle 10,000 long, so dash lengths are ten-thousandths.
    let length = |share: Ratio| format!("{} 10000", share.in_parts(10_000).clamp(0, 10_000));
    let stroke = move || match tone.get() {
        Tone::Neutral => Tone::Brand.stroke(),
        tone => tone.stroke(),
    };
    let words = move || match done.get() {
        Some(done) => t!("kit.ring", done = locale().completion(done), passed = locale().share(passed.get())),
        None => t!("kit.no_target").to_owned(),
    };
    view! {
        <div class="relative size-36 shrink-0" role="img" aria-label=words>
            <svg viewBox="0 0 120 120" class="size-full -rotate-90" fill="none" aria-hidden="true">
                <circle cx="60" cy="60" r="52" stroke-width="10" class="stroke-base-300"></circle>
                <circle
                    cx="60"
                    cy="60"
                    r="52"
                    stroke-width="10"
                    stroke-linecap="round"
                    pathLength="10000"
                    class=move || format!("ring-line {}", stroke())
                    class:hidden=move || done.get().is_none_or(|it| it <= Ratio::NONE)
                    stroke-dasharray=move || length(done.get().unwrap_or(Ratio::NONE))
                ></circle>
                <circle
                    cx="60"
                    cy="60"
                    r="42"
                    stroke-width="3"
                    pathLength="10000"
                    class="stroke-base-content/40"
                    stroke-dasharray=move || length(passed.get())
                ></circle>
            </svg>
            <div class="absolute inset-0 grid place-content-center text-center" aria-hidden="true">
                <span class="text-xl font-semibold tabular-nums">{move || done.get().map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it))}</span>
                <span class="text-xs text-quiet">{move || t!("kit.completion")}</span>
            </div>
        </div>
    }
    .into_any()
}
