//! The month: completion against time passed, amount, target, gap, and what the figures include.

use domain::figures::analytics::{self, Figure, Standing, time_passed};
use domain::values::calendar::Period;
use domain::values::money::Money;
use domain::values::ratio::Ratio;
use domain::values::target_of::TargetOf;
use domain::values::working_days::WorkingDays;
use domain::views::agenda::own_view;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Card, FigureNote, Icon, Ring, Skeleton, icons};
use crate::ui::records::standing_tone::tone_of;
use crate::ui::url::routes;

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
    let money = |amount: Option<i64>| amount.map_or_else(|| NOTHING.to_owned(), |it| locale().money_short(Money(it)));
    let gap = move || figures.get().gap.map_or_else(|| NOTHING.to_owned(), |it| locale().money_gap(Money(it)));
    let whose = move || match notebook.actor().widest() {
        TargetOf::Person(_) => t!("today.mine"),
        TargetOf::Team(_) => t!("today.team"),
        TargetOf::Department(_) => t!("today.department"),
        TargetOf::Company => t!("today.company"),
    };
    let working_days = notebook.see(|book| WorkingDays::of(book.company()));
    let unreviewed = move || {
        let words = figures.get().unreviewed.map(|it| t!("review.unreviewed", value = locale().money_short(Money(it))));
        words.map(|it| view! { <p class="text-xs text-quiet tabular-nums">{it}</p> })
    };
    let stands = Memo::new(move |_| figures.with(|it| it.standing));
    let pace = move || match stands.get() {
        Standing::NoTarget => t!("today.no_target_yet"),
        Standing::NotBegun => t!("today.not_begun"),
        Standing::Reached => t!("today.reached"),
        Standing::OnPace => t!("today.ahead"),
        Standing::Behind | Standing::Alarming => t!("today.behind"),
    };
    // The current month is always running.
    let passed = Memo::new(move |_| working_days.with(|it| time_passed(period, today, it)).unwrap_or(Ratio::NONE));
    let is_loading = Memo::new(move |_| status.with(|it| !it.is_filled) && notebook.facts().is_empty());
    let at = move || status.with(|status| status.confirmed_at.map_or_else(|| NOTHING.to_owned(), |it| locale().moment(it, today)));
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
                        passed
                        tone=Signal::derive(move || tone_of(stands.get()))
                    />
                    <div class="min-w-40 flex-1">
                        <dl class="grid gap-1">
                            <div>
                                <dt class="text-xs text-quiet">{move || t!("words.figure.sales_amount")}</dt>
                                <dd class="text-2xl font-semibold tabular-nums">{move || money(figures.get().actual.map(Ratio::rounded))}</dd>
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
                                <dd class="tabular-nums">{move || locale().share(passed.get())}</dd>
                            </div>
                        </dl>
                        <p class="pt-1 text-sm font-medium">{pace}</p>
                        {unreviewed}
                    </div>
                </div>
            </Show>
            <FigureNote at=Signal::derive(at) pending=Signal::derive(move || status.with(|it| it.n_pending)) scoped=Signal::derive(move || !notebook.actor().may_see_whole_company())/>
        </Card>
    }
    .into_any()
}
