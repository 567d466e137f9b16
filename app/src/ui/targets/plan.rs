//! The targets of a year as a grid: months and quarters across, what is set and what follows from it, what was achieved, and how far the
//! parts are from the whole (A38, T-06, T-08).

use domain::analytics::{Figure, Filter};
use domain::book::Book;
use domain::calendar::{Day, Month, Period, Quarter};
use domain::fact::Fact;
use domain::money::{Share, ratio};
use domain::target::{self, Metric, Target, TargetOf};

/// Where a target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody set it.
    Set,
    /// It is the sum of its months or quarters, or of what the owner's people have.
    Derived,
    /// There is none.
    None,
}

/// One target with what it is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// For when.
    pub period: Period,
    /// The target that holds.
    pub value: Option<i64>,
    /// Where it comes from.
    pub source: Source,
    /// What it rests on.
    pub basis: String,
    /// What was achieved so far; nothing for a period that has not begun.
    pub actual: Option<i64>,
    /// 完成率.
    pub completion: Option<Share>,
    /// What was achieved a year before.
    pub last_year: i64,
    /// What the months of a quarter, or the quarters of the year, have together beyond this target: negative is 未分解, positive 超分解.
    pub by_parts: Option<i64>,
    /// What the owner's members have together beyond this target.
    pub by_members: Option<i64>,
}

/// One owner's year of one metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Whose.
    pub of: TargetOf,
    /// The year.
    pub year: Cell,
    /// The four quarters, each with its three months.
    pub quarters: Vec<(Cell, Vec<Cell>)>,
}

/// What an owner achieved by month, for many questions at once.
pub struct Achieved(std::collections::BTreeMap<Month, i64>);

impl Achieved {
    /// Everything this owner is credited with.
    pub fn of(owner: TargetOf, metric: Metric, facts: &[Fact], book: &Book) -> Achieved {
        let filter = filter_of(owner);
        let figure = figure_of(metric);
        let mut by_month = std::collections::BTreeMap::new();
        for fact in facts.iter().filter(|it| figure.measures().contains(&it.key.measure) && filter.lets_through(it, book)) {
            *by_month.entry(fact.key.on.month()).or_default() += fact.value;
        }
        Achieved(by_month)
    }

    /// What was achieved in a period made of months.
    pub fn value(&self, period: Period) -> i64 {
        period.months().iter().filter_map(|it| self.0.get(it)).sum()
    }
}

/// The plan of a year.
pub fn plan(of: TargetOf, metric: Metric, year: i32, facts: &[Fact], today: Day, book: &Book) -> Plan {
    let achieved = Achieved::of(of, metric, facts, book);
    let cell = |period| cell(of, metric, period, &achieved, today, book);
    let quarters = (0..4).map(|by| Period::Quarter(Quarter(year * 4 + by)));
    Plan {
        of,
        year: cell(Period::Year(year)),
        quarters: quarters.map(|it| (cell(it), it.months().into_iter().map(|month| cell(Period::Month(month))).collect())).collect(),
    }
}

/// One target with everything beside it.
pub fn cell(of: TargetOf, metric: Metric, period: Period, achieved: &Achieved, today: Day, book: &Book) -> Cell {
    let set = book.target(Target::id_of(of, metric, period));
    let value = target::value_of(book, of, metric, period);
    let source = match (set.and_then(|it| it.value), value) {
        (Some(_), _) => Source::Set,
        (None, Some(_)) => Source::Derived,
        (None, None) => Source::None,
    };
    let actual = (period.first() <= today).then(|| achieved.value(period));
    let beyond = |sum: Option<i64>| sum.zip(value).map(|(sum, value)| sum - value).filter(|it| *it != 0 && source == Source::Set);
    Cell {
        period,
        value,
        source,
        basis: set.map(|it| it.basis.clone()).unwrap_or_default(),
        actual,
        completion: actual.zip(value).and_then(|(actual, value)| ratio(actual, value)),
        last_year: achieved.value(period.year_before()),
        by_parts: beyond(sum(parts(period).into_iter().map(|it| target::value_of(book, of, metric, it)))),
        by_members: beyond(sum(members(of, book).into_iter().map(|it| target::value_of(book, it, metric, period)))),
    }
}

/// What a period is made of.
fn parts(period: Period) -> Vec<Period> {
    match period {
        Period::Year(year) => (0..4).map(|by| Period::Quarter(Quarter(year * 4 + by))).collect(),
        Period::Quarter(_) => period.months().into_iter().map(Period::Month).collect(),
        Period::Month(_) | Period::Week(_) => Vec::new(),
    }
}

/// Whose targets an owner's is split into.
pub fn members(of: TargetOf, book: &Book) -> Vec<TargetOf> {
    match of {
        TargetOf::Company => book.departments().map(|it| TargetOf::Department(it.id)).collect(),
        TargetOf::Department(id) => book.teams().filter(|it| it.department == id).map(|it| TargetOf::Team(it.id)).collect(),
        TargetOf::Team(id) => book.people().filter(|it| it.team == Some(id) && it.active).map(|it| TargetOf::Person(it.id)).collect(),
        TargetOf::Person(_) => Vec::new(),
    }
}

/// The figure a metric is measured by.
pub fn figure_of(metric: Metric) -> Figure {
    Figure::ALL.into_iter().find(|it| it.metric() == Some(metric)).unwrap_or(Figure::SalesAmount)
}

fn filter_of(owner: TargetOf) -> Filter {
    match owner {
        TargetOf::Company => Filter::default(),
        TargetOf::Department(id) => Filter { department: Some(id), ..Filter::default() },
        TargetOf::Team(id) => Filter { team: Some(id), ..Filter::default() },
        TargetOf::Person(id) => Filter { person: Some(id), ..Filter::default() },
    }
}

fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.flatten().fold(None, |sum, it| Some(sum.unwrap_or(0) + it))
}

#[cfg(test)]
mod tests {
    use domain::ids::{PersonId, TeamId};
    use domain::organisation::{Person, Role, Team};
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
        book.put(Person { id, name, account, role: Role::Rep, team: Some(team), department: None, email: None, active: true }.into());
        for (of, period, value) in set {
            let (of, period) = (*of, Period::parse(period).expect("a period"));
            let id = Target::id_of(of, Metric::SalesAmount, period);
            book.put(Target { id, of, metric: Metric::SalesAmount, period, value: Some(*value), basis: String::new() }.into());
        }
        book
    }

    fn year(of: TargetOf, book: &Book) -> Plan {
        plan(of, Metric::SalesAmount, 2026, &[], Day::parse("2026-11-21").expect("a day"), book)
    }

    #[test]
    fn a_quarter_that_nobody_set_follows_from_its_months() {
        let book = book(&[(PERSON, "2026-07", 30), (PERSON, "2026-08", 40)]);
        let (quarter, months) = &year(PERSON, &book).quarters[2];
        assert_eq!((quarter.value, quarter.source, quarter.by_parts), (Some(70), Source::Derived, None));
        assert_eq!(months.iter().map(|it| it.source).collect::<Vec<_>>(), [Source::Set, Source::Set, Source::None]);
    }

    #[test]
    fn parts_that_do_not_add_up_say_by_how_much() {
        let book = book(&[(PERSON, "2026-Q3", 100), (PERSON, "2026-07", 30), (PERSON, "2026-08", 40), (TEAM, "2026-Q3", 80)]);
        assert_eq!(year(PERSON, &book).quarters[2].0.by_parts, Some(-30));
        assert_eq!(year(TEAM, &book).quarters[2].0.by_members, Some(20));
    }

    #[test]
    fn what_has_not_begun_has_no_actual() {
        let book = book(&[(PERSON, "2026-12", 30)]);
        let months = &year(PERSON, &book).quarters[3].1;
        assert_eq!(months.iter().map(|it| it.actual).collect::<Vec<_>>(), [Some(0), Some(0), None]);
        assert_eq!(months[2].completion, None);
    }
}
