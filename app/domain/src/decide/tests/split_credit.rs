//! Splitting the credit of an order (A37).

use super::*;
use crate::decide::command::SplitCredit;
use crate::figures::fact::Measure;
use crate::figures::facts::of_order;
use crate::records::order::CreditShare;
use crate::values::field::SplitPart;
use crate::values::ids::OrderId;
use crate::values::money::Share;

fn splitting(order: OrderId, now: &[(PersonId, i64)]) -> SplitCredit {
    let share = |it: &(PersonId, i64)| CreditShare { person: it.0, share: Share(it.1) };
    SplitCredit { order, was: Vec::new(), now: now.iter().map(share).collect(), reason: "共同签下".to_owned() }
}

pub(super) fn halves(order: OrderId, people: [PersonId; 2]) -> Command {
    Command::SplitCredit(splitting(order, &people.map(|it| (it, 5_000))))
}

fn refused(world: &World, by: PersonId, split: SplitCredit) -> Vec<(String, Vec<Refusal>)> {
    let decided = world.decides(by, &Command::SplitCredit(split));
    let refusals = decided.err().unwrap_or_default();
    refusals.0.into_iter().map(|(field, reasons)| (field.to_string(), reasons)).collect()
}

#[test]
fn credit_is_split_whole_among_sellers() {
    let world = world();
    let (order, lin, wang, boss, admin) = (world.ids.order, world.ids.lin, world.ids.wang, world.ids.boss, world.ids.admin);
    let whole = |sum| vec![("credit_split".to_owned(), vec![Refusal::NotWhole { sum: Share(sum) }])];
    let at = |at, part, reasons| vec![(Field::SplitOf(at, part).text().into_owned(), reasons)];
    let out = || vec![Refusal::OutOfRange { least: 0, most: 100 }];
    for (shares, expected) in [
        (vec![(lin, 6_000), (wang, 4_000)], vec![]),
        (vec![(wang, 9_999), (lin, 1)], vec![]),
        (vec![(lin, 3_333), (wang, 3_333), (world.ids.zhao, 3_334)], vec![]),
        (vec![(lin, 6_000), (wang, 3_999)], whole(9_999)),
        (vec![(lin, 6_000), (wang, 4_001)], whole(10_001)),
        (vec![(lin, 6_000), (lin, 4_000)], at(1, SplitPart::Person, vec![Refusal::Taken])),
        (vec![(lin, 6_000), (admin, 4_000)], at(1, SplitPart::Person, vec![Refusal::NotAllowed])),
        (vec![(lin, 6_000), (boss, 4_000)], at(1, SplitPart::Person, vec![Refusal::NotAllowed])),
        (vec![(lin, 6_000), (PersonId(fresh(9)), 4_000)], at(1, SplitPart::Person, vec![Refusal::Missing])),
        (
            vec![(lin, 12_000), (wang, -2_000)],
            [at(0, SplitPart::Share, out()), at(1, SplitPart::Share, vec![Refusal::NotPositive])].concat(),
        ),
        (vec![(lin, 10_000), (wang, 0)], at(1, SplitPart::Share, vec![Refusal::NotPositive])),
        (vec![(lin, 10_000)], vec![("credit_split".to_owned(), vec![Refusal::OutOfRange { least: 2, most: 6 }])]),
    ] {
        assert_eq!(refused(&world, boss, splitting(order, &shares)), expected, "{shares:?}");
    }
    // Everything at once.
    let all = SplitCredit { reason: " ".to_owned(), ..splitting(order, &[(lin, 5_000), (admin, 4_000)]) };
    assert_eq!(refused(&world, boss, all).len(), 3, "the person, the sum and the reason");
    assert_eq!(refused(&world, lin, splitting(order, &[(lin, 6_000), (wang, 4_000)]))[0].1, [Refusal::NotYours], "it touches their pay");
}

#[test]
fn each_has_their_share_to_the_fen_with_the_team_of_the_day() {
    // 10,000 yuan by thirds: what rounding leaves over goes to the first; a payment divides like the order.
    let mut world = world();
    let (order, boss) = (world.ids.order, world.ids.boss);
    let people = [(world.ids.lin, 3_333), (world.ids.wang, 3_333), (world.ids.zhao, 3_334)];
    world.applies(world.ids.lin, &Command::RecordPayment(world.pay(1, 1)));
    let n_facts_alone = of_order(world.book.order(order).expect("the order")).len();
    world.applies(boss, &Command::SplitCredit(splitting(order, &people)));
    let stands = world.book.order(order).expect("the order");
    assert_eq!(stands.credited().iter().map(|it| it.team).collect::<Vec<_>>()[2], world.book.person(world.ids.zhao).and_then(|it| it.team));
    let facts = of_order(stands);
    let sum =
        |measure, person| facts.iter().filter(|it| it.key.measure == measure && it.key.person == person).map(|it| it.value).sum::<i64>();
    assert_eq!(people.map(|it| sum(Measure::SalesAmount, it.0)), [333_300, 333_300, 333_400]);
    assert_eq!(people.map(|it| sum(Measure::Collected, it.0)).iter().sum::<i64>(), stands.collected().0);
    assert_eq!(people.map(|it| sum(Measure::Deals, it.0)), [1, 0, 0], "one deal, the owner's");
    assert!(stands.is_work_of(world.ids.zhao) && !stands.is_work_of(boss));

    // Taken back, everything is the owner's again.
    let was = stands.credit_split.as_ref().expect("the split").shares();
    let back = SplitCredit { was, now: Vec::new(), ..splitting(order, &[]) };
    world.applies(boss, &Command::SplitCredit(back));
    let stands = world.book.order(order).expect("the order");
    let said = stands.credit_split.as_deref().expect("who took it back, and why");
    assert_eq!((said.by, said.reason.as_str(), said.shares()), (boss, "共同签下", vec![]));
    assert_eq!((stands.shared(), stands.credited().len(), of_order(stands).len()), (None, 1, n_facts_alone));
}

#[test]
fn whoever_has_a_part_holds_the_order_and_does_not_approve_it() {
    use crate::access::actor::Actor;
    use crate::book::record::Record;
    use crate::records::review::Matter;
    let mut world = super::access::held_by(small().1.lin);
    let (order, sun) = (world.ids.order, world.ids.zhao);
    let open_to = |world: &World, person| {
        let record = Record::Order(world.book.order(order).expect("the order").clone());
        let actor = Actor::of(world.book.person(person).expect("somebody"), &world.book);
        record.scope(&world.book).is_open_to(&actor, &world.book)
    };
    assert!(!open_to(&world, sun));
    world.applies(world.ids.manager, &Command::SplitCredit(splitting(order, &[(world.ids.lin, 6_000), (sun, 4_000)])));
    assert!(open_to(&world, sun), "their figures open down to it");
    // The supervisor would approve it, unless a part of it is theirs.
    let approves = |world: &World| {
        let actor = Actor::of(world.book.person(world.ids.boss).expect("the supervisor"), &world.book);
        actor.may_review_matter(Matter::Order { order }, &world.book)
    };
    assert!(approves(&world));
    let was = world.book.order(order).and_then(|it| it.credit_split.as_ref()).expect("the split").shares();
    let with_boss = SplitCredit { was, ..splitting(order, &[(world.ids.lin, 6_000), (world.ids.boss, 4_000)]) };
    world.applies(world.ids.manager, &Command::SplitCredit(with_boss));
    assert!(!approves(&world));
    // Nor do they change it any more.
    let stands = world.book.order(order).and_then(|it| it.credit_split.as_ref()).expect("the split").shares();
    let back = SplitCredit { was: stands, now: vec![], ..splitting(order, &[]) };
    assert_eq!(refused(&world, world.ids.boss, back)[0].1, [Refusal::NotYours]);
}

#[test]
fn the_order_of_the_people_is_no_change_and_no_conflict() {
    let mut world = world();
    let (order, lin, wang, boss) = (world.ids.order, world.ids.lin, world.ids.wang, world.ids.boss);
    world.applies(boss, &Command::SplitCredit(splitting(order, &[(lin, 2_000), (wang, 8_000)])));
    let decided = world.decides(world.ids.manager, &Command::SplitCredit(splitting(order, &[(wang, 8_000), (lin, 2_000)])));
    assert_eq!(decided, Ok(Decision::default()));
}
