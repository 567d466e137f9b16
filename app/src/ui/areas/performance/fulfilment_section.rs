//! 订单履约 (F-15, F-16): fulfilment of the owner's orders in the period, against the period before and the year before. Separate from the figures
//! because it is no sum of facts: what is late depends on today. Each value opens its own orders.

use domain::figures::analytics::{Against, Growth, compare};
use domain::figures::fulfilment::{Aspect, Fulfilment};
use domain::records::order::Order;
use domain::values::calendar::{Day, Stretch};
use domain::values::ratio::Ratio;
use domain::values::working_days::WorkingDays;
use leptos::prelude::*;
use leptos_router::components::A;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use super::record_columns::name_of_aspect;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::Section;

/// The value if it is a rate; the difference of two rates is in percentage points.
fn rate(aspect: Aspect, of: &Fulfilment) -> Option<Ratio> {
    match aspect {
        Aspect::OnTime => of.on_time,
        Aspect::Fill => of.fill,
        Aspect::InFull => of.in_full,
        Aspect::GrossMargin => of.gross_margin,
        Aspect::SalesCycle | Aspect::FirstContact => None,
    }
}

fn value(aspect: Aspect, of: &Fulfilment) -> String {
    let days = |n_days: Option<i64>| n_days.map(|it| t!("track.days", n = it));
    let said = match aspect {
        Aspect::SalesCycle => days(of.sales_cycle),
        Aspect::FirstContact => days(of.first_contact),
        _ => rate(aspect, of).map(|it| locale().share(it)),
    };
    said.unwrap_or_else(|| NOTHING.to_owned())
}

/// The earlier value, and the difference if it is a rate.
fn said(aspect: Aspect, now: &Fulfilment, then: &Fulfilment, against: Against) -> String {
    let value = value(aspect, then);
    match rate(aspect, now).zip(rate(aspect, then)) {
        Some((now, before)) => format!("{value} ({})", words::growth(Growth::Points { now, before }, against)),
        None => value,
    }
}

/// The section.
#[component]
pub fn FulfilmentSection(url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let asked = Memo::new(move |_| url.with(|it| (it.owner(), it.period, it.filter.credited)));
    let known = Memo::new(move |_| {
        let ((of, period, credited), today) = (asked.get(), notebook.today());
        let working_days = notebook.with(|book| WorkingDays::of(book.company()));
        let other = |against| compare(period, against, today, &working_days).by_date;
        let stretches = [Stretch::from(period), other(Against::PeriodBefore), other(Against::YearBefore)];
        // Narrows thousands of orders to those that any value can be about, so that a press is answered at once.
        let matters = |day: Day| stretches.iter().any(|it| it.contains(day));
        let is_about = |it: &&Order| matters(it.terms.deal_on) || it.deliver_by().is_some_and(matters);
        notebook.with(|book| {
            let orders: Vec<&Order> =
                book.orders().filter(is_about).filter(|it| credited.counts(of, (it.owner, it.team), it.customer, book)).collect();
            stretches.map(|it| Fulfilment::of(&orders, it, today, book))
        })
    });
    let is_running = Memo::new(move |_| asked.with(|(_, it, _)| it.contains(notebook.today()) && notebook.today() < it.last()));
    let is_narrowed = Memo::new(move |_| url.with(|it| 0 < Lens::n_filters(it) || it.filter.approved_only));
    // Who may not see costs has no margin.
    let aspects = Memo::new(move |_| {
        let sees_costs = notebook.sight().shows_costs();
        Aspect::ALL.into_iter().filter(|it| sees_costs || *it != Aspect::GrossMargin).collect::<Vec<_>>()
    });
    let card = move |aspect: Aspect| {
        let now = move || known.with(|it| value(aspect, &it[0]));
        let before = move || known.with(|it| said(aspect, &it[0], &it[1], Against::PeriodBefore));
        let a_year_ago = move || known.with(|it| said(aspect, &it[0], &it[2], Against::YearBefore));
        let to = move || url.records(&url.with(|lens| lens.with(|it| it.aspect = Some(aspect))));
        view! {
            <A href=to attr:class="rounded-box pressable block min-w-0 border border-base-300 bg-base-100 p-4">
                <span class="block text-sm text-quiet">{move || name_of_aspect(aspect)}</span>
                <span class="block truncate text-2xl font-semibold tabular-nums">{now}</span>
                <span class="block pt-2 text-xs text-quiet tabular-nums">{move || t!("mixes.fulfilment.before", value = before())}</span>
                <span class="block text-xs text-quiet tabular-nums">{move || t!("mixes.fulfilment.a_year_ago", value = a_year_ago())}</span>
            </A>
        }
    };
    view! {
        <Section title=move || t!("mixes.fulfilment.title") class="lg:col-span-2">
            <div class="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">{move || aspects.get().into_iter().map(card).collect_view()}</div>
            <Show when=move || is_running.get()>
                <p class="pt-2 text-xs text-quiet">{move || t!("mixes.fulfilment.to_date")}</p>
            </Show>
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
    use crate::i18n::{Lang, set_lang};

    #[test]
    fn a_rate_is_held_against_another_by_points() {
        set_lang(Lang::Zh);
        let of = |margin| Fulfilment {
            gross_margin: domain::values::ratio::ratio(margin, 1_000),
            sales_cycle: Some(margin),
            ..Fulfilment::default()
        };
        assert_eq!(said(Aspect::GrossMargin, &of(232), &of(169), Against::PeriodBefore), "16.9% (▲ 6.3 个百分点)");
        assert_eq!(said(Aspect::GrossMargin, &of(232), &Fulfilment::default(), Against::PeriodBefore), "—");
        assert_eq!(said(Aspect::SalesCycle, &of(12), &of(9), Against::PeriodBefore), "9 天");
    }
}
