//! The costs of a product: what it costs now, what is planned, and what it cost before.

use domain::rules::{Dated, VersionPhase, VersionSpan};
use domain::values::calendar::Day;
use domain::values::money::Money;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::{person_name, typed};
use crate::t;
use crate::ui::kit::{Badge, Button, Look, Tone};

/// The newest cost: the one that holds, or the planned one.
pub fn newest(costs: &Dated<Option<Money>>) -> Option<Money> {
    costs.versions().last().and_then(|it| it.rules)
}

/// The costs with this one from a day on; as they are if it is the newest one already.
pub fn changed(costs: &Dated<Option<Money>>, from: Day, cost: Option<Money>) -> Dated<Option<Money>> {
    if newest(costs) == cost { costs.clone() } else { costs.since(from, cost) }
}

/// Every cost with its days and who set it, newest first. A planned one can be taken back before it holds.
#[component]
pub fn ProductCosts(
    costs: RwSignal<Dated<Option<Money>>>,
    /// The cost as typed, which follows the newest one.
    cost: RwSignal<String>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let spans = move || costs.with(|costs| costs.spans(today).into_iter().filter(|it| it.from.is_some()).rev().collect::<Vec<_>>());
    let take_back = move |day: Day| {
        costs.update(|it| *it = it.without(day, today));
        cost.set(costs.with_untracked(newest).map(typed::money).unwrap_or_default());
    };
    let line = move |span: VersionSpan<Option<Money>>| {
        let from = span.from.unwrap_or(today);
        let days = match span.until {
            Some(until) => t!("settings.versions.from_until", from = locale().day(from), until = locale().day(until)),
            None => t!("settings.versions.from", from = locale().day(from)),
        };
        let amount = span.rules.map_or_else(|| t!("settings.cost.unknown").to_owned(), |it| locale().money_signed(it));
        let who = span.set.map(|it| notebook.with(|book| person_name(book, it.by))).unwrap_or_default();
        let phase = match span.phase {
            VersionPhase::Now => view! { <Badge label=move || t!("settings.versions.now") tone=Tone::Success/> }.into_any(),
            VersionPhase::Planned => {
                let label = move || t!("settings.cost.take_back", day = locale().day(from));
                view! { <Button label=Signal::derive(label) look=Look::Ghost on_press=move || take_back(from)/> }.into_any()
            }
            VersionPhase::Past => ().into_any(),
        };
        view! {
            <li class="flex min-h-11 flex-wrap items-center gap-x-3">
                <span class="font-medium tabular-nums">{amount}</span>
                <span class="min-w-0 flex-1 text-quiet tabular-nums">{days} " " {who}</span>
                {phase}
            </li>
        }
    };
    view! {
        <Show when=move || costs.with(|it| !it.is_default())>
            <div class="min-w-0 text-sm">
                <p class="font-medium">{move || t!("settings.cost.title")}</p>
                <ul class="divide-y divide-base-200" aria-label=move || t!("settings.cost.title")>{move || spans().into_iter().map(line).collect_view()}</ul>
                <p class="text-xs text-quiet">{move || t!("settings.cost.note")}</p>
            </div>
        </Show>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_cost_makes_no_version() {
        let cost = |yuan| Some(Money::whole(yuan));
        let was = Dated::default().since(Day(10), cost(600));
        assert_eq!(changed(&was, Day(20), cost(600)), was);
        assert_eq!(changed(&was, Day(20), cost(650)).on(Day(20)), cost(650));
        assert_eq!(changed(&was, Day(20), None).on(Day(25)), None, "no longer known");
        assert!(changed(&Dated::default(), Day(20), None).is_default());
    }
}
