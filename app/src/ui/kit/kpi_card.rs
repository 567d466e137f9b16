//! One figure that explains itself: the number first, then what it is held against, then what it includes.

use domain::analytics::{Card, Growth};
use domain::money::Share;
use leptos::prelude::*;

use super::{ProgressBar, Tone};
use crate::i18n::{NOTHING, locale, words};
use crate::t;

/// The same as [`Card`] of the domain, under a name that does not collide with the surface.
pub type Kpi = Card;

/// A figure with target, completion, gap and growth. Pressed, it opens what is behind it.
#[component]
pub fn KpiCard(
    /// The figure.
    #[prop(into)]
    kpi: Signal<Kpi>,
    /// Where time says completion should be by now.
    #[prop(into, optional)]
    time_passed: Signal<Option<Share>>,
    /// What its bar says by colour; the rule is the domain's.
    #[prop(into, optional)]
    tone: Signal<Tone>,
    /// Called when pressed.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// Whether it is the one the page is about.
    #[prop(into, optional)]
    chosen: Signal<bool>,
) -> impl IntoView {
    let figure = move || kpi.with(|it| it.figure);
    let against_target = move || {
        kpi.with(|it| it.completion.zip(it.target).map(|(completion, target)| (completion, target, it.gap))).map(
            |(completion, target, gap)| {
                let unit = figure().unit();
                view! {
                    <div class="pt-2">
                        <ProgressBar label=move || t!("kit.completion") done=completion line=time_passed tone/>
                        <p class="flex flex-wrap justify-between gap-x-2 pt-1 text-xs tabular-nums">
                            <span>{t!("kit.completion")} " " <b class="font-semibold">{locale().share(completion)}</b></span>
                            <span class="text-quiet">{t!("kit.target")} " " {locale().value_short(figure(), Some(target))}</span>
                            {gap.map(|gap| view! { <span class="text-quiet">{t!("kit.gap")} " " {locale().gap_short(unit, gap)}</span> })}
                        </p>
                    </div>
                }
            },
        )
    };
    let unreviewed = move || {
        kpi.with(|it| it.unreviewed.map(|value| (it.figure, value))).map(|(figure, value)| {
            let value = locale().value_short(figure, Some(value));
            view! { <span class="block pt-1 text-xs text-quiet tabular-nums">{t!("review.unreviewed", value = value)}</span> }
        })
    };
    let body = move || {
        view! {
            <span class="block text-sm text-quiet">{move || words::figure(figure())}</span>
            <span class="block truncate text-2xl font-semibold tabular-nums">
                {move || kpi.with(|it| locale().value_short(it.figure, it.actual))}
            </span>
            {unreviewed}
            {against_target}
            <span class="flex flex-wrap gap-x-3 pt-2 text-xs tabular-nums">
                <GrowthWords name=move || t!("kit.on_last_year") growth=move || kpi.with(|it| it.on_last_year)/>
                <GrowthWords name=move || t!("kit.on_previous") growth=move || kpi.with(|it| it.on_previous)/>
            </span>
        }
    };
    let surface = move || {
        if chosen.get() {
            "rounded-box block w-full min-w-0 border border-primary bg-base-100 p-4 text-start"
        } else {
            "rounded-box block w-full min-w-0 border border-base-300 bg-base-100 p-4 text-start"
        }
    };
    match on_press {
        Some(on_press) => view! {
            <div class=move || format!("{} pressable relative", surface())>
                {body()}
                <button
                    type="button"
                    class="absolute inset-0 rounded-box"
                    aria-label=move || words::figure(figure())
                    aria-pressed=move || chosen.get().to_string()
                    on:click=move |_| on_press.run(())
                ></button>
            </div>
        }
        .into_any(),
        None => view! { <div class=surface>{body()}</div> }.into_any(),
    }
}

/// 同比 ▲ 12.5%.
#[component]
fn GrowthWords(#[prop(into)] name: Signal<String>, #[prop(into)] growth: Signal<Growth>) -> impl IntoView {
    let class = move || match growth.get() {
        Growth::By(share) if 0 < share.0 => "text-good",
        // Less than before is no alert: red is for what a rule says must be acted on.
        Growth::By(share) if share.0 < 0 => "font-medium",
        Growth::By(_) | Growth::New | Growth::Unknown => "text-quiet",
    };
    view! {
        <span class="whitespace-nowrap">
            <span class="text-quiet">{move || name.get()} " "</span>
            <span class=class>{move || words::growth(growth.get())}</span>
        </span>
    }
}

/// A number with its name, and a line below it.
#[component]
pub fn StatTile(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The number, written out.
    #[prop(into)]
    value: Signal<String>,
    /// A line below it.
    #[prop(into, optional)]
    note: Option<Signal<String>>,
    /// What its colour says.
    #[prop(into, optional)]
    tone: Signal<Tone>,
) -> impl IntoView {
    let colour = move || match tone.get() {
        Tone::Neutral => "",
        tone => tone.text(),
    };
    let shown = move || value.with(|it| if it.is_empty() { NOTHING.to_owned() } else { it.clone() });
    view! {
        <div class="min-w-0">
            <p class="text-xs text-quiet">{move || label.get()}</p>
            <p class=move || format!("text-lg font-semibold leading-tight break-words tabular-nums sm:text-xl {}", colour())>{shown}</p>
            {note.map(|it| view! { <p class="text-xs text-quiet tabular-nums">{move || it.get()}</p> })}
        </div>
    }
    .into_any()
}
