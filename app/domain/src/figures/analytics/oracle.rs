//! A figure over time, or broken down by a trait, computed on its own. Slower than [`dashboard`](super::dashboard()), which computes
//! everything in one pass over the facts; tests compare the two.

use std::collections::BTreeMap;

use super::series::{MOST_MONTHS, bands_of, is_comparable, owners, part, target_of};
use super::{Against, Beginnings, By, Figure, Filter, Point, PointKey, Series, Totals, compare};
use crate::book::Book;
use crate::figures::fact::Fact;
use crate::figures::target_value;
use crate::values::calendar::{Day, Month, Period, Stretch};
use crate::values::working_days::WorkingDays;

/// A figure month by month, with targets and the previous year. Every month of the range is present. A month before the first record or in the
/// future has no value.
pub fn trend(figure: Figure, facts: &[Fact], first: Month, last: Month, filter: &Filter, today: Day, book: &Book) -> Series {
    let last = last.min(Month(first.0.saturating_add(MOST_MONTHS - 1)));
    let (beginnings, working_days) = (Beginnings::of(facts), WorkingDays::of(book.company()));
    let counted = facts.iter().filter_map(|it| filter.counted(it, book));
    let counted: Vec<Fact> = counted.filter(|it| figure.measures().contains(&it.key.measure)).collect();
    let is_answered = figure.barrier(filter).is_none();
    let value = |days: Stretch, add: &dyn Fn(&mut Totals, &Fact)| {
        let mut totals = Totals::default();
        counted.iter().for_each(|it| add(&mut totals, it));
        if is_answered && beginnings.reach(figure, days, today) { figure.value(&totals) } else { None }
    };
    let of = filter.target_of().filter(|_| is_answered);
    let points = (first.0..=last.0)
        .map(|month| Period::Month(Month(month)))
        .map(|month| {
            let (days, before) = (Stretch::from(month), compare(month, Against::YearBefore, today, &working_days));
            Point {
                key: PointKey::Month(month.first().month()),
                value: value(days, &|totals, it| totals.add(it, days.first, days.last)),
                target: figure.metric().zip(of).and_then(|(metric, of)| target_value::value_of(book, of, metric, month)),
                last_year: value(before.days(figure), &|totals, it| totals.add_compared(it, &before)),
            }
        })
        .collect();
    Series { figure, points }
}

/// A figure of a period by a trait, largest first. Parts without facts are left out, except people and teams with a target that is shown.
pub fn breakdown(figure: Figure, by: By, facts: &[Fact], period: Period, filter: &Filter, today: Day, book: &Book) -> Series {
    let (first, last) = period.days();
    let year_before = compare(period, Against::YearBefore, today, &WorkingDays::of(book.company()));
    let was_there = Beginnings::of(facts).reach(figure, year_before.days(figure), today);
    let mut parts: BTreeMap<PointKey, (Totals, Totals, bool)> = BTreeMap::new();
    let bands = bands_of(last, today, book);
    let counted = facts.iter().filter_map(|it| filter.counted(it, book));
    for fact in &counted.filter(|it| figure.measures().contains(&it.key.measure)).collect::<Vec<_>>() {
        let (now, before, is_there) = parts.entry(part(by, fact, filter.credited, &bands, book)).or_default();
        now.add(fact, first, last);
        before.add_compared(fact, &year_before);
        *is_there |= first <= fact.key.on && fact.key.on <= last;
    }
    let target = |key: &PointKey| {
        let of = target_of(key).filter(|_| is_comparable(key, filter));
        figure.metric().zip(of).and_then(|(metric, of)| target_value::value_of(book, of, metric, period))
    };
    for owner in owners(by, filter, book).into_iter().filter(|it| target(it).is_some()) {
        parts.entry(owner).or_default().2 = true;
    }
    let mut points: Vec<Point> = parts
        .into_iter()
        // A part with arrears and no payments is kept: its rate is 0 %.
        .filter(|(_, (now, _, is_there))| *is_there || now.arrears != 0)
        .map(|(key, (now, before, _))| Point {
            value: figure.value(&now),
            target: target(&key),
            last_year: figure.value(&before).filter(|_| was_there),
            key,
        })
        .collect();
    points.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.key.cmp(&b.key)));
    Series { figure, points }
}
