//! The filter of a query. It is part of a dashboard's URL, so that a view can be shared.

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::figures::credited::Credited;
use crate::figures::fact::{Fact, FactKey};
use crate::records::customer::Scale;
use crate::records::order::Origin;
use crate::records::organisation::Person;
use crate::rules::PriceBand;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, DepartmentId, PersonId, ProductId, RegionId, TeamId};
use crate::values::target_of::TargetOf;

/// Every field that is `None` passes all facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Credited to a team of this department, or to its manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Credited to this team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Credited to a team in this region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Products of this functional module (功能模块, E-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// Products whose list price lies in this band (价格带, E-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<PriceBand>,
    /// Orders with this origin (业绩来源, E-06).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Customers of this industry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// Customers of this scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Customers of this grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// Only approved records: the result a period closes with (A33).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_only: bool,
    /// Whether owners are those of the day of the fact, or the present ones (A36).
    #[serde(default, skip_serializing_if = "Credited::is_then")]
    pub credited: Credited,
}

impl From<TargetOf> for Filter {
    /// Passes what is credited to this owner.
    fn from(owner: TargetOf) -> Filter {
        match owner {
            TargetOf::Company => Filter::default(),
            TargetOf::Department(id) => Filter { department: Some(id), ..Filter::default() },
            TargetOf::Team(id) => Filter { team: Some(id), ..Filter::default() },
            TargetOf::Person(id) => Filter { person: Some(id), ..Filter::default() },
        }
    }
}

impl Filter {
    /// The fact as this filter counts it; `None` if it does not pass. A fact whose trait is unknown does not match a filter on that trait.
    pub fn counted(&self, fact: &Fact, book: &Book) -> Option<Fact> {
        self.reads(fact, book).filter(|it| self.lets_through(it, book))
    }

    /// Whether [`Filter::reads`] gives every fact as it is, so that there is nothing to copy.
    pub(crate) fn reads_as_it_is(&self) -> bool {
        self.credited.is_then() && !self.approved_only
    }

    /// Whether a fact that is read as it is has what this filter asks for.
    pub(crate) fn lets_through(&self, fact: &Fact, book: &Book) -> bool {
        let (origin, fact) = (fact.origin, &fact.key);
        let same = |wanted: bool, matches: bool| !wanted || matches;
        let team = || fact.team.and_then(|it| book.team(it));
        let product = || fact.product.and_then(|it| book.product(it));
        let profile = || book.customer(fact.customer).map(|it| &it.profile);
        same(self.person.is_some(), self.person == Some(fact.person))
            && same(self.team.is_some(), self.team == fact.team)
            && same(self.customer.is_some(), self.customer == Some(fact.customer))
            && same(self.product.is_some(), self.product == fact.product)
            && (self.department.is_none() || department_of(fact, self.credited, book) == self.department)
            && (self.region.is_none() || team().and_then(|it| it.region) == self.region)
            && (self.line.is_none() || product().map(|it| &it.line) == self.line.as_ref())
            && (self.module.is_none() || product().map(|it| &it.module) == self.module.as_ref())
            && self.band.is_none_or(|band| product().is_some_and(|it| band.holds(it.price)))
            && (self.origin.is_none() || self.origin == origin)
            && (self.industry.is_none() || profile().map(|it| &it.industry) == self.industry.as_ref())
            && (self.scale.is_none() || profile().and_then(|it| it.scale) == self.scale)
            && (self.grade.is_none() || profile().map(|it| it.grade) == self.grade)
    }

    /// The fact as this filter reads it: for whom it counts, and with `approved_only`, a fact of an unapproved part subtracted from the measure it
    /// belongs to. `None` if it counts for nobody in this book, see [`Credited::whose`].
    pub(super) fn reads(&self, fact: &Fact, book: &Book) -> Option<Fact> {
        let (person, team) = self.credited.whose((fact.key.person, fact.key.team), fact.key.customer, book)?;
        let key = FactKey { person, team, ..fact.key };
        Some(match key.measure.reviewed().filter(|_| self.approved_only) {
            Some(measure) => Fact { key: FactKey { measure, ..key }, value: fact.value.saturating_neg(), ..*fact },
            None => Fact { key, ..*fact },
        })
    }

    /// Whether the filter selects some of the products.
    pub fn asks_for_products(&self) -> bool {
        self.line.is_some() || self.product.is_some() || self.module.is_some() || self.band.is_some()
    }

    /// Whether the filter selects some of the customers.
    pub fn asks_for_customers(&self) -> bool {
        self.industry.is_some() || self.scale.is_some() || self.grade.is_some() || self.customer.is_some()
    }

    /// The owner whose target the filtered figures can be compared with; `None` if anything but an owner is selected. Targets were set for the people
    /// and teams of their time, so by present owners only the company's compares like with like (A36).
    pub fn target_of(&self) -> Option<TargetOf> {
        self.whole_of().filter(|it| self.credited.is_then() || *it == TargetOf::Company)
    }

    /// The owner of whom these are all figures; `None` if anything but an owner is selected.
    pub(super) fn whole_of(&self) -> Option<TargetOf> {
        let narrowed = self.region.is_some() || self.asks_for_products() || self.origin.is_some() || self.asks_for_customers();
        match (narrowed, self.person, self.team, self.department) {
            (true, ..) => None,
            (_, Some(person), ..) => Some(TargetOf::Person(person)),
            (_, _, Some(team), _) => Some(TargetOf::Team(team)),
            (_, _, _, Some(department)) => Some(TargetOf::Department(department)),
            _ => Some(TargetOf::Company),
        }
    }
}

/// The department credited with a fact: that of the team (A36), else that of the person, such as a manager without a team.
pub fn department_of(fact: &FactKey, credited: Credited, book: &Book) -> Option<DepartmentId> {
    let own = |person: &Person| if credited.is_then() { person.posted_on(fact.on).department } else { person.department };
    match fact.team {
        Some(team) => book.team(team).map(|it| it.department),
        None => book.person(fact.person).and_then(own),
    }
}
