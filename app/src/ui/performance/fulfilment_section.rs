//! 订单履约 (F-15, F-16): how well the owner's orders are carried out in the period, against the period before and the year before. Sums of
//! facts cannot say it, because what is late depends on today; so these stand beside the figures, and open to 订单跟踪表.

use domain::calendar::{Day, Period};
use domain::fulfilment::Fulfilment;
use domain::money::Share;
use domain::order::Order;
use domain::target::TargetOf;
use leptos::prelude::*;
use leptos_router::components::A;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::address;
use crate::ui::kit::Section;
use crate::ui::routes;

/// One figure on its card.
#[derive(Clone, Copy)]
struct Shown {
    name: fn() -> &'static str,
    say: fn(&Fulfilment) -> Option<String>,
    /// How the table is asked for its orders: by their own day, or by the day they are due.
    by: &'static str,
}

const SHOWN: [Shown; 4] = [
    Shown { name: || t!("track.on_time_rate"), say: |it| it.on_time.map(share), by: "due" },
    Shown { name: || t!("track.fill_rate"), say: |it| it.fill.map(share), by: "due" },
    Shown { name: || t!("track.lead_days"), say: |it| it.lead_days.map(|it| t!("track.days", n = it)), by: "period" },
    Shown { name: || t!("track.gross_margin"), say: |it| it.gross_margin.map(share), by: "period" },
];

fn share(it: Share) -> String {
    locale().share(it)
}

/// The orders behind it.
fn address_of(shown: Shown, of: TargetOf, period: Period) -> String {
    let parts: Vec<(&str, String)> = [(shown.by, period.to_string())].into_iter().chain(address::owner_part(of)).collect();
    format!("{}{}", routes::ORDER_TABLE, address::query(&parts))
}

/// The section.
#[component]
pub fn FulfilmentSection(
    /// The lens of the page.
    url: LensInUrl,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let asked = Memo::new(move |_| url.lens.with(|it| (it.owner(), it.period)));
    let known = Memo::new(move |_| {
        let ((of, period), today) = (asked.get(), notebook.today());
        let periods = [period, period.previous(), period.year_before()];
        let stretches = periods.map(Period::days);
        // Of thousands of orders, first those that any of the figures can be about: a press is answered before the finger is lifted.
        let matters = |day: Day| stretches.iter().any(|(first, last)| *first <= day && day <= *last);
        let is_about = |it: &&Order| matters(it.terms.deal_on) || it.deliver_by().is_some_and(matters);
        notebook.with(|book| {
            let orders: Vec<&Order> = book.orders().filter(is_about).filter(|it| it.counts_for(of, book)).collect();
            periods.map(|it| Fulfilment::of(&orders, it, today, book))
        })
    });
    let is_narrowed = Memo::new(move |_| url.lens.with(|it| 0 < Lens::n_filters(it) || it.filter.approved_only));
    let card = move |shown: Shown| {
        let [now, before, a_year_ago] = [0, 1, 2]
            .map(|at| Signal::derive(move || known.with(|it| (shown.say)(&it[at])).unwrap_or_else(|| crate::i18n::NOTHING.to_owned())));
        let to = move || {
            let (of, period) = asked.get();
            address_of(shown, of, period)
        };
        view! {
            <A href=to attr:class="rounded-box pressable block min-w-0 border border-base-300 bg-base-100 p-4">
                <span class="block text-sm text-quiet">{shown.name}</span>
                <span class="block truncate text-2xl font-semibold tabular-nums">{now}</span>
                <span class="block pt-2 text-xs text-quiet tabular-nums">{move || t!("mixes.fulfilment.before", value = before.get())}</span>
                <span class="block text-xs text-quiet tabular-nums">{move || t!("mixes.fulfilment.a_year_ago", value = a_year_ago.get())}</span>
            </A>
        }
    };
    view! {
        <Section title=move || t!("mixes.fulfilment.title") class="lg:col-span-2">
            <div class="grid grid-cols-2 gap-3 lg:grid-cols-4">{SHOWN.map(card).collect_view()}</div>
            <Show when=move || is_narrowed.get()>
                <p class="pt-2 text-xs text-quiet">{move || t!("mixes.fulfilment.unfiltered")}</p>
            </Show>
        </Section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_opens_by_its_due_day_and_what_was_ordered_by_its_own() {
        let period = Period::parse("2026-Q4").expect("a period");
        let address = |at: usize| address_of(SHOWN[at], TargetOf::Company, period);
        assert_eq!(address(0), "/order-track/table?due=2026-Q4");
        assert_eq!(address(3), "/order-track/table?period=2026-Q4");
    }
}
