//! Nodes: finished, opened again, planned, and late (O-03, AL-04).

use super::*;
use crate::decide::command::{CancelOrder, FinishNode, PlanNode, RecordAcceptance, ReopenNode};
use crate::values::field::Field;
use crate::values::refusal::Refusal;

#[test]
fn an_order_goes_from_node_to_node() {
    // O-03, O-04, E-13, E-14: by hand, by a delivery, by an acceptance, by the payments (A31).
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    assert_eq!((world.order().node(), world.order().left_ordered_on()), (Node::Ordered, None));
    world.tracks(Track::FinishNode(FinishNode { order, node: Node::Production, on: today.plus(-60) }));
    assert_eq!((world.order().node(), world.order().left_ordered_on()), (Node::Production, Some(today.plus(-60))));
    world.tracks(world.deliver(1, today.plus(-50), world.goods(4)));
    assert_eq!((world.order().node(), world.order().delivered_on()), (Node::Shipped, None));
    // A delivery without goods covers everything still to be delivered.
    world.tracks(world.deliver(2, today.plus(-40), Vec::new()));
    assert_eq!((world.order().node(), world.order().delivered_on()), (Node::Acceptance, Some(today.plus(-40))));
    assert_eq!(world.order().deliveries[1].goods, world.goods(6));
    assert!(world.order().valid_deliveries().all(|it| it.logistics == "顺丰 SF1001"), "物流信息");
    let accept = |id, passed, note: &str| {
        Track::RecordAcceptance(RecordAcceptance { order, id: AcceptanceId(fresh(id)), on: today, passed, note: note.to_owned() })
    };
    world.tracks(accept(3, false, "外壳有划痕"));
    assert_eq!(world.order().node(), Node::Acceptance);
    world.tracks(accept(4, true, ""));
    assert_eq!(world.order().node(), Node::Completed);
    let said: Vec<(bool, &str)> = world.order().acceptances.iter().map(|it| (it.passed, it.note.as_str())).collect();
    assert_eq!(said, [(false, "外壳有划痕"), (true, "")], "验收记录");
    world.applies(world.ids.lin, &Command::RecordPayment(world.pay(5, 10_000)));
    assert_eq!((world.order().node(), world.order().collected_on()), (Node::Collected, Some(today)));
}

#[test]
fn the_node_plan_follows_the_template_until_amended() {
    // O-03, R-06: the administrator's node template in force on the day of the deal; another owner and day by agreement.
    let mut world = world();
    let (order, deal_on) = (world.ids.order, world.order().terms.deal_on);
    let plan = |world: &World, node| world.order().plan_of(node, &world.book.company().order_nodes.on(deal_on));
    for (node, days) in [(Node::Ordered, 0), (Node::Production, 3), (Node::Shipped, 10), (Node::Acceptance, 14), (Node::Completed, 21)] {
        assert_eq!(plan(&world, node), NodePlan { owner: None, due_on: Some(deal_on.plus(days)) }, "{node:?}");
    }
    assert_eq!(plan(&world, Node::Collected).due_on, Some(world.order().due_on), "A31: what the terms say");

    let liaison = Some(Responsible::Other("生产对接人".to_owned()));
    let save = |world: &mut World, from, step: NodeStep| {
        let was = world.book.company().clone();
        let order_nodes = was.order_nodes.since(from, NodeTemplate::default().with(step));
        let now = Company { order_nodes, ..was.clone() };
        // Saved on the day from which they apply: rules of the past are never rewritten.
        let moment = world.ids.moment_on(from, world.ids.admin, &world.book);
        apply(&Command::SaveCompany(Save { was: Some(was), now }), &mut world.book, &moment).expect("the rules are sound");
    };
    save(&mut world, deal_on, NodeStep { node: Node::Production, owner: liaison.clone(), days: 5 });
    save(&mut world, deal_on.plus(1), NodeStep { node: Node::Production, owner: None, days: 9 });
    let from_rules = NodePlan { owner: liaison, due_on: Some(deal_on.plus(5)) };
    assert_eq!(plan(&world, Node::Production), from_rules, "the rules of the day of the deal");

    let agreed = NodePlan { owner: Some(Responsible::Person(world.ids.wang)), due_on: Some(deal_on.plus(30)) };
    world.tracks(Track::PlanNode(PlanNode { order, node: Node::Production, was: from_rules.clone(), now: agreed.clone() }));
    assert_eq!(plan(&world, Node::Production), agreed);
    // An author who saw an outdated plan is told, and the agreed plan is kept.
    let other = NodePlan { owner: None, due_on: Some(deal_on.plus(8)) };
    let decision = world.tracks(Track::PlanNode(PlanNode { order, node: Node::Production, was: from_rules, now: other }));
    assert_eq!((decision.conflicts.len(), plan(&world, Node::Production)), (1, agreed));
}

#[test]
fn a_node_is_late_the_day_after_it_was_due() {
    let mut world = world();
    let (order, deal_on, template) = (world.ids.order, world.order().terms.deal_on, NodeTemplate::default());
    for (days, expected) in [(2, false), (3, false), (4, true)] {
        assert_eq!(world.order().is_node_late(Node::Production, &template, deal_on.plus(days)), expected, "{days} days after");
    }
    world.tracks(Track::FinishNode(FinishNode { order, node: Node::Shipped, on: deal_on.plus(10) }));
    let late = |world: &World, node| world.order().is_node_late(node, &template, world.ids.today);
    assert!(!late(&world, Node::Production), "it was passed");
    assert!(!late(&world, Node::Shipped), "reached on its day");
    assert!(late(&world, Node::Acceptance));
}

#[test]
fn completing_a_node_on_different_days_conflicts() {
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let finish = |on| Track::FinishNode(FinishNode { order, node: Node::Shipped, on });
    world.tracks(finish(today.plus(-3)));
    assert!(world.tracks(finish(today.plus(-3))).conflicts.is_empty(), "the same day twice is nothing");
    let decision = world.tracks(finish(today.plus(-1)));
    assert_eq!(decision.conflicts.len(), 1);
    assert_eq!(world.order().reached_on(Node::Shipped), Some(today.plus(-3)));
    world.tracks(Track::ReopenNode(ReopenNode { order, node: Node::Shipped }));
    assert_eq!(world.order().reached_on(Node::Shipped), None);
    world.refuses_step(Track::ReopenNode(ReopenNode { order, node: Node::Shipped }), &[(Field::Node, Refusal::Unchanged)]);
}

#[test]
fn node_steps_are_refused_for_every_reason() {
    let mut world = world();
    let (order, today, deal_on) = (world.ids.order, world.ids.today, world.order().terms.deal_on);
    let (tomorrow, in_future) = world.tomorrow();
    let finish = |node, on| Track::FinishNode(FinishNode { order, node, on });
    for node in [Node::Ordered, Node::Collected] {
        world.refuses_step(finish(node, today), &[(Field::Node, Refusal::NotAStep)]);
    }
    world.refuses_step(finish(Node::Shipped, tomorrow), &[(Field::On, in_future)]);
    world.refuses_step(finish(Node::Shipped, deal_on.plus(-1)), &[(Field::On, Refusal::TooEarly { first: deal_on })]);
    world.refuses(world.ids.zhao, &Command::Track(finish(Node::Shipped, today)), &[(Field::Order, Refusal::NotYours)]);
    let plan =
        |owner, due_on| Track::PlanNode(PlanNode { order, node: Node::Shipped, was: NodePlan::default(), now: NodePlan { owner, due_on } });
    let (late, too_late) = too_late();
    world.refuses_step(plan(None, Some(deal_on.plus(-1))), &[(Field::DueOn, Refusal::TooEarly { first: deal_on })]);
    world.refuses_step(plan(None, Some(late)), &[(Field::DueOn, too_late)]);
    world.refuses_step(plan(Some(Responsible::Person(PersonId(fresh(9)))), None), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses_step(plan(Some(Responsible::Other(long(LINE + 1))), None), &[(Field::Owner, too_long(LINE))]);
    world.applies(world.ids.lin, &Command::CancelOrder(CancelOrder { order, on: today, reason: "x".to_owned(), refund: None }));
    world.refuses_step(finish(Node::Shipped, today), &[(Field::Order, Refusal::Cancelled)]);
    world.refuses_step(plan(None, None), &[(Field::Order, Refusal::Cancelled)]);
}
