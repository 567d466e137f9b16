//! What a question is narrowed to. It is the address of a dashboard: read from and written to a URL, so that a view can be shared.

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::figures::fact::{Fact, FactKey};
use crate::records::customer::Scale;
use crate::records::order::Origin;
use crate::rules::PriceBand;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, DepartmentId, PersonId, ProductId, RegionId, TeamId};
use crate::values::target_of::TargetOf;

/// What a question is narrowed to; everything left out lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Credited to a team of this department, or to its manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Credited to this team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Credited to this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Credited to a team that sells in this region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// Of this product line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Of this product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Of products of this functional module (功能模块, E-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// Of products whose list price lies in this band (价格带, E-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<PriceBand>,
    /// Of orders that came this way (业绩来源, E-06).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// With customers of this industry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// With customers of this scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// With customers of this grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// With this customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// Only what was approved: what a period closes with (A33).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_only: bool,
}

impl Filter {
    /// Whether a fact counts. A fact whose trait is not known does not match a filter on that trait.
    pub fn lets_through(&self, fact: &Fact, book: &Book) -> bool {
        let (origin, fact) = (fact.origin, &fact.key);
        let same = |wanted: bool, matches: bool| !wanted || matches;
        let team = || fact.team.and_then(|it| book.team(it));
        let product = || fact.product.and_then(|it| book.product(it));
        let profile = || book.customer(fact.customer).map(|it| &it.profile);
        same(self.person.is_some(), self.person == Some(fact.person))
            && same(self.team.is_some(), self.team == fact.team)
            && same(self.customer.is_some(), self.customer == Some(fact.customer))
            && same(self.product.is_some(), self.product == fact.product)
            && (self.department.is_none() || department_of(fact, book) == self.department)
            && (self.region.is_none() || team().and_then(|it| it.region) == self.region)
            && (self.line.is_none() || product().map(|it| &it.line) == self.line.as_ref())
            && (self.module.is_none() || product().map(|it| &it.module) == self.module.as_ref())
            && self.band.is_none_or(|band| product().is_some_and(|it| band.holds(it.price)))
            && (self.origin.is_none() || self.origin == origin)
            && (self.industry.is_none() || profile().map(|it| &it.industry) == self.industry.as_ref())
            && (self.scale.is_none() || profile().and_then(|it| it.scale) == self.scale)
            && (self.grade.is_none() || profile().map(|it| it.grade) == self.grade)
    }

    /// A fact as this filter counts it: when only what was approved counts, what was not is taken away from what it is a part of.
    pub fn reads(&self, fact: &Fact) -> Fact {
        match fact.key.measure.reviewed().filter(|_| self.approved_only) {
            Some(measure) => Fact { key: FactKey { measure, ..fact.key }, value: fact.value.saturating_neg(), ..*fact },
            None => *fact,
        }
    }

    /// Whether it is narrowed to some of the products.
    pub fn asks_for_products(&self) -> bool {
        self.line.is_some() || self.product.is_some() || self.module.is_some() || self.band.is_some()
    }

    /// Whose target the narrowed figures can be held against: only when nothing but an owner is chosen.
    pub fn target_of(&self) -> Option<TargetOf> {
        let narrowed = self.region.is_some()
            || self.asks_for_products()
            || self.origin.is_some()
            || self.industry.is_some()
            || self.scale.is_some()
            || self.grade.is_some()
            || self.customer.is_some();
        match (narrowed, self.person, self.team, self.department) {
            (true, ..) => None,
            (_, Some(person), ..) => Some(TargetOf::Person(person)),
            (_, _, Some(team), _) => Some(TargetOf::Team(team)),
            (_, _, _, Some(department)) => Some(TargetOf::Department(department)),
            _ => Some(TargetOf::Company),
        }
    }
}

/// The department credited with a fact: the team's at the time (A36), else that of a person without a team, such as a manager.
pub fn department_of(fact: &FactKey, book: &Book) -> Option<DepartmentId> {
    match fact.team {
        Some(team) => book.team(team).map(|it| it.department),
        None => book.person(fact.person).and_then(|it| it.department),
    }
}
