//! The targets of a year as a grid of months and quarters: values set and derived, results, and the difference between the parts and the whole
//! (A38, T-06, T-08).

use std::collections::{BTreeMap, BTreeSet};

use domain::book::Book;
use domain::figures::analytics::Filter;
use domain::figures::kpis::{Evaluator, unit_of};
use domain::figures::target_value;
use domain::records::target::{CutBy, TargetCut, TargetLine};
use domain::values::calendar::{Day, Period, Stretch, Year};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::ratio::Ratio;
use domain::values::target_of::TargetOf;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetSource {
    /// A person set it.
    Set,
    /// The sum of its months or quarters, or of the owner's members.
    Derived,
    None,
}

/// One target, and the figures to compare it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub period: Period,
    /// The target in force.
    pub value: Option<i64>,
    pub source: TargetSource,
    /// The basis of the target, as text.
    pub basis: String,
    /// The result so far; `None` if the period has not begun, or a rate has nothing to divide by.
    pub actual: Option<Ratio>,
    pub completion: Option<Ratio>,
    /// The result of the whole period a year earlier; `None` where records do not go back that far.
    pub last_year: Option<Ratio>,
    /// Sum of the months of a quarter, or the quarters of the year, minus this target: negative is 未分解, positive 超分解. `None` if they are equal.
    pub by_parts: Option<i64>,
    /// Sum of the owner's members minus this target, likewise.
    pub by_members: Option<i64>,
    /// For each kind of cut that has targets, their sum minus this target, likewise.
    pub by_cuts: Vec<(CutBy, i64)>,
    /// Whether it was set or changed after the period had ended.
    pub is_late: bool,
    /// What the owner proposes.
    pub proposed: Option<i64>,
}

/// One owner's year for one metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub of: TargetOf,
    pub year: Cell,
    /// The four quarters, each with its three months.
    pub quarters: Vec<(Cell, Vec<Cell>)>,
}

/// An owner's results, computed once for many queries.
pub struct Achieved<'a> {
    evaluator: &'a Evaluator<'a>,
    of: KpiName,
    filter: Filter,
    unit: KpiUnit,
    /// The cuts that have targets.
    cuts: BTreeMap<CutBy, BTreeSet<TargetCut>>,
}

impl<'a> Achieved<'a> {
    /// All results credited to this owner.
    pub fn of(owner: TargetOf, kpi: KpiName, evaluator: &'a Evaluator<'a>, book: &Book) -> Achieved<'a> {
        let unit = unit_of(kpi, book).unwrap_or(KpiUnit::Count);
        Achieved { evaluator, of: kpi, filter: filter_of(owner), unit, cuts: target_value::cuts_in_use(book) }
    }

    fn value(&self, period: Period) -> Option<Ratio> {
        self.evaluator.measure(self.of, period, &self.filter).value.ok()
    }
}

pub fn plan(of: TargetOf, metric: KpiName, year: Year, evaluator: &Evaluator<'_>, today: Day, book: &Book) -> Plan {
    let achieved = Achieved::of(of, metric, evaluator, book);
    let cell = |period| cell(of, metric, period, &achieved, today, book);
    let quarters = year.quarters().map(Period::Quarter);
    Plan {
        of,
        year: cell(Period::Year(year)),
        quarters: quarters.map(|it| (cell(it), it.months().into_iter().map(|month| cell(Period::Month(month))).collect())).into(),
    }
}

/// One target with all its figures.
pub fn cell(of: TargetOf, metric: KpiName, period: Period, achieved: &Achieved<'_>, today: Day, book: &Book) -> Cell {
    let line = TargetLine::whole(of, metric);
    let set = book.target(line.id(period));
    let value = target_value::value_of(book, of, metric, period);
    let source = match (set.and_then(|it| it.value), value) {
        (Some(_), _) => TargetSource::Set,
        (None, Some(_)) => TargetSource::Derived,
        (None, None) => TargetSource::None,
    };
    let actual = (period.first() <= today).then(|| achieved.value(period)).flatten();
    let beyond = |sum: Option<i64>| sum.zip(value).map(|(sum, value)| sum - value).filter(|it| *it != 0);
    let by_cut =
        |(by, cuts): (&CutBy, &BTreeSet<TargetCut>)| beyond(target_value::sum_of_cuts(book, &line, cuts, period)).map(|it| (*by, it));
    let before = period.year_before();
    let is_recorded = before.first() <= today && achieved.evaluator.reaches(metric, Stretch::from(before));
    Cell {
        period,
        value,
        source,
        basis: set.map(|it| it.basis.clone()).unwrap_or_default(),
        actual,
        completion: actual.zip(value).and_then(|(actual, value)| achieved.unit.completion(actual, value)),
        last_year: is_recorded.then(|| achieved.value(before)).flatten(),
        by_parts: beyond(target_value::sum_of_parts(book, &line, period)),
        by_members: beyond(target_value::sum_of_members(book, &line, period)),
        by_cuts: achieved.cuts.iter().filter_map(by_cut).collect(),
        is_late: target_value::is_late(book, &line, period),
        proposed: set.and_then(|it| it.proposal.as_ref()).map(|it| it.value),
    }
}

pub fn filter_of(owner: TargetOf) -> Filter {
    owner.into()
}

#[cfg(test)]
mod tests {
    use domain::records::organisation::{Person, Role, Team};
    use domain::records::target::Target;
    use domain::values::ids::{PersonId, TeamId};
    use uuid::Uuid;

    use super::*;

    const PERSON: TargetOf = TargetOf::Person(PersonId(Uuid::from_u128(2)));
    const TEAM: TargetOf = TargetOf::Team(TeamId(Uuid::from_u128(1)));

    fn book(set: &[(TargetOf, &str, i64)]) -> Book {
        let mut book = Book::default();
        let team = TeamId(Uuid::from_u128(1));
        book.put(Team { id: team, name: "一组".into(), department: Default::default(), region: None }.into());
        let id = PersonId(Uuid::from_u128(2));
        let (name, account) = ("小张".to_owned(), "zhang".to_owned());
        book.put(
            Person {
                id,
                name,
                account,
                role: Role::Rep,
                team: Some(team),
                department: None,
                email: None,
                active: true,
                postings: Default::default(),
                joined_on: None,
                left_on: None,
            }
            .into(),
        );
        for (of, period, value) in set {
            let (of, period) = (*of, Period::parse(period).expect("a period"));
            book.put(Target::of(TargetLine::whole(of, KpiName::SALES_AMOUNT), period, Some(*value)).into());
        }
        book
    }

    fn planned(of: TargetOf, book: &Book) -> Plan {
        let today = Day::parse("2026-11-21").expect("a day");
        plan(of, KpiName::SALES_AMOUNT, Year(2026), &Evaluator::of(book, today), today, book)
    }

    fn year(of: TargetOf, book: &Book) -> Plan {
        planned(of, book)
    }

    #[test]
    fn a_quarter_that_nobody_set_follows_from_its_months() {
        let book = book(&[(PERSON, "2026-07", 30), (PERSON, "2026-08", 40)]);
        let (quarter, months) = &year(PERSON, &book).quarters[2];
        assert_eq!((quarter.value, quarter.source, quarter.by_parts), (Some(70), TargetSource::Derived, None));
        assert_eq!(months.iter().map(|it| it.source).collect::<Vec<_>>(), [TargetSource::Set, TargetSource::Set, TargetSource::None]);
    }

    #[test]
    fn parts_that_do_not_add_up_say_by_how_much() {
        let book = book(&[(PERSON, "2026-Q3", 100), (PERSON, "2026-07", 30), (PERSON, "2026-08", 40), (TEAM, "2026-Q3", 80)]);
        assert_eq!(year(PERSON, &book).quarters[2].0.by_parts, Some(-30));
        assert_eq!(year(TEAM, &book).quarters[2].0.by_members, Some(20));
    }

    #[test]
    fn a_sum_that_its_parts_do_not_make_says_by_how_much() {
        // Only the person has a target, for the quarter: the team's quarter is the sum of its members, its months stay empty.
        let mut targets = vec![(PERSON, "2026-Q4", 100)];
        let quarter = |targets: &[(TargetOf, &str, i64)]| year(TEAM, &book(targets)).quarters[3].0.clone();
        let total = quarter(&targets);
        assert_eq!((total.value, total.source, total.by_parts, total.by_members), (Some(100), TargetSource::Derived, None, None));
        // The team gets a December target: its quarter becomes the sum of its months, and `by_members` shows what the person has beyond it.
        targets.push((TEAM, "2026-12", 30));
        let total = quarter(&targets);
        assert_eq!((total.value, total.source, total.by_parts, total.by_members), (Some(30), TargetSource::Derived, None, Some(70)));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]

        #[test]
        fn every_total_and_what_is_said_beside_it_are_the_rows_under_it(
            set in proptest::collection::vec((proptest::bool::ANY, 0..17_usize, 0..500_i64), 0..20),
        ) {
            let names = ["2026", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
                "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"];
            let targets: Vec<_> = set.into_iter().map(|(team, at, value)| (if team { TEAM } else { PERSON }, names[at], value)).collect();
            let book = book(&targets);
            for of in [PERSON, TEAM] {
                let plan = year(of, &book);
                let rows = |cells: &[Cell]| cells.iter().filter_map(|it| it.value).reduce(|a, b| a + b);
                let mut totals: Vec<(Cell, Option<i64>)> = plan.quarters.iter().map(|(it, months)| (it.clone(), rows(months))).collect();
                let quarters: Vec<Cell> = totals.iter().map(|it| it.0.clone()).collect();
                totals.push((plan.year.clone(), rows(&quarters)));
                for (total, rows) in totals {
                    if let Some((value, rows)) = total.value.zip(rows) {
                        proptest::prop_assert_eq!(value + total.by_parts.unwrap_or(0), rows, "{:?} {}", of, total.period);
                    }
                    proptest::prop_assert!(total.value.is_some() || rows.is_none(), "{:?} {} vanishes", of, total.period);
                }
                let persons = year(PERSON, &book);
                let pairs = [(&plan.year, &persons.year)].into_iter().chain(plan.quarters.iter().zip(&persons.quarters).map(|(a, b)| (&a.0, &b.0)));
                for (team, person) in pairs.filter(|_| of == TEAM) {
                    if let Some((team_value, person)) = team.value.zip(person.value) {
                        proptest::prop_assert_eq!(team_value + team.by_members.unwrap_or(0), person, "{}", team.period);
                    }
                }
            }
        }
    }

    #[test]
    fn a_year_before_there_were_records_has_no_amount() {
        let (book, ids) = domain::sample::small();
        // Its first and only order is of March 2026, ten thousand yuan.
        let today = Day::parse("2027-05-18").expect("a day");
        let plan = plan(TargetOf::Person(ids.lin), KpiName::SALES_AMOUNT, Year(2027), &Evaluator::of(&book, today), today, &book);
        let months = plan.quarters[0].1.iter().map(|it| it.last_year).collect::<Vec<_>>();
        assert_eq!(months, [None, None, Some(1_000_000.into())]);
        assert_eq!((plan.quarters[1].0.last_year, plan.year.last_year), (Some(0.into()), Some(1_000_000.into())));
    }

    #[test]
    fn a_rate_has_its_own_target_and_is_never_summed() {
        use domain::values::shipped_kpi::ShippedKpi;
        let rate = KpiName::Shipped(ShippedKpi::WinRate);
        let mut book = book(&[]);
        for (of, value) in [(PERSON, 3_000), (TEAM, 3_500)] {
            let period = Period::parse("2026-10").expect("a month");
            book.put(Target::of(TargetLine::whole(of, rate), period, Some(value)).into());
        }
        let today = Day::parse("2026-11-21").expect("a day");
        let plan = plan(TEAM, rate, Year(2026), &Evaluator::of(&book, today), today, &book);
        let october = &plan.quarters[3].1[0];
        assert_eq!((october.value, october.by_members, plan.quarters[3].0.value), (Some(3_500), None, None));
    }

    #[test]
    fn what_has_not_begun_has_no_actual() {
        let book = book(&[(PERSON, "2026-12", 30)]);
        let months = &year(PERSON, &book).quarters[3].1;
        assert_eq!(months.iter().map(|it| it.actual).collect::<Vec<_>>(), [Some(0.into()), Some(0.into()), None]);
        assert_eq!(months[2].completion, None);
    }
}
