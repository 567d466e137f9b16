//! Alerts on KPIs: completion behind the elapsed time, or a value out of bounds, of a person or a team (AL-01, A4, R-05).

use super::Raised;
use super::ground::Ground;
use crate::access::actor::Actor;
use crate::access::sight::Sight;
use crate::figures::analytics::{Filter, working_days_gone};
use crate::figures::kpis::{Evaluator, has_kpi, is_of_costs, is_summed_on};
use crate::figures::target_value::value_of;
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::organisation::{Person, Role};
use crate::rules::alert_rules::AlertRule;
use crate::rules::{KpiAlert, KpiAlertOf, KpiBreach};
use crate::values::better::Better;
use crate::values::calendar::{Day, Period, Stretch};
use crate::values::kpi_name::KpiName;
use crate::values::money::Share;
use crate::values::ratio::Ratio;
use crate::values::target_of::TargetOf;

/// The facts of the book are gathered only if there is a rule.
pub(super) fn breaches(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let rules: Vec<&KpiAlert> = ground.rules.kpis.iter().filter(|it| is_in_use(it.kpi, ground)).collect();
    if rules.is_empty() {
        return;
    }
    let evaluator = Evaluator::of(ground.book, ground.today);
    for rule in rules {
        for (person, of) in ground.people().filter_map(|it| watched(it, rule, ground).map(|of| (it, of))) {
            // What fell short in the last period stays until the next one is over.
            let running = rule.length.of(ground.today, ground.calendar);
            raised.extend([running, running.previous()].into_iter().filter_map(|it| breach(ground, &evaluator, rule, person, of, it)));
        }
    }
}

fn is_in_use(kpi: KpiName, ground: &Ground<'_>) -> bool {
    match kpi {
        KpiName::Shipped(_) => true,
        KpiName::Own(id) => ground.book.kpi(id).is_some_and(|it| it.active),
    }
}

/// Whose value the rule looks at, if this person answers for it and may see it: a device of somebody who may not see costs could not raise it either.
fn watched(person: &Person, rule: &KpiAlert, ground: &Ground<'_>) -> Option<TargetOf> {
    let sees_costs = Sight::of(&Actor::of(person, ground.book), ground.book, ground.today).shows_costs();
    if !sees_costs && is_of_costs(rule.kpi, ground.book) {
        return None;
    }
    match rule.of {
        KpiAlertOf::Teams => person.team.filter(|_| person.role == Role::Supervisor).map(TargetOf::Team),
        KpiAlertOf::People => {
            let has_it = has_kpi(person.role, rule.kpi, ground.book, ground.today);
            (has_it && person.role == Role::Rep).then_some(TargetOf::Person(person.id))
        }
    }
}

fn breach(
    ground: &Ground<'_>,
    evaluator: &Evaluator<'_>,
    rule: &KpiAlert,
    person: &Person,
    of: TargetOf,
    period: Period,
) -> Option<Raised> {
    let (first, last) = period.days();
    let filter: Filter = of.into();
    let measured_on = |on: Day| {
        let days = Stretch { first, last: on.min(last) };
        let unit = evaluator.definition(rule.kpi, days)?.unit;
        let value = evaluator.measure(rule.kpi, days, &filter).value.ok()?;
        match rule.when {
            KpiBreach::Behind { by } => {
                let target = value_of(ground.book, of, rule.kpi, period).filter(|it| 0 < *it)?;
                let share = against_time(ground, rule.kpi, unit.completion(value, target)?, period, on)?;
                is_behind(share, by, evaluator.definition(rule.kpi, days)?.better).then_some(share)
            }
            KpiBreach::Below { value: least } => (last < on && value < unit.target(least)?).then_some(value),
            KpiBreach::Above { value: most } => (unit.target(most)? < value).then_some(value),
        }
    };
    // On the day after the last, the whole period counts.
    let on = ground.today.min(last.plus(1));
    let measured = measured_on(on)?;
    // By then everybody above has been told.
    let furthest = rule.manager_after.max(rule.superior_after);
    let earlier = (first.max(on.plus(-furthest)).0..on.0).rev().map(Day).take_while(|it| measured_on(*it).is_some());
    Some(Raised {
        key: AlertKey { rule: AlertRule::Kpi, subject: person.id.into(), occurrence: Occurrence::Kpi { rule: rule.id, period } },
        level: rule.raises,
        person: person.id,
        customer: None,
        since: earlier.last().unwrap_or(on),
        measured: measured.in_parts(10_000),
        share: Some(measured),
        amount: None,
    })
}

/// The completion against the working days that are gone (A4). A rate does not grow with the days; nothing is judged before the first one is over.
fn against_time(ground: &Ground<'_>, kpi: KpiName, completion: Ratio, period: Period, on: Day) -> Option<Ratio> {
    let (gone, all) = working_days_gone(period, on, &ground.working_days);
    let (gone, all) = if is_summed_on(kpi, period.last(), ground.book) { (gone, all) } else { (gone.min(1), 1) };
    completion.by(Ratio::of_products(gone.into(), all.into())?)
}

/// Whether the completion against the elapsed time is off by more than a share; of what should be little, on the other side.
fn is_behind(share: Ratio, by: Share, better: Better) -> bool {
    let off = |sign: i64| Ratio::of_products(i128::from(Share::WHOLE.0 + sign * by.0), i128::from(Share::WHOLE.0));
    match better {
        Better::Less => off(1).is_some_and(|it| it < share),
        Better::More | Better::Neither => off(-1).is_some_and(|it| share < it),
    }
}
