//! Every total is the sum of its parts, whatever is set.

use crate::values::ids::{DepartmentId, PersonId, TeamId};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::records::organisation::{Department, Person, Role, Team};
use crate::records::target::TargetLine;
use crate::values::calendar::Month;

const METRIC: KpiName = KpiName::SALES_AMOUNT;
const YEAR: Period = Period::natural_year(2026);

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Two departments of two teams of two people, a manager in each department, and a director who belongs to none.
fn company() -> Book {
    let mut book = Book::default();
    let mut person = |number: u128, team: Option<TeamId>, department: Option<DepartmentId>| {
        let (name, account, role) = (number.to_string(), number.to_string(), Role::Rep);
        book.put(
            Person {
                id: PersonId(id(number)),
                name,
                account,
                role,
                team,
                department,
                email: None,
                active: number.is_multiple_of(2),
                postings: Default::default(),
                joined_on: None,
                left_on: None,
            }
            .into(),
        );
    };
    for number in 0..8 {
        person(100 + number, Some(TeamId(id(10 + number / 2))), None);
    }
    for number in 0..2 {
        person(200 + number, None, Some(DepartmentId(id(1 + number))));
    }
    person(300, None, None);
    for number in 0..2 {
        book.put(Department { id: DepartmentId(id(1 + number)), name: number.to_string() }.into());
    }
    for number in 0..4 {
        let department = DepartmentId(id(1 + number / 2));
        book.put(Team { id: TeamId(id(10 + number)), name: number.to_string(), department, region: None }.into());
    }
    book
}

/// The company first, then all members, recursively.
fn owners(book: &Book) -> Vec<TargetOf> {
    let mut all = vec![TargetOf::Company];
    let mut at = 0;
    while at < all.len() {
        all.extend(members(book, all[at]));
        at += 1;
    }
    all
}

fn quarters() -> Vec<Period> {
    parts(YEAR)
}

fn months() -> Vec<Period> {
    YEAR.months().into_iter().map(Period::Month).collect()
}

fn periods() -> Vec<Period> {
    [YEAR].into_iter().chain(quarters()).chain(months()).collect()
}

fn set(book: &mut Book, of: TargetOf, period: Period, value: Option<i64>) {
    book.put(Target::of(TargetLine::whole(of, METRIC), period, value).into());
}

fn value(book: &Book, of: TargetOf, period: Period) -> Option<i64> {
    value_of(book, of, METRIC, period)
}

fn month(number: i32) -> Period {
    Period::Month(Month(2026 * 12 + number - 1))
}

#[test]
fn a_month_target_does_not_reduce_the_other_months() {
    let mut book = company();
    let department = TargetOf::Department(DepartmentId(id(1)));
    for number in [100, 101, 102] {
        for of_year in 1..=12 {
            set(&mut book, TargetOf::Person(PersonId(id(number))), month(of_year), Some(10));
        }
    }
    assert_eq!((value(&book, department, YEAR), value(&book, department, quarters()[3])), (Some(360), Some(90)));
    for (december, quarter) in [(Some(1_250), 1_310), (Some(0), 60), (None, 90)] {
        set(&mut book, department, month(12), december);
        assert_eq!(value(&book, department, quarters()[3]), Some(quarter), "{december:?}");
        assert_eq!(value(&book, department, YEAR), Some(270 + quarter), "{december:?}");
        assert_eq!(value(&book, TargetOf::Company, YEAR), Some(270 + quarter), "{december:?}");
    }
}

#[test]
fn every_person_is_in_exactly_one_group() {
    let book = company();
    let mut people: Vec<TargetOf> = owners(&book).into_iter().filter(|it| matches!(it, TargetOf::Person(_))).collect();
    let n_people = book.people().count();
    people.sort_unstable();
    people.dedup();
    assert_eq!((people.len(), owners(&book).len()), (n_people, 1 + 2 + 4 + n_people));
}

fn week(first_day: &str) -> Period {
    Period::Week(Day::parse(first_day).expect("a day").week())
}

#[test]
fn a_week_has_its_working_days_part_of_the_month() {
    // T-06. June 2026 has 21 working days: the 19th is a holiday. July has 23.
    let mut book = company();
    let (person, team) = (TargetOf::Person(PersonId(id(100))), TargetOf::Team(TeamId(id(10))));
    set(&mut book, person, month(6), Some(2_100));
    for (first_day, expected) in
        [("2026-06-01", Some(500)), ("2026-06-15", Some(400)), ("2026-06-29", Some(200)), ("2026-07-06", None), ("2026-05-25", None)]
    {
        assert_eq!(value(&book, person, week(first_day)), expected, "{first_day}");
        assert_eq!(value(&book, team, week(first_day)), expected, "{first_day}: the team has its member's");
    }
    // In whole yuan, and together the month to the fen: 5, 10, 14 and 19 of 21 days of 10.01 yuan, then all of it.
    set(&mut book, person, month(6), Some(1_001));
    let weeks = ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22", "2026-06-29"].map(|it| value(&book, person, week(it)));
    assert_eq!(weeks, [Some(200), Some(200), Some(200), Some(300), Some(101)]);
    set(&mut book, person, month(6), Some(2_100));
    set(&mut book, person, month(7), Some(2_300));
    assert_eq!(value(&book, person, week("2026-06-29")), Some(200 + 300), "a part of each month");
    let line = TargetLine::whole(person, METRIC);
    assert!(is_of_months(&book, &line, week("2026-06-29")));
    // What is set for the week itself holds, for the member and so for the team.
    set(&mut book, person, week("2026-06-29"), Some(7));
    assert_eq!((value(&book, person, week("2026-06-29")), value(&book, team, week("2026-06-29"))), (Some(7), Some(7)));
    assert!(!is_of_months(&book, &line, week("2026-06-29")));
    // A team's own month counts before the sum of its members' months.
    set(&mut book, team, month(6), Some(21_000));
    assert_eq!(value(&book, team, week("2026-06-01")), Some(5_000));
    // Of a rate, only what is set.
    let rate = KpiName::Shipped(crate::values::shipped_kpi::ShippedKpi::CollectionRate);
    book.put(Target::of(TargetLine::whole(person, rate), month(6), Some(9_000)).into());
    assert_eq!(value_of(&book, person, rate, week("2026-06-01")), None);
}

/// The targets to set: index of the owner, index of the period, and the value or `None` to remove it.
fn targets(n_periods: usize) -> impl Strategy<Value = Vec<(usize, usize, Option<i64>)>> {
    proptest::collection::vec((0..18_usize, 0..n_periods, proptest::option::weighted(0.8, 0..5_000_i64)), 0..60)
}

proptest! {
    // Every case computes hundreds of totals.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_total_is_its_own_target_or_the_sum_below_it(targets in targets(17)) {
        let mut book = company();
        let (owners, periods) = (owners(&book), periods());
        for (of, period, now) in targets {
            set(&mut book, owners[of], periods[period], now);
        }
        for of in owners {
            let line = TargetLine::whole(of, METRIC);
            for period in &periods {
                let (total, set) = (value(&book, of, *period), own(&book, &line, *period));
                let by_time = sum_of_parts(&book, &line, *period);
                let by_members = sum_of_members(&book, &line, *period);
                let expected = match set {
                    Some(set) => Some(set),
                    None if has_own_parts(&book, &line, *period) => by_time,
                    None => by_members,
                };
                prop_assert_eq!(total, expected, "{:?} {}", of, period);
                prop_assert!(total.is_some() || (by_time.is_none() && by_members.is_none()), "{:?} {} vanishes", of, period);
            }
        }
    }

    #[test]
    fn where_months_are_set_every_total_is_the_sum_of_its_months(targets in targets(12)) {
        let mut book = company();
        let (owners, months) = (owners(&book), months());
        for (of, period, now) in targets {
            set(&mut book, owners[of], months[period], now);
        }
        for of in owners {
            let of_months = |of_months: &[Period]| sum(of_months.iter().map(|it| value(&book, of, *it)));
            for (at, quarter) in quarters().into_iter().enumerate() {
                prop_assert_eq!(value(&book, of, quarter), of_months(&months[at * 3..at * 3 + 3]), "{:?} {}", of, quarter);
            }
            prop_assert_eq!(value(&book, of, YEAR), of_months(&months), "{:?}", of);
        }
    }

    #[test]
    fn the_weeks_that_touch_a_year_have_its_months_together(targets in targets(12)) {
        let mut book = company();
        let (owners, months) = (owners(&book), months());
        for (of, period, now) in targets {
            set(&mut book, owners[of], months[period], now);
        }
        let first = Day::parse("2025-12-29").expect("a Monday");
        for of in owners {
            let weeks = (0..53).map(|it| value(&book, of, Period::Week(first.plus(7 * it).week())));
            prop_assert_eq!(sum(weeks), value(&book, of, YEAR), "{:?}", of);
        }
    }

    #[test]
    fn setting_one_month_moves_the_totals_above_by_as_much(targets in targets(12), of in 0..18_usize, at in 0..12_usize, now in 0..5_000_i64) {
        let mut book = company();
        let (owners, months) = (owners(&book), months());
        for (of, period, now) in targets {
            set(&mut book, owners[of], months[period], now);
        }
        let seen = |book: &Book, period| owners.iter().map(|it| value(book, *it, period).unwrap_or(0)).collect::<Vec<_>>();
        let before: Vec<_> = periods().into_iter().map(|it| (it, seen(&book, it))).collect();
        set(&mut book, owners[of], months[at], Some(now));
        let moved = |period: Period| -> Vec<i64> {
            let was = &before.iter().find(|it| it.0 == period).expect("a period of the year").1;
            seen(&book, period).iter().zip(was).map(|(now, was)| now - was).collect()
        };
        for month in months.iter().filter(|it| **it != months[at]) {
            prop_assert!(moved(*month).iter().all(|it| *it == 0), "{} is untouched", month);
        }
        prop_assert_eq!(moved(YEAR), moved(months[at]));
        prop_assert_eq!(moved(quarters()[at / 3]), moved(months[at]));
    }
}
