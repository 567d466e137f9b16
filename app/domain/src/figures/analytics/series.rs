//! A figure over time, or broken down by a trait.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Against, Beginnings, Figure, Filter, Totals, compare, department_of};
use crate::book::Book;
use crate::figures::fact::Fact;
use crate::figures::target_value;
use crate::records::customer::Scale;
use crate::records::order::Origin;
use crate::rules::{PriceBand, PriceBands};
use crate::values::calendar::{Day, Month, Period, Stretch};
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, DepartmentId, PersonId, ProductId, RegionId, TeamId};
use crate::values::ratio::Ratio;
use crate::values::target_of::TargetOf;
use crate::values::working_days::WorkingDays;

/// The trait of a breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The person credited.
    Person,
    /// Their team at the time.
    Team,
    /// The team's department.
    Department,
    /// The team's region.
    Region,
    /// The product's line.
    Line,
    Product,
    /// The product's functional module (功能模块, E-07).
    Module,
    /// The band of the product's list price (价格带, E-07).
    PriceBand,
    /// 业绩来源 (E-06).
    Origin,
    Industry,
    Scale,
    Grade,
    Customer,
}

/// A part of a breakdown, or a month of a trend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "is")]
pub enum PointKey {
    Month(Month),
    Person(PersonId),
    Team(TeamId),
    Department(DepartmentId),
    Region(RegionId),
    Line(String),
    Product(ProductId),
    Module(String),
    PriceBand(PriceBand),
    Origin(Origin),
    Industry(String),
    Scale(Scale),
    Grade(Grade),
    Customer(CustomerId),
    /// The trait is not known.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    pub key: PointKey,
    pub value: Option<Ratio>,
    /// The target of this part or month, if one is set.
    pub target: Option<i64>,
    /// The value one year earlier; for a running period, up to the same day.
    pub last_year: Option<Ratio>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    pub figure: Figure,
    /// A trend by month without gaps; a breakdown by value, largest first.
    pub points: Vec<Point>,
}

/// The maximum length of a trend: fifty years.
pub(super) const MOST_MONTHS: i32 = 600;

pub(super) fn year_before(month: Month) -> Month {
    Month(month.0.saturating_sub(12))
}

/// A figure month by month, with targets and the previous year. Every month of the range is present. A month before the first record or in the
/// future has no value.
pub fn trend(figure: Figure, facts: &[Fact], first: Month, last: Month, filter: &Filter, today: Day, book: &Book) -> Series {
    let last = last.min(Month(first.0.saturating_add(MOST_MONTHS - 1)));
    let (beginnings, working_days) = (Beginnings::of(facts), WorkingDays::of(book.company()));
    let counted = facts.iter().map(|it| filter.reads(it)).filter(|it| figure.measures().contains(&it.key.measure));
    let counted: Vec<Fact> = counted.filter(|it| filter.lets_through(it, book)).collect();
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

/// A figure of a period by a trait, largest first. Parts without facts are left out, except people and teams with a target.
pub fn breakdown(figure: Figure, by: By, facts: &[Fact], period: Period, filter: &Filter, today: Day, book: &Book) -> Series {
    let (first, last) = period.days();
    let year_before = compare(period, Against::YearBefore, today, &WorkingDays::of(book.company()));
    let was_there = Beginnings::of(facts).reach(figure, year_before.days(figure), today);
    let mut parts: BTreeMap<PointKey, (Totals, Totals, bool)> = BTreeMap::new();
    let bands = book.company().price_bands.clone();
    let counted = facts.iter().map(|it| filter.reads(it)).filter(|it| figure.measures().contains(&it.key.measure));
    for fact in &counted.filter(|it| filter.lets_through(it, book)).collect::<Vec<_>>() {
        let (now, before, is_there) = parts.entry(part(by, fact, &bands, book)).or_default();
        now.add(fact, first, last);
        before.add_compared(fact, &year_before);
        *is_there |= first <= fact.key.on && fact.key.on <= last;
    }
    for owner in owners(by, filter, book) {
        let has_target = figure.metric().zip(target_of(&owner)).and_then(|(metric, of)| target_value::value_of(book, of, metric, period));
        if has_target.is_some() {
            parts.entry(owner).or_default().2 = true;
        }
    }
    let mut points: Vec<Point> = parts
        .into_iter()
        // A part with arrears and no payments is kept: its rate is 0 %.
        .filter(|(_, (now, _, is_there))| *is_there || now.arrears != 0)
        .map(|(key, (now, before, _))| Point {
            value: figure.value(&now),
            target: figure
                .metric()
                .zip(target_of(&key).filter(|_| is_comparable(&key, filter)))
                .and_then(|(metric, of)| target_value::value_of(book, of, metric, period)),
            last_year: figure.value(&before).filter(|_| was_there),
            key,
        })
        .collect();
    points.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.key.cmp(&b.key)));
    Series { figure, points }
}

pub(super) fn part(by: By, fact: &Fact, bands: &PriceBands, book: &Book) -> PointKey {
    let (origin, fact) = (fact.origin, &fact.key);
    let team = || fact.team.and_then(|it| book.team(it));
    let product = || fact.product.and_then(|it| book.product(it));
    let profile = || book.customer(fact.customer).map(|it| &it.profile);
    let named = |name: &str, key: fn(String) -> PointKey| if name.is_empty() { PointKey::Unknown } else { key(name.to_owned()) };
    match by {
        By::Person => PointKey::Person(fact.person),
        By::Team => fact.team.map_or(PointKey::Unknown, PointKey::Team),
        By::Department => department_of(fact, book).map_or(PointKey::Unknown, PointKey::Department),
        By::Region => team().and_then(|it| it.region).map_or(PointKey::Unknown, PointKey::Region),
        By::Line => product().map_or(PointKey::Unknown, |it| named(&it.line, PointKey::Line)),
        By::Product => fact.product.map_or(PointKey::Unknown, PointKey::Product),
        By::Module => product().map_or(PointKey::Unknown, |it| named(&it.module, PointKey::Module)),
        By::PriceBand => product().map_or(PointKey::Unknown, |it| PointKey::PriceBand(bands.of(it.price))),
        By::Origin => origin.map_or(PointKey::Unknown, PointKey::Origin),
        By::Industry => profile().map_or(PointKey::Unknown, |it| named(&it.industry, PointKey::Industry)),
        By::Scale => profile().and_then(|it| it.scale).map_or(PointKey::Unknown, PointKey::Scale),
        By::Grade => profile().map_or(PointKey::Unknown, |it| PointKey::Grade(it.grade)),
        By::Customer if fact.customer == CustomerId::default() => PointKey::Unknown,
        By::Customer => PointKey::Customer(fact.customer),
    }
}

/// The people or teams that a ranking lists even without facts.
pub(super) fn owners(by: By, filter: &Filter, book: &Book) -> Vec<PointKey> {
    if filter.target_of().is_none() {
        return Vec::new();
    }
    let team_fits = |team: TeamId| {
        filter.team.is_none_or(|it| it == team)
            && filter.department.is_none_or(|it| book.team(team).is_some_and(|team| team.department == it))
    };
    match by {
        By::Person => book
            .people()
            .filter(|it| it.active && filter.person.is_none_or(|wanted| wanted == it.id))
            .filter(|it| match it.team {
                Some(team) => team_fits(team),
                None => filter.team.is_none() && filter.department.is_none_or(|wanted| it.department == Some(wanted)),
            })
            .map(|it| PointKey::Person(it.id))
            .collect(),
        By::Team if filter.person.is_none() => book.teams().filter(|it| team_fits(it.id)).map(|it| PointKey::Team(it.id)).collect(),
        _ => Vec::new(),
    }
}

/// Whether a part covers everything its owner's target covers. A team filtered to one person does not.
pub(super) fn is_comparable(key: &PointKey, filter: &Filter) -> bool {
    let whole = match key {
        PointKey::Team(_) => filter.person.is_none(),
        PointKey::Department(_) => filter.person.is_none() && filter.team.is_none(),
        _ => true,
    };
    whole && filter.target_of().is_some()
}

pub(super) fn target_of(key: &PointKey) -> Option<TargetOf> {
    match key {
        PointKey::Person(id) => Some(TargetOf::Person(*id)),
        PointKey::Team(id) => Some(TargetOf::Team(*id)),
        PointKey::Department(id) => Some(TargetOf::Department(*id)),
        _ => None,
    }
}
