//! The month: completion against time gone by, amount, target, gap, and what the figures include.

use domain::agenda::own_view;
use domain::analytics::{self, Card as Figures, Figure};
use domain::calendar::{Day, Period};
use domain::money::{Money, Share, ratio};
use domain::organisation::Role;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Card, FigureNote, Icon, Ring, Skeleton, Tone, icons};
use crate::ui::routes;

/// The share of the month's days that are gone, today included.
fn time_passed(period: Period, today: Day) -> Share {
    let (first, last) = period.days();
    ratio(i64::from(today.0 - first.0 + 1), i64::from(last.0 - first.0 + 1)).unwrap_or_default()
}

/// What the colour of the ring says: reached, on the way, or behind the time by more than a little.
fn tone_of(figures: &Figures) -> Tone {
    match (figures.completion, figures.pace) {
        (Some(done), _) if 10_000 <= done.0 => Tone::Success,
        (Some(_), Some(pace)) if pace.0 < 8_000 => Tone::Error,
        (Some(_), Some(pace)) if pace.0 < 10_000 => Tone::Warning,
        _ => Tone::Brand,
    }
}

/// The card of the month.
#[component]
pub fn MonthRing() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let status = notebook.status();
    let today = notebook.today();
    let period = Period::Month(today.month());
    let figures = Memo::new(move |_| {
        let (facts, filter) = (notebook.facts(), own_view(&notebook.actor()));
        notebook.with(|book| analytics::card(Figure::SalesAmount, &facts, period, &filter, today, book))
    });
    let money = |it: Option<i64>| it.map_or_else(|| NOTHING.to_owned(), |it| locale().money_short(Money(it)));
    let gap = move || figures.get().gap.map_or_else(|| NOTHING.to_owned(), |it| locale().money_gap(Money(it)));
    let whose = move || match notebook.actor().role {
        Role::Rep => t!("today.mine"),
        Role::Supervisor => t!("today.team"),
        Role::Manager => t!("today.department"),
        Role::Director | Role::Administrator => t!("today.company"),
    };
    let pace = move || {
        let words = |share: Share| if share.0 < 10_000 { t!("today.behind") } else { t!("today.ahead") };
        figures.get().pace.map_or_else(|| t!("today.no_target_yet"), words)
    };
    let is_loading = Memo::new(move |_| status.with(|it| !it.is_filled) && notebook.facts().is_empty());
    let at = move || status.with(|it| it.confirmed_at.map_or_else(|| NOTHING.to_owned(), |it| locale().moment(it, today)));
    view! {
        <Card>
            <div class="flex items-center justify-between pb-2">
                <h2 class="text-base font-semibold">{whose}</h2>
                <A href=routes::PERFORMANCE attr:class="btn btn-ghost btn-sm min-h-11">
                    {move || t!("today.more")}
                    <Icon name=icons::FORWARD class="size-4"/>
                </A>
            </div>
            <Show when=move || !is_loading.get() fallback=|| view! { <Skeleton class="h-36 w-full"/> }>
                <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
                    <Ring
                        done=Signal::derive(move || figures.get().completion)
                        passed=Signal::stored(time_passed(period, today))
                        tone=Signal::derive(move || tone_of(&figures.get()))
                    />
                    <div class="min-w-40 flex-1">
                        <dl class="grid gap-1">
                            <div>
                                <dt class="text-xs text-quiet">{move || t!("words.figure.sales_amount")}</dt>
                                <dd class="text-2xl font-semibold tabular-nums">{move || money(figures.get().actual)}</dd>
                            </div>
                            <div class="flex justify-between gap-2 text-sm">
                                <dt class="text-quiet">{move || t!("kit.target")}</dt>
                                <dd class="tabular-nums">{move || money(figures.get().target)}</dd>
                            </div>
                            <div class="flex justify-between gap-2 text-sm">
                                <dt class="text-quiet">{move || t!("kit.gap")}</dt>
                                <dd class="tabular-nums">{gap}</dd>
                            </div>
                            <div class="flex justify-between gap-2 text-sm">
                                <dt class="text-quiet">{move || t!("kit.time_passed")}</dt>
                                <dd class="tabular-nums">{move || locale().share(time_passed(period, today))}</dd>
                            </div>
                        </dl>
                        <p class="pt-1 text-sm font-medium">{pace}</p>
                    </div>
                </div>
            </Show>
            <FigureNote at=Signal::derive(at) pending=Signal::derive(move || status.with(|it| it.n_pending)) scoped=Signal::derive(move || notebook.actor().role != Role::Director)/>
        </Card>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_counts_as_gone() {
        let month = |text| Period::parse(text).expect("a month");
        let day = |text| Day::parse(text).expect("a day");
        assert_eq!(time_passed(month("2026-11"), day("2026-11-15")), Share(5_000));
        assert_eq!(time_passed(month("2026-11"), day("2026-11-30")), Share(10_000));
    }
}
