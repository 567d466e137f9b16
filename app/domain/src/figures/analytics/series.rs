//! A figure over time, or broken down by a trait.

use serde::{Deserialize, Serialize};

use super::{Figure, Filter, department_of};
use crate::book::Book;
use crate::figures::credited::Credited;
use crate::figures::fact::Fact;
use crate::records::customer::Scale;
use crate::records::order::Origin;
use crate::rules::{PriceBand, PriceBands};
use crate::values::calendar::{Day, Month};
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, DepartmentId, PersonId, ProductId, RegionId, TeamId};
use crate::values::ratio::Ratio;
use crate::values::target_of::TargetOf;

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

/// The price bands by which a period ending on `last` is divided: those of that day, for what still runs those of today.
pub(super) fn bands_of(last: Day, today: Day, book: &Book) -> PriceBands {
    book.company().price_bands_on(last.min(today))
}

pub(super) fn part(by: By, fact: &Fact, credited: Credited, bands: &PriceBands, book: &Book) -> PointKey {
    let (origin, fact) = (fact.origin, &fact.key);
    let team = || fact.team.and_then(|it| book.team(it));
    let product = || fact.product.and_then(|it| book.product(it));
    let profile = || book.customer(fact.customer).map(|it| &it.profile);
    let named = |name: &str, key: fn(String) -> PointKey| if name.is_empty() { PointKey::Unknown } else { key(name.to_owned()) };
    match by {
        By::Person => PointKey::Person(fact.person),
        By::Team => fact.team.map_or(PointKey::Unknown, PointKey::Team),
        By::Department => department_of(fact, credited, book).map_or(PointKey::Unknown, PointKey::Department),
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
            .filter(|person| match person.team {
                Some(team) => team_fits(team),
                None => filter.team.is_none() && filter.department.is_none_or(|wanted| person.department == Some(wanted)),
            })
            .map(|it| PointKey::Person(it.id))
            .collect(),
        By::Team if filter.person.is_none() => book.teams().filter(|it| team_fits(it.id)).map(|it| PointKey::Team(it.id)).collect(),
        _ => Vec::new(),
    }
}

/// Whether a part covers everything its owner's target covers. A team filtered to one person does not, nor do present owners (A36).
pub(super) fn is_comparable(key: &PointKey, filter: &Filter) -> bool {
    let whole = match key {
        PointKey::Team(_) => filter.person.is_none(),
        PointKey::Department(_) => filter.person.is_none() && filter.team.is_none(),
        _ => true,
    };
    whole && filter.credited.is_then() && filter.target_of().is_some()
}

pub(super) fn target_of(key: &PointKey) -> Option<TargetOf> {
    match key {
        PointKey::Person(id) => Some(TargetOf::Person(*id)),
        PointKey::Team(id) => Some(TargetOf::Team(*id)),
        PointKey::Department(id) => Some(TargetOf::Department(*id)),
        _ => None,
    }
}
