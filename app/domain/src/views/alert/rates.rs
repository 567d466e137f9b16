//! AL-01 and AL-14: target completion and collection rate.

use std::collections::BTreeMap;

use super::Raised;
use super::ground::Ground;
use crate::figures::analytics::{CompletionRule, Figure, Totals};
use crate::figures::fact::Measure;
use crate::figures::facts;
use crate::figures::target_value::value_of;
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::organisation::{Person, Role};
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::{Day, Period};
use crate::values::ids::PersonId;
use crate::values::kpi_name::KpiName;
use crate::values::ratio::{Ratio, ratio};
use crate::values::target_of::TargetOf;

/// Sales by person and day.
type SalesByDay = BTreeMap<PersonId, BTreeMap<Day, i64>>;

/// AL-01: completion below the threshold, measured against the elapsed working days while the period runs and against the whole target
/// afterwards (A4). The alert for a past period stays until the next period is over.
pub(super) fn completion(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    if ground.rule(AlertRule::Completion).is_none() {
        return;
    }
    let month = Period::Month(ground.today.month());
    let quarter = Period::Quarter(ground.calendar.quarter_of(ground.today));
    let sold = sold_since(ground, month.previous().first().min(quarter.previous().first()));
    for running in [month, quarter] {
        for period in [running, running.previous()] {
            let company = ground.book.company();
            let is_over = period.last() < ground.today;
            let rule = if is_over { CompletionRule::of(company, period, ground.today) } else { CompletionRule::by(&ground.rules, company) };
            for person in ground.people().filter(|it| is_watched(ground, it, period)) {
                raised.extend(fallen_short(ground, &rule, person, period, &sold));
            }
        }
    }
}

/// A quarter is checked only if none of its months has a target; otherwise one shortfall would raise two alerts.
fn is_watched(ground: &Ground<'_>, person: &Person, period: Period) -> bool {
    let has_target = |it: Period| value_of(ground.book, TargetOf::Person(person.id), KpiName::SALES_AMOUNT, it).is_some();
    match period {
        Period::Quarter(_) => !period.months().into_iter().map(Period::Month).any(has_target),
        _ => true,
    }
}

fn sold_since(ground: &Ground<'_>, first: Day) -> SalesByDay {
    let mut sold = SalesByDay::new();
    for order in ground.book.orders() {
        let is_late = |it: Day| first <= it;
        // Returns, cancellations and corrections count on their own day, however old the order is (A13).
        if !order.days_of_worth().into_iter().any(is_late) {
            continue;
        }
        for fact in facts::of_order(order).iter().filter(|it| it.key.measure == Measure::SalesAmount && is_late(it.key.on)) {
            let day = sold.entry(fact.key.person).or_default().entry(fact.key.on).or_default();
            *day = day.saturating_add(fact.value);
        }
    }
    sold
}

fn fallen_short(ground: &Ground<'_>, rule: &CompletionRule, person: &Person, period: Period, sold: &SalesByDay) -> Option<Raised> {
    let target = value_of(ground.book, TargetOf::Person(person.id), KpiName::SALES_AMOUNT, period).filter(|it| 0 < *it)?;
    let (first, last) = period.days();
    let until = |on: Day| -> i64 {
        let days = sold.get(&person.id).into_iter().flat_map(|it| it.range(first..=on.min(last)));
        days.fold(0, |sum: i64, it| sum.saturating_add(*it.1))
    };
    let have_and_due = |on: Day| rule.have_and_due(until(on), target, period, on);
    let level_on = |on: Day| have_and_due(on).and_then(|(have, due)| rule.setting.level_of_share(have, due));
    // On the day after the last, the whole period counts.
    let on = ground.today.min(last.plus(1));
    let level = level_on(on)?;
    let (have, due) = have_and_due(on)?;
    let share = Ratio::of_products(have, due)?;
    // The unbroken run of days up to now on which the alert holds.
    let earlier = (first.0..on.0).rev().map(Day).take_while(|it| level_on(*it).is_some());
    Some(Raised {
        key: AlertKey { rule: AlertRule::Completion, subject: person.id.into(), occurrence: Occurrence::Period(period) },
        level,
        person: person.id,
        customer: None,
        since: earlier.last().unwrap_or(on),
        measured: share.in_parts(10_000),
        share: Some(share),
        amount: None,
    })
}

/// AL-14: the collection rate of the previous month, against its minimum.
pub(super) fn collection(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::CollectionRate) else { return };
    let period = Period::Month(ground.today.month()).previous();
    let (first, last) = period.days();
    let mut totals: BTreeMap<PersonId, Totals> = BTreeMap::new();
    for order in ground.book.orders().chain(ground.book.advances()) {
        for fact in facts::of_order(order).iter().filter(|it| Figure::CollectionRate.measures().contains(&it.key.measure)) {
            totals.entry(fact.key.person).or_default().add(fact, first, last);
        }
    }
    for person in ground.people().filter(|it| it.role == Role::Rep) {
        let Some(totals) = totals.get(&person.id) else { continue };
        let (of, to) = (totals.sum(Measure::Collected), totals.sum(Measure::Due).saturating_add(totals.arrears));
        let Some(level) = setting.level_of_share(of.into(), to.into()) else { continue };
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::CollectionRate, subject: person.id.into(), occurrence: Occurrence::Period(period) },
            level,
            person: person.id,
            customer: None,
            since: last.plus(1),
            measured: ratio(of, to).map_or(0, |it| it.in_parts(10_000)),
            share: ratio(of, to),
            amount: None,
        });
    }
}
