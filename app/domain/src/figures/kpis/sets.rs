//! Who has which KPI on a day: by the set of their role, or, where the company has none, by what the KPI itself says.

use super::definition::is_of_costs;
use crate::access::actor::Actor;
use crate::access::sight::Sight;
use crate::book::Book;
use crate::records::kpi::Kpi;
use crate::records::organisation::Role;
use crate::rules::KpiSet;
use crate::values::calendar::Day;
use crate::values::kpi_name::KpiName;
use crate::values::shipped_kpi::ShippedKpi;
use crate::values::target_of::TargetOf;

/// The set of a role in force on a day; `None` if it has every KPI.
pub fn set_of(role: Role, book: &Book, on: Day) -> Option<KpiSet> {
    book.company().kpi_sets.on(on).sets.remove(&role)
}

/// Whether somebody of this role has the KPI on a day.
pub fn has_kpi(role: Role, kpi: KpiName, book: &Book, on: Day) -> bool {
    match (set_of(role, book, on), kpi) {
        (Some(set), _) => set.has(kpi),
        (None, KpiName::Shipped(_)) => true,
        (None, KpiName::Own(id)) => book.kpi(id).is_some_and(|it| it.is_of(role)),
    }
}

/// The KPIs that this person sees on a day: those of their set in its order, then those that their people have, the shipped ones first. None that is
/// computed from costs, if they may not see costs.
pub fn kpis_of(actor: &Actor, book: &Book, on: Day) -> Vec<KpiName> {
    let shipped = ShippedKpi::ALL.into_iter().map(KpiName::Shipped);
    let all: Vec<KpiName> = shipped.chain(book.kpis().filter(|it| it.active).map(|it| KpiName::Own(it.id))).collect();
    let set = set_of(actor.role, book, on).unwrap_or_default();
    let first = set.kpis.iter().map(|it| it.kpi).filter(|it| all.contains(it));
    let near: Vec<Role> = Kpi::ROLES.into_iter().filter(|it| *it <= actor.role).collect();
    let is_seen = |kpi: KpiName| near.iter().any(|it| has_kpi(*it, kpi, book, on));
    let sees_costs = Sight::of(actor, book, on).shows_costs();
    let seen = first.chain(all.iter().copied().filter(|it| !set.has(*it) && is_seen(*it)));
    seen.filter(|it| sees_costs || !is_of_costs(*it, book)).collect()
}

/// The KPIs whose values this person enters on a day.
pub fn entered_by<'a>(actor: &Actor, book: &'a Book, on: Day) -> impl Iterator<Item = &'a Kpi> + use<'a> {
    let role = actor.role;
    book.kpis().filter(move |it| it.active && has_kpi(role, KpiName::Own(it.id), book, on) && it.is_entered_on(on))
}

/// The role whose set an owner is measured by: of a team, a department and the company that of those who lead it.
pub fn role_of(owner: TargetOf, book: &Book) -> Option<Role> {
    match owner {
        TargetOf::Person(person) => book.person(person).map(|it| it.role),
        TargetOf::Team(_) => Some(Role::Supervisor),
        TargetOf::Department(_) => Some(Role::Manager),
        TargetOf::Company => Some(Role::Director),
    }
}
