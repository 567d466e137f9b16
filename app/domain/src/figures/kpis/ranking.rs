//! The places of a team's members in one KPI (A48). A rep's device does not hold the records of colleagues, so the server computes it.

use serde::{Deserialize, Serialize};

use super::evaluate::definition_in;
use super::sets::kpis_of;
use crate::access::actor::Actor;
use crate::book::Book;
use crate::figures::credited::Credited;
use crate::records::organisation::Role;
use crate::values::better::Better;
use crate::values::calendar::{Day, Period};
use crate::values::ids::{PersonId, TeamId};
use crate::values::kpi_name::KpiName;
use crate::values::ratio::Ratio;

/// Asks for the ranking of the caller's team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingQuestion {
    pub kpi: KpiName,
    pub period: Period,
    /// Whether everybody has the figures of their time, or those of the customers they have now (A36).
    #[serde(default, skip_serializing_if = "Credited::is_then")]
    pub credited: Credited,
}

/// One member: who, how much, and which place. Nothing else of a colleague's records is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankedMember {
    pub person: PersonId,
    pub name: String,
    /// `None` if there is nothing to measure.
    pub value: Option<Ratio>,
    /// Equal values share a place. `None` without a value.
    pub place: Option<u32>,
}

impl Actor {
    /// Whether this person sees industry averages. Of reps the company decides (A48).
    pub fn may_see_benchmarks(&self, book: &Book, today: Day) -> bool {
        self.may_see_others() || book.company().comparisons.on(today).for_reps
    }

    /// Whether this person may ask for the places of their team in this KPI: a rep, if the company says so, of a KPI that they have (A48).
    /// Superiors hold the records of their people and rank them themselves.
    pub fn may_see_ranking(&self, kpi: KpiName, book: &Book, today: Day) -> bool {
        let is_allowed = self.role == Role::Rep && self.team.is_some() && book.company().comparisons.on(today).for_reps;
        is_allowed && kpis_of(self, book, today).contains(&kpi)
    }
}

/// The reps of a team who have not left.
pub fn reps_of(team: TeamId, book: &Book) -> Vec<PersonId> {
    book.people().filter(|it| it.active && it.role == Role::Rep && it.team == Some(team)).map(|it| it.id).collect()
}

/// The reps of a team by their values, best first; those without a value last.
pub fn ranked(
    question: RankingQuestion,
    team: TeamId,
    book: &Book,
    today: Day,
    value: impl Fn(PersonId) -> Option<Ratio>,
) -> Vec<RankedMember> {
    let member = |id: PersonId| {
        let name = book.person(id).map(|it| it.name.clone()).unwrap_or_default();
        RankedMember { person: id, name, value: value(id), place: None }
    };
    let mut ranked: Vec<RankedMember> = reps_of(team, book).into_iter().map(member).collect();
    let better = definition_in(question.kpi, book, question.period.into(), today).map(|it| it.better).unwrap_or_default();
    ranked.sort_by(|a, b| match (a.value, b.value) {
        (Some(a), Some(b)) if better == Better::Less => a.cmp(&b),
        (a, b) => b.cmp(&a),
    });
    let values: Vec<Option<Ratio>> = ranked.iter().map(|it| it.value).collect();
    for member in &mut ranked {
        let before = values.iter().position(|it| *it == member.value).and_then(|it| u32::try_from(it).ok());
        member.place = member.value.and(before).map(|it| it + 1);
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::analytics::Filter;
    use crate::figures::kpis::Evaluator;
    use crate::records::organisation::Person;
    use crate::rules::{Comparisons, Version};
    use crate::sample::small;
    use crate::values::ids::KpiId;
    use crate::values::shipped_kpi::ShippedKpi;

    #[test]
    fn a_rep_sees_the_ranking_only_if_the_company_says_so() {
        let (mut book, ids) = small();
        let sales = KpiName::SALES_AMOUNT;
        let sees = |who, book: &Book| {
            let actor = ids.moment(who, book).actor;
            (actor.may_see_benchmarks(book, ids.today), actor.may_see_ranking(sales, book, ids.today))
        };
        assert_eq!(sees(ids.lin, &book), (false, false), "A48: off by default");
        assert_eq!(sees(ids.boss, &book), (true, false));
        let mut company = book.company().clone();
        company.comparisons = company.comparisons.with(Version::of(ids.today, Comparisons { for_reps: true }));
        book.put(company.into());
        assert_eq!(sees(ids.lin, &book), (true, true));
        assert_eq!(sees(ids.boss, &book), (true, false), "he holds the records himself");
        let lin = ids.moment(ids.lin, &book).actor;
        assert!(!lin.may_see_ranking(KpiName::Own(KpiId::default()), &book, ids.today), "not her KPI");
        assert!(!lin.may_see_ranking(sales, &book, ids.today.plus(-1)), "not before it holds");
        assert!(!Actor { team: None, ..lin }.may_see_ranking(sales, &book, ids.today));
    }

    #[test]
    fn equal_values_share_a_place_and_those_without_a_value_have_none() {
        let (mut book, ids) = small();
        let month = Period::Month(book.order(ids.order).expect("the order").terms.deal_on.month());
        let team = book.person(ids.lin).and_then(|it| it.team).expect("her team");
        let gone = book.people().filter(|it| it.team == Some(team) && it.id != ids.lin).cloned().collect::<Vec<Person>>();
        let n_reps = gone.iter().filter(|it| it.active && it.role == Role::Rep).count();
        let ranked = |book: &Book, kpi| {
            let question = RankingQuestion { kpi: KpiName::Shipped(kpi), period: month, credited: Credited::Then };
            let evaluator = Evaluator::of(book, ids.today);
            let of = |person| Filter { person: Some(person), ..Filter::default() };
            super::ranked(question, team, book, ids.today, |it| evaluator.measure(question.kpi, question.period, &of(it)).value.ok())
        };
        let sales = ranked(&book, ShippedKpi::SalesAmount);
        assert_eq!(sales.len(), n_reps + 1, "without the supervisor");
        assert_eq!((sales[0].person, sales[0].place), (ids.lin, Some(1)));
        assert!(sales[1..].iter().all(|it| it.place == Some(2)), "nobody else sold: {sales:?}");
        let average = ranked(&book, ShippedKpi::AverageOrder);
        assert!(average[1..].iter().all(|it| it.value.is_none() && it.place.is_none()), "nothing to divide by: {average:?}");
        let other = gone.into_iter().find(|it| it.role == Role::Rep).expect("a colleague");
        book.put(Person { active: false, ..other }.into());
        assert_eq!(ranked(&book, ShippedKpi::SalesAmount).len(), n_reps);
    }
}
