//! Every figure of the period on a card; the chosen one is what the charts below show.

use domain::analytics::{Card, Dashboard};
use domain::calendar::weekdays_between;
use domain::money::{Share, is_below, ratio};
use leptos::prelude::*;

use super::lens_in_url::LensInUrl;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{KpiCard, Tone};

/// The cards.
#[component]
pub fn FigureCards(
    /// The lens of the page.
    url: LensInUrl,
    /// What the dashboard says.
    answer: Signal<Dashboard>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // Where completion should be by now: the share of working days gone by, while the period runs (A4).
    let time_passed = Memo::new(move |_| {
        let (period, today) = (url.lens.with(|it| it.period), notebook.today());
        let (first, last) = period.days();
        (period.contains(today) && today != last).then(|| ratio(weekdays_between(first, today), weekdays_between(first, last))).flatten()
    });
    let cards = move || {
        (0..answer.with(|it| it.cards.len()))
            .map(|index| {
                let kpi = Memo::new(move |_| answer.with(|it| it.cards[index]));
                let tone = Signal::derive(move || tone_of(&kpi.get(), time_passed.get().is_some()));
                let chosen = Signal::derive(move || url.lens.with(|it| it.figure == kpi.get().figure));
                let choose = move || url.change(|it| it.figure = kpi.get_untracked().figure);
                view! { <KpiCard kpi time_passed tone chosen on_press=choose/> }
            })
            .collect_view()
    };
    let pace = move || time_passed.get().map(|it| t!("performance.time_passed", share = locale().share(it)));
    let n_cards = Memo::new(move |_| answer.with(|it| it.cards.len()));
    view! {
        <div class="grid grid-cols-1 gap-3 min-[420px]:grid-cols-2 lg:grid-cols-4">{move || { n_cards.track(); untrack(cards) }}</div>
        <p class="pt-2 text-xs text-quiet tabular-nums">{pace}</p>
    }
    .into_any()
}

/// Behind by the rule is red: 80 % of what is due (AL-01), measured against time while the period runs; on target is green.
fn tone_of(card: &Card, is_running: bool) -> Tone {
    const RED: Share = Share(8_000);
    const WHOLE: Share = Share(10_000);
    let due = if is_running { card.pace } else { card.completion };
    match (card.actual.zip(card.target), due) {
        (Some((actual, target)), _) if 0 < target && target <= actual => Tone::Success,
        (Some((actual, target)), Some(_)) if !is_running && is_below(actual, target, RED) => Tone::Error,
        (Some(_), Some(due)) if is_running && due < RED => Tone::Error,
        (Some(_), Some(due)) if due < WHOLE => Tone::Warning,
        _ => Tone::Brand,
    }
}
