use std::collections::BTreeSet;

use super::teller::CUSTOMERS;
use super::*;
use crate::access::moment::Moment;
use crate::decide;
use crate::records::order::Collection;
use crate::records::organisation::Role;
use crate::records::review::ReviewState;
use crate::values::ids::CommandId;
use crate::values::stage::Stage;

const TODAY: &str = "2026-11-21";

/// All acts of a company, and its book after applying them in the order of the server.
fn told(reps: u32, seed: u64) -> (Large, Vec<Act>, Book) {
    let today = Day::parse(TODAY).expect("a day");
    let mut large = Large::new(Size { reps, seed }, today).expect("a company");
    let mut acts = Vec::new();
    for index in 0..large.n_parts() {
        acts.extend(large.part(index).unwrap_or_else(|(act, refusals)| panic!("{act:?} {refusals:?}")));
    }
    let mut book = Book::default();
    for act in &acts {
        let moment = Moment::of(actor_of(act.by, &book), act.made_at, act.made_at.day(480));
        decide::apply(&act.command, &mut book, &moment).unwrap_or_else(|refusals| panic!("{act:?} {refusals:?}"));
    }
    (large, acts, book)
}

#[test]
fn the_large_sample_depends_only_on_its_seed() {
    let (one, same, other) = (told(2, 7).1, told(2, 7).1, told(2, 8).1);
    assert_eq!(one, same);
    assert_ne!(one, other);
}

#[test]
fn the_large_sample_scales_with_the_number_of_reps() {
    // 300 reps: 30,000 customers, 300,000 follow-ups, 100,000 orders with 250,000 lines. Every act is accepted, in parts or as a whole.
    let (large, acts, book) = told(6, 7);
    let today = Day::parse(TODAY).expect("a day");
    assert_eq!(book.customers().len(), 600);
    assert_eq!(book.follow_ups().len(), 6_000);
    let n_orders = book.orders().len();
    assert!((1_900..2_150).contains(&n_orders), "{n_orders} orders");
    let n_lines: usize = book.orders().map(|it| it.terms.lines.len()).sum();
    assert!((240..260).contains(&(n_lines * 100 / n_orders)), "{n_lines} lines of {n_orders} orders");

    let share = |n: usize| n * 100 / n_orders;
    let cancelled = book.orders().filter(|it| it.cancelled.is_some()).count();
    assert!((2..7).contains(&share(cancelled)), "{cancelled} cancelled");
    let overdue = book.orders().filter(|it| 0 < it.days_overdue(today)).count();
    assert!((1..6).contains(&share(overdue)), "{overdue} overdue");
    let in_full = book.orders().filter(|it| it.collection() == Collection::Full).count();
    assert!((65..95).contains(&share(in_full)), "{in_full} paid in full");
    let state = |it: &crate::records::order::Order| it.review.as_ref().map(|review| review.state());
    let approved = book.orders().filter(|it| state(it) == Some(ReviewState::Approved)).count();
    assert!((90..100).contains(&share(approved)), "{approved} approved");
    assert!(book.orders().any(|it| state(it) == Some(ReviewState::Pending)), "some still wait");

    // CO-01: not quite two a month per rep, of every kind but 其他, and most are reviewed.
    let n_spent = book.expenses().len();
    assert!((150..350).contains(&n_spent), "{n_spent} expenses");
    let kinds: BTreeSet<_> = book.expenses().map(|it| it.profile.kind).collect();
    assert_eq!(kinds.len(), crate::records::expense::ExpenseKind::ALL.len() - 1, "{kinds:?}");
    assert!(book.expenses().any(|it| it.customer.is_some()) && book.expenses().any(|it| it.profile.wins_new));
    let seen = book.expenses().filter(|it| it.review.as_ref().is_some_and(|review| review.state() == ReviewState::Approved)).count();
    assert!(90 <= seen * 100 / n_spent, "{seen} of {n_spent} expenses approved");

    let left: Vec<_> = book.people().filter(|it| !it.active).map(|it| it.id).collect();
    assert!(!left.is_empty() && book.customers().all(|it| !left.contains(&it.owner)), "who left has handed everything over (R-10)");
    assert!(book.customers().any(|it| !it.hand_overs.is_empty()));
    let stages: BTreeSet<Stage> = book.opportunities().filter(|it| it.is_open()).map(|it| it.stage).collect();
    assert_eq!(stages, BTreeSet::from(Stage::OPEN));

    let ids: BTreeSet<CommandId> = acts.iter().map(|it| it.command_id).collect();
    assert_eq!(ids.len(), acts.len());
    assert!(acts.iter().all(|it| it.made_at.day(480) <= today), "nothing is done in the future");
    let roles: BTreeSet<Role> = large.sign_ins().iter().map(|it| it.role).collect();
    let of_sales = Role::ALL.into_iter().filter(|it| *it != Role::Support);
    assert_eq!(roles, of_sales.collect(), "the large company is of sales only");
}

#[test]
fn there_are_seasons_and_a_bad_month() {
    let book = told(6, 7).2;
    let of = |month: &str| {
        let Some(crate::values::calendar::Period::Month(month)) = crate::values::calendar::Period::parse(month) else { panic!("a month") };
        book.orders().filter(|it| it.terms.deal_on.month() == month).count()
    };
    // December against the Spring Festival; the bad month is March 2026, March 2025 was a good one.
    assert!(of("2025-02") * 2 < of("2025-12"), "{} in February, {} in December", of("2025-02"), of("2025-12"));
    assert!(of("2026-03") * 4 < of("2025-03") * 3, "{} against {}", of("2026-03"), of("2025-03"));
}

#[test]
fn thirty_thousand_customer_names_are_unique() {
    let large = Large::new(Size { reps: 300, seed: 7 }, Day::parse(TODAY).expect("a day")).expect("a company");
    let serials = large.staff.reps.iter().flat_map(|rep| (0..CUSTOMERS).map(|number| (rep.index * CUSTOMERS + number, rep.place)));
    let names: BTreeSet<String> = serials.map(|(serial, place)| field::company_name(serial, place).0).collect();
    assert_eq!(names.len(), 30_000);
}

/// The number of alerts of each rule for every hundred reps.
fn alerts_per_hundred(reps: u32, book: &Book, acts: &[Act]) -> std::collections::BTreeMap<&'static str, usize> {
    let now = acts.iter().map(|it| it.made_at).max().expect("somebody did something");
    let moment = Moment::of(Actor::company(), now, Day::parse(TODAY).expect("a day"));
    let mut counts = std::collections::BTreeMap::new();
    for raised in crate::views::alert::raise(book, &moment) {
        *counts.entry(raised.key.rule.as_str()).or_default() += 1;
    }
    counts.values_mut().for_each(|it| *it = *it * 100 / reps as usize);
    counts
}

/// The number of gathered alert lines for every hundred reps.
fn gathered_per_hundred(reps: u32, book: &Book, acts: &[Act]) -> usize {
    let now = acts.iter().map(|it| it.made_at).max().expect("somebody did something");
    let moment = Moment::of(Actor::company(), now, Day::parse(TODAY).expect("a day"));
    crate::views::alert::gather(&crate::views::alert::raise(book, &moment)).len() * 100 / reps as usize
}

#[test]
fn a_rep_has_as_many_alerts_as_somebody_can_act_on() {
    let (_, acts, book) = told(6, 7);
    let counts = alerts_per_hundred(6, &book, &acts);
    // Earlier there were 772 per rep, 623 of them for goods that were never delivered: too many to act on.
    assert!((800..4_000).contains(&counts.values().sum::<usize>()), "{counts:?}");
    assert!(counts.values().all(|it| *it < 1_500), "no rule drowns the others: {counts:?}");
    // Every rule that is broken by the passing of time alone has alerts.
    for rule in ["cadence_missed", "collection_overdue", "customer_not_updated", "late_entry", "order_not_started", "receivable_overdue"] {
        assert!(counts.contains_key(rule), "{rule}: {counts:?}");
    }
    let lines = gathered_per_hundred(6, &book, &acts);
    assert!(lines < counts.values().sum(), "gathered by customer there are fewer");
}

#[test]
fn the_large_sample_has_the_configured_shares_of_late_orders() {
    // The shares that the generator names.
    let (_, _, book) = told(6, 7);
    let today = Day::parse(TODAY).expect("a day");
    let share = |n: usize, of: usize| n * 100 / of.max(1);
    let due: Vec<_> =
        book.orders().filter(|it| it.cancelled.is_none() && it.deliver_by().is_some_and(|day| day < today.plus(-15))).collect();
    let late = |by: i32| {
        let is_late =
            |it: &&&crate::records::order::Order| it.delivered_on().zip(it.deliver_by()).is_none_or(|(on, agreed)| agreed.plus(by) < on);
        due.iter().filter(is_late).count()
    };
    assert!((8..17).contains(&share(late(0), due.len())), "{} late of {}", late(0), due.len());
    assert!((1..8).contains(&share(late(3), due.len())), "{} more than three days late of {}", late(3), due.len());
    let n_late = book.follow_ups().filter(|it| it.on < it.made_at.day(480)).count();
    assert!((1..6).contains(&share(n_late, book.follow_ups().len())), "{n_late} written down late");
    let ended = book.customers().filter(|it| it.profile.cooperation == Some(crate::records::customer::Cooperation::Ended)).count();
    assert!((10..30).contains(&share(ended, book.customers().len())), "{ended} ended");
}
