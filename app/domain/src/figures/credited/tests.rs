use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::decide::apply;
use crate::decide::command::{Command, HandOverCustomer, Save};
use crate::figures::analytics::{Figure, Filter, facts_of, totals};
use crate::figures::fact::{Fact, Measure};
use crate::figures::kpis::{Evaluator, Measured};
use crate::records::organisation::{Person, Role};
use crate::sample::{self, small};
use crate::values::calendar::{Day, Period, Timestamp};
use crate::values::kpi_name::KpiName;
use crate::values::shipped_kpi::ShippedKpi;

static BOOK: LazyLock<Book> = LazyLock::new(|| sample::company(today()).book());

fn today() -> Day {
    Day::parse("2026-11-21").expect("a day")
}

#[test]
fn history_stays_with_those_of_the_time_or_goes_with_the_customer_and_the_person() {
    // A36: lin sold to Acme in the first team. Acme is handed over to zhao of the second team, then lin moves there, too.
    let (mut book, ids) = small();
    let then = (ids.lin, Some(ids.first_team));
    let (nobody, unknown) = (CustomerId::default(), CustomerId(uuid::Uuid::from_u128(404)));
    let now = |customer, book: &Book| Credited::Now.whose(then, customer, book);
    assert_eq!(now(ids.acme, &book), Some(then), "nothing has moved");
    assert_eq!(now(unknown, &book), None, "somebody else's by now");

    let to_zhao = HandOverCustomer { customer: ids.acme, to: ids.zhao, reason: String::new() };
    let (by_manager, by_admin) = (ids.moment(ids.manager, &book), ids.moment(ids.admin, &book));
    apply(&Command::HandOverCustomer(to_zhao), &mut book, &by_manager).expect("handed over");
    let lin = book.person(ids.lin).expect("lin").clone();
    let moved = Person { team: Some(ids.second_team), ..lin.clone() };
    apply(&Command::SavePerson(Save { was: Some(lin), now: moved }), &mut book, &by_admin).expect("moved");
    for customer in [ids.acme, nobody, unknown] {
        assert_eq!(Credited::Then.whose(then, customer, &book), Some(then));
    }
    assert_eq!(now(ids.acme, &book), Some((ids.zhao, Some(ids.second_team))));
    assert_eq!(now(nobody, &book), Some((ids.lin, Some(ids.second_team))));

    let sales = |credited, of: TargetOf| {
        let filter = Filter { credited, ..Filter::from(of) };
        totals(&facts_of(&book), Period::natural_year(2026), &filter, &book).sum(Measure::Deals)
    };
    for (of, at_the_time, at_present) in [
        (TargetOf::Person(ids.lin), 1, 0),
        (TargetOf::Person(ids.zhao), 0, 1),
        (TargetOf::Team(ids.first_team), 1, 0),
        (TargetOf::Team(ids.second_team), 0, 1),
        (TargetOf::Department(ids.department), 1, 1),
        (TargetOf::Company, 1, 1),
    ] {
        assert_eq!((sales(Credited::Then, of), sales(Credited::Now, of)), (at_the_time, at_present), "{of:?}");
    }
}

#[test]
fn by_present_owners_only_the_company_is_compared_with_its_target() {
    // A36: targets were set for the people and teams of their time.
    let (_, ids) = small();
    for of in [TargetOf::Company, TargetOf::Department(ids.department), TargetOf::Team(ids.first_team), TargetOf::Person(ids.lin)] {
        let filter = |credited| Filter { credited, ..Filter::from(of) };
        assert_eq!(filter(Credited::Then).target_of(), Some(of));
        assert_eq!(filter(Credited::Now).target_of(), Some(of).filter(|it| *it == TargetOf::Company));
    }
}

/// One change of who has what.
#[derive(Clone, Debug)]
enum Change {
    HandsOver { customer: usize, to: usize },
    Moves { person: usize, team: usize },
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let hands_over = (0..500_usize, 0..100_usize).prop_map(|(customer, to)| Change::HandsOver { customer, to });
    let moves = (0..100_usize, 0..20_usize).prop_map(|(person, team)| Change::Moves { person, team });
    prop::collection::vec(prop_oneof![hands_over, moves], 1..8)
}

/// The book after these changes, as far as the rules accept them.
fn after(changes: &[Change], book: &Book) -> Book {
    let mut book = book.clone();
    let sellers: Vec<Person> = book.people().filter(|it| it.active && it.role == Role::Rep).cloned().collect();
    let by = |role, book: &Book| {
        let person = book.people().find(|it| it.active && it.role == role).expect("one of each role");
        Moment::of(Actor::of(person, book), Timestamp((i64::from(today().0) * 24 + 2) * 3_600_000), today())
    };
    for change in changes {
        let (command, moment) = match change {
            Change::HandsOver { customer, to } => {
                let customer = book.customers().nth(customer % book.customers().count()).expect("a customer").id;
                let hand_over = HandOverCustomer { customer, to: sellers[to % sellers.len()].id, reason: "调整".into() };
                (Command::HandOverCustomer(hand_over), by(Role::Director, &book))
            }
            Change::Moves { person, team } => {
                let was = book.person(sellers[person % sellers.len()].id).expect("a person").clone();
                let team = book.teams().nth(team % book.teams().count()).map(|it| it.id);
                let now = Person { team, ..was.clone() };
                (Command::SavePerson(Save { was: Some(was), now }), by(Role::Administrator, &book))
            }
        };
        // What moves to where it is already is refused.
        let _ = apply(&command, &mut book, &moment);
    }
    book
}

/// The sums of the days before this month, by measure, person and team. How far the open opportunities of a month got is a figure of today, so their
/// steps go with them.
fn sums(book: &Book, credited: Credited) -> BTreeMap<(Measure, Creditor), i64> {
    let filter = Filter { credited, ..Filter::default() };
    let steps = Measure::ALL.map(Measure::as_str).into_iter().filter(|it| it.starts_with("reached_")).collect::<Vec<_>>();
    let mut sums = BTreeMap::new();
    for Fact { key, value, .. } in facts_of(book).iter().filter_map(|it| filter.counted(it, book)) {
        if key.on < today().month().first() && !steps.contains(&key.measure.as_str()) {
            *sums.entry((key.measure, (key.person, key.team))).or_default() += value;
        }
    }
    sums.retain(|_, value| *value != 0);
    sums
}

/// 人均销售额 of every team and department in the last month: headcounts follow the postings of the time, too.
fn per_head(book: &Book) -> Vec<Measured> {
    let evaluator = Evaluator::of(book, today());
    let owners = book.teams().map(|it| TargetOf::Team(it.id)).chain(book.departments().map(|it| TargetOf::Department(it.id)));
    let last_month = Period::Month(today().month()).previous();
    owners.map(|it| evaluator.measure(KpiName::Shipped(ShippedKpi::SalesPerHead), last_month, &it.into())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// A36: moving people and handing customers over changes no earlier figure as credited then, and by either reading people and teams add up to
    /// the company.
    #[test]
    fn moves_and_hand_overs_change_no_earlier_figure_and_people_add_up(changes in changes()) {
        let moved = after(&changes, &BOOK);
        prop_assert_eq!(sums(&BOOK, Credited::Then), sums(&moved, Credited::Then));
        prop_assert_eq!(per_head(&BOOK), per_head(&moved));
        let facts = facts_of(&moved);
        for credited in [Credited::Then, Credited::Now] {
            for period in [Period::Month(today().month()).previous(), Period::natural_year(today().year())] {
                let of = |owner: TargetOf| totals(&facts, period, &Filter { credited, ..Filter::from(owner) }, &moved);
                let all = of(TargetOf::Company);
                let people: Vec<_> = moved.people().map(|it| of(TargetOf::Person(it.id))).collect();
                let departments: Vec<_> = moved.departments().map(|it| of(TargetOf::Department(it.id))).collect();
                for measure in Figure::ALL.into_iter().flat_map(|it| it.measures().iter().copied()) {
                    prop_assert_eq!(people.iter().map(|it| it.sum(measure)).sum::<i64>(), all.sum(measure), "{:?} {:?}", credited, measure);
                    let by_department = departments.iter().map(|it| it.sum(measure)).sum::<i64>();
                    prop_assert_eq!(by_department, all.sum(measure), "{:?} {:?}", credited, measure);
                }
            }
        }
    }
}
