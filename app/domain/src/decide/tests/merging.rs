//! Two customers that were one: both histories are kept, and what is still written to the one that went arrives.

use super::*;
use crate::ids::CustomerId;
use crate::record::Record;

const TWIN: u128 = 30;

/// A second customer of that person's, with an order, a follow-up and an open opportunity.
fn with_twin(holder: fn(&World) -> PersonId) -> (World, CustomerId) {
    let mut world = world();
    let (holder, twin, on) = (holder(&world), CustomerId(fresh(TWIN)), world.ids.today);
    let profile = CustomerProfile {
        name: "Acme 有限公司".to_owned(),
        industry: "软件".to_owned(),
        demand: "系统替换".to_owned(),
        note: "老板爱喝茶".to_owned(),
        contract_ends_on: Some(on.plus(90)),
        ..CustomerProfile::default()
    };
    world.applies(holder, &Command::FileCustomer(FileCustomer { id: twin, number: None, filed_on: on, owner: None, profile }));
    world.applies(holder, &Command::TakeOrder(TakeOrder { customer: twin, ..world.take(31, 3) }));
    world.applies(holder, &follow_up(twin, 32, on));
    let plan = OpportunityProfile { title: "二期".to_owned(), ..OpportunityProfile::default() };
    let id = OpportunityId(fresh(33));
    let open = Command::OpenOpportunity { id, customer: twin, opened_on: on, stage: Stage::Prospect, owner: None, profile: plan };
    world.applies(holder, &open);
    (world, twin)
}

fn follow_up(customer: CustomerId, id: u128, on: Day) -> Command {
    Command::LogFollowUp(LogFollowUp {
        id: FollowUpId(fresh(id)),
        customer,
        on,
        method: Method::Phone,
        content: "谈了二期".to_owned(),
        next_step: String::new(),
        next_on: None,
        expected_close: None,
        feedback: String::new(),
        next_task: None,
        completes: Vec::new(),
    })
}

fn merge(world: &World, twin: CustomerId) -> Command {
    Command::MergeCustomers { keep: world.ids.acme, gone: twin, reason: "重复建档".to_owned() }
}

#[test]
fn everything_belongs_to_the_one_that_is_kept() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let sold: Money = world.book.orders().map(crate::order::Order::amount).sum();
    world.applies(world.ids.boss, &merge(&world, twin));
    let (book, acme) = (&world.book, world.ids.acme);
    assert_eq!((book.orders_of(acme).count(), book.follow_ups_of(acme).count(), book.opportunities_of(acme).count()), (2, 1, 1));
    assert_eq!(book.family_of(twin).count(), 0);
    assert_eq!(book.orders_of(acme).map(crate::order::Order::amount).sum::<Money>(), sold);
    let kept = book.customer(acme).expect("Acme");
    assert_eq!(
        (kept.profile.industry.as_str(), kept.profile.note.as_str()),
        ("制造业", "老板爱喝茶"),
        "what stands stays, what was empty is filled"
    );
    assert_eq!(kept.profile.contract_ends_on, Some(world.ids.today.plus(90)));
    // The number of the one that went is still found, and never given again.
    assert_eq!(kept.merged.iter().map(|it| (it.number.as_str(), it.name.as_str())).collect::<Vec<_>>(), [("C002", "Acme 有限公司")]);
    assert_eq!(book.numbers().next("C"), "C003");
    let went = book.customer(twin).expect("the signpost");
    assert!(!went.stands());
    assert_eq!((book.standing(went).id, went.profile.note.as_str()), (acme, "老板爱喝茶"));
}

#[test]
fn what_is_open_goes_to_who_keeps_the_customer_and_what_is_closed_keeps_its_credit() {
    // A36.
    let (mut world, twin) = with_twin(|it| it.ids.wang);
    world.applies(world.ids.boss, &merge(&world, twin));
    let credit = |key: Key| match world.book.get(key) {
        Some(Record::Order(it)) => Some(it.owner),
        Some(Record::Opportunity(it)) => Some(it.owner),
        Some(Record::FollowUp(it)) => Some(it.by),
        _ => None,
    };
    assert_eq!(credit(OrderId(fresh(31)).into()), Some(world.ids.wang));
    assert_eq!(credit(FollowUpId(fresh(32)).into()), Some(world.ids.wang));
    assert_eq!(credit(OpportunityId(fresh(33)).into()), Some(world.ids.lin));
}

#[test]
fn both_who_held_them_still_see_the_signpost() {
    let (mut world, twin) = with_twin(|it| it.ids.wang);
    world.applies(world.ids.boss, &merge(&world, twin));
    let went = Record::Customer(world.book.customer(twin).expect("the signpost").clone());
    let scope = went.scope(&world.book);
    for (who, sees) in [(world.ids.lin, true), (world.ids.wang, true), (world.ids.boss, true), (world.ids.zhao, false)] {
        let actor = world.ids.moment(who, &world.book).actor;
        assert_eq!(scope.is_open_to(&actor, &world.book), sees, "{who}");
    }
    assert_eq!(went.family(), Some(world.ids.acme), "it changes hands with the one that is kept");
}

#[test]
fn what_is_written_to_the_one_that_went_arrives_and_is_told() {
    // A phone that was offline at the merge: wang held the one that went and does not hold the one that is kept.
    let (mut world, twin) = with_twin(|it| it.ids.wang);
    world.applies(world.ids.boss, &merge(&world, twin));
    let (wang, on, acme) = (world.ids.wang, world.ids.today, world.ids.acme);
    let told = |decision: &Decision| decision.conflicts.iter().map(|it| (it.field.clone(), it.record)).collect::<Vec<_>>();
    let expected = vec![("customer".to_owned(), Key::from(acme))];
    let decision = world.applies(wang, &follow_up(twin, 34, on));
    assert_eq!(told(&decision), expected);
    let decision = world.applies(wang, &Command::TakeOrder(TakeOrder { customer: twin, ..world.take(35, 1) }));
    assert_eq!(told(&decision), expected);
    assert_eq!((world.book.follow_ups_of(acme).count(), world.book.orders_of(acme).count()), (2, 3));
    assert_eq!(world.book.order(OrderId(fresh(35))).map(|it| it.customer), Some(acme));
    // Nobody else's way in.
    world.refuses(world.ids.zhao, &follow_up(twin, 36, on), &[("customer", Refusal::NotYours)]);
}

#[test]
fn an_opportunity_is_won_with_an_order_for_the_one_that_went() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    world.applies(world.ids.boss, &merge(&world, twin));
    let order = TakeOrder { customer: twin, ..world.take(37, 2) };
    world.applies(world.ids.lin, &Command::WinOpportunity { opportunity: OpportunityId(fresh(33)), order });
    assert_eq!(world.book.order(OrderId(fresh(37))).map(|it| it.customer), Some(world.ids.acme));
}

#[test]
fn an_amendment_of_the_one_that_went_replaces_nothing_unseen() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let was = world.book.customer(twin).expect("the twin").profile.clone();
    world.applies(world.ids.boss, &merge(&world, twin));
    let now = CustomerProfile { industry: "电子".to_owned(), demand: "年度维保".to_owned(), ..was.clone() };
    let decision = world.applies(world.ids.lin, &Command::AmendCustomer { customer: twin, was, now });
    let kept = &world.book.customer(world.ids.acme).expect("Acme").profile;
    assert_eq!((kept.industry.as_str(), kept.demand.as_str()), ("制造业", "年度维保"), "the demand was the same in both");
    let fields: Vec<_> = decision.conflicts.iter().map(|it| (it.field.as_str(), it.yours.clone())).collect();
    assert_eq!(fields[0], ("industry", "电子".into()), "what differed comes back to whoever wrote it");
    assert_eq!(fields[1].0, "customer");
    assert_eq!(world.book.customer(twin).map(|it| it.profile.industry.as_str()), Some("软件"), "the signpost stays as it was");
}

#[test]
fn a_customer_merged_twice_leads_to_the_one_that_stands() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    world.applies(world.ids.boss, &merge(&world, twin));
    let third = CustomerId(fresh(38));
    let profile = CustomerProfile { name: "爱克美".to_owned(), ..CustomerProfile::default() };
    let on = world.ids.today;
    world.applies(world.ids.lin, &Command::FileCustomer(FileCustomer { id: third, number: None, filed_on: on, owner: None, profile }));
    world.applies(world.ids.boss, &Command::MergeCustomers { keep: third, gone: world.ids.acme, reason: String::new() });
    for went in [twin, world.ids.acme] {
        let went = world.book.customer(went).expect("a signpost");
        assert_eq!(world.book.standing(went).id, third);
    }
    let numbers: Vec<_> = world.book.customer(third).expect("the third").merged.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(numbers, ["C002", "C001"]);
    assert_eq!(world.book.orders_of(third).count(), 2);
}

#[test]
fn merging_is_refused_for_every_reason() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let acme = world.ids.acme;
    for stranger in [world.ids.lin, world.ids.zhao, world.ids.chen, world.ids.admin] {
        world.refuses(stranger, &merge(&world, twin), &[("keep", Refusal::NotYours), ("gone", Refusal::NotYours)]);
    }
    let merging = |keep, gone, reason: &str| Command::MergeCustomers { keep, gone, reason: reason.to_owned() };
    world.refuses(world.ids.boss, &merging(acme, acme, ""), &[("gone", Refusal::Unchanged)]);
    world.refuses(world.ids.boss, &merging(acme, CustomerId(fresh(99)), ""), &[("gone", Refusal::NotYours)]);
    world.refuses(world.ids.boss, &merging(acme, twin, &long(NOTE + 1)), &[("reason", too_long(NOTE))]);
    world.applies(world.ids.boss, &merge(&world, twin));
    world.refuses(world.ids.boss, &merging(acme, twin, ""), &[("gone", Refusal::MergedAway)]);
    world.refuses(world.ids.boss, &merging(twin, acme, ""), &[("keep", Refusal::MergedAway)]);
    let away = [("customer", Refusal::MergedAway)];
    world.refuses(world.ids.boss, &Command::HandOverCustomer { customer: twin, to: world.ids.wang, reason: String::new() }, &away);
    world.refuses(world.ids.lin, &Command::RemoveCustomer { customer: twin }, &away);
}
