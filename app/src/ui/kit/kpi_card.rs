//! KPI card: the value, what it includes, and how it compares with the target and earlier periods.

use domain::figures::analytics::{Against, Card, Growth};
use domain::values::better::Better;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::{ProgressBar, Tone};
use crate::i18n::{NOTHING, locale, words};
use crate::t;

/// [`Card`] of the domain, renamed to avoid a clash with the kit's card.
pub type Kpi = Card;

/// A figure with target, completion, gap and growth. Can be pressed if `on_press` is given.
#[component]
pub fn KpiCard(
    #[prop(into)] kpi: Signal<Kpi>,
    /// Share of the period passed, marked as the completion expected by now.
    #[prop(into, optional)]
    time_passed: Signal<Option<Ratio>>,
    /// Tone of the progress bar; the rule is the domain's.
    #[prop(into, optional)]
    tone: Signal<Tone>,
    /// Further comparisons, below the others.
    #[prop(into, optional)]
    beside: ViewFn,
    #[prop(into, optional)] on_press: Option<Callback<()>>,
    /// Whether it is the page's selected figure.
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
                            <span>{t!("kit.completion")} " " <b class="font-semibold">{locale().completion(completion)}</b></span>
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
    // Caveats needed to read the value correctly.
    let notes = move || {
        let (caveat, is_negative) = kpi.with(|it| (it.caveat, it.actual.is_some_and(|actual| actual < Ratio::NONE)));
        let late = kpi.with(|it| it.is_target_late).then(|| t!("targets.late_hint"));
        let said = [caveat.map(words::caveat), late, is_negative.then(|| t!("kit.more_came_back"))];
        said.into_iter().flatten().map(|it| view! { <span class="block pt-1 text-xs text-quiet">{it}</span> }).collect_view()
    };
    let growths = move || {
        view! {
            <span class="flex flex-wrap gap-x-3 pt-2 text-xs tabular-nums">
                <GrowthWords kpi against=Against::YearBefore/>
                <GrowthWords kpi against=Against::PeriodBefore/>
                {move || kpi.with(|it| it.is_to_date).then(|| view! { <span class="text-quiet">{t!("kit.to_date")}</span> })}
            </span>
        }
    };
    let value = move || match kpi.with(|it| it.barrier) {
        Some(barrier) => view! {
            <span class="block text-lg font-semibold text-quiet">{t!("words.barrier.title")}</span>
            <span class="block pt-1 text-xs text-quiet">{words::barrier(barrier)}</span>
        }
        .into_any(),
        None => view! {
            <span class="block truncate text-2xl font-semibold tabular-nums">
                {move || kpi.with(|it| locale().value_short(it.figure, it.actual))}
            </span>
            {notes}
            {unreviewed}
            {against_target}
            {growths}
            {beside.run()}
        }
        .into_any(),
    };
    let body = move || {
        view! {
            <span class="block text-sm text-quiet">{move || words::figure(figure())}</span>
            {value}
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

/// 同比 ▲ 12.5%, coloured if the change is good for this figure.
#[component]
fn GrowthWords(kpi: Signal<Kpi>, against: Against) -> impl IntoView {
    let growth = move || match against {
        Against::YearBefore => kpi.with(|it| it.on_last_year),
        Against::PeriodBefore => kpi.with(|it| it.on_previous),
    };
    let name = move || match against {
        Against::YearBefore => t!("kit.on_last_year"),
        Against::PeriodBefore => t!("kit.on_previous"),
    };
    let class = move || kpi.with(|it| growth_colour(it.figure.better(), growth()));
    view! {
        <span>
            <span class="text-quiet">{name} " "</span>
            <span class=class>{move || words::growth(growth(), against)}</span>
        </span>
    }
}

/// A change for the worse is not red: red is for what a rule says must be acted on.
pub fn growth_colour(better: Better, growth: Growth) -> &'static str {
    match (better, growth.sign()) {
        (Better::More, std::cmp::Ordering::Greater) | (Better::Less, std::cmp::Ordering::Less) => "whitespace-nowrap text-good",
        (_, std::cmp::Ordering::Equal) => "whitespace-nowrap text-quiet",
        _ => "whitespace-nowrap font-medium",
    }
}

/// A labelled number with a note below it.
#[component]
pub fn StatTile(
    #[prop(into)] label: Signal<String>,
    /// The formatted number.
    #[prop(into)]
    value: Signal<String>,
    #[prop(into, optional)] note: Option<Signal<String>>,
    #[prop(into, optional)] tone: Signal<Tone>,
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
