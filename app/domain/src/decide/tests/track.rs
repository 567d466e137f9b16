//! An order on its way (O-01…O-06, A13): what each step does, and every reason it is refused for.

use super::*;
use crate::command::Track;
use crate::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, ReturnId};
use crate::money::Share;
use crate::order::{DeliveryGap, Goods, Node, NodePlan, Order, Rating, Responsible};
use crate::organisation::Company;
use crate::rules::{NodeStep, NodeTemplate};

impl World {
    fn order(&self) -> &Order {
        self.book.order(self.ids.order).expect("the order")
    }

    fn goods(&self, pieces: i64) -> Vec<Goods> {
        vec![Goods { product: self.ids.product, quantity: Quantity::whole(pieces) }]
    }

    #[track_caller]
    fn tracks(&mut self, step: Track) -> Decision {
        self.applies(self.ids.lin, &Command::Track(step))
    }

    #[track_caller]
    fn refuses_step(&self, step: Track, reasons: &[(&str, Refusal)]) {
        self.refuses(self.ids.lin, &Command::Track(step), reasons);
    }

    fn deliver(&self, id: u128, on: Day, goods: Vec<Goods>) -> Track {
        Track::RecordDelivery { order: self.ids.order, id: DeliveryId(fresh(id)), on, goods, logistics: "顺丰 SF1001".to_owned() }
    }

    fn bring_back(&self, id: u128, on: Day, pieces: i64) -> Track {
        let (order, goods) = (self.ids.order, self.goods(pieces));
        Track::ReturnGoods { order, id: ReturnId(fresh(id)), on, goods, delivered: None, reason: "型号不符".to_owned() }
    }
}

#[test]
fn an_order_goes_from_node_to_node() {
    // O-03, E-13: by somebody's word, by a delivery, by an acceptance, by the money (A31).
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    assert_eq!((world.order().node(), world.order().left_ordered_on()), (Node::Ordered, None));
    world.tracks(Track::FinishNode { order, node: Node::Production, on: today.plus(-60) });
    assert_eq!((world.order().node(), world.order().left_ordered_on()), (Node::Production, Some(today.plus(-60))));
    world.tracks(world.deliver(1, today.plus(-50), world.goods(4)));
    assert_eq!((world.order().node(), world.order().delivered_on()), (Node::Shipped, None));
    // What is left out is everything that is still to go.
    world.tracks(world.deliver(2, today.plus(-40), Vec::new()));
    assert_eq!((world.order().node(), world.order().delivered_on()), (Node::Acceptance, Some(today.plus(-40))));
    assert_eq!(world.order().deliveries[1].goods, world.goods(6));
    let accept =
        |id, passed, note: &str| Track::RecordAcceptance { order, id: AcceptanceId(fresh(id)), on: today, passed, note: note.to_owned() };
    world.tracks(accept(3, false, "外壳有划痕"));
    assert_eq!(world.order().node(), Node::Acceptance);
    world.tracks(accept(4, true, ""));
    assert_eq!(world.order().node(), Node::Completed);
    world.applies(world.ids.lin, &Command::RecordPayment(world.pay(5, 10_000)));
    assert_eq!((world.order().node(), world.order().collected_on()), (Node::Collected, Some(today)));
}

#[test]
fn the_plan_is_the_rules_until_somebody_agrees_on_something_else() {
    // O-03, R-06: node template by the administrator, in force on the day of the deal; another owner and day by agreement.
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
        // On the day from which they hold: what held before is never rewritten.
        let moment = world.ids.moment_on(from, world.ids.admin, &world.book);
        apply(&Command::SaveCompany(Save { was: Some(was), now }), &mut world.book, &moment).expect("the rules are sound");
    };
    save(&mut world, deal_on, NodeStep { node: Node::Production, owner: liaison.clone(), days: 5 });
    save(&mut world, deal_on.plus(1), NodeStep { node: Node::Production, owner: None, days: 9 });
    let from_rules = NodePlan { owner: liaison, due_on: Some(deal_on.plus(5)) };
    assert_eq!(plan(&world, Node::Production), from_rules, "the rules of the day of the deal");

    let agreed = NodePlan { owner: Some(Responsible::Person(world.ids.wang)), due_on: Some(deal_on.plus(30)) };
    world.tracks(Track::PlanNode { order, node: Node::Production, was: from_rules.clone(), now: agreed.clone() });
    assert_eq!(plan(&world, Node::Production), agreed);
    // Who saw something else than what was agreed meanwhile is told, and it stands.
    let other = NodePlan { owner: None, due_on: Some(deal_on.plus(8)) };
    let decision = world.tracks(Track::PlanNode { order, node: Node::Production, was: from_rules, now: other });
    assert_eq!((decision.conflicts.len(), plan(&world, Node::Production)), (1, agreed));
}

#[test]
fn a_node_is_late_the_day_after_it_was_due() {
    let mut world = world();
    let (order, deal_on, template) = (world.ids.order, world.order().terms.deal_on, NodeTemplate::default());
    for (days, expected) in [(2, false), (3, false), (4, true)] {
        assert_eq!(world.order().is_node_late(Node::Production, &template, deal_on.plus(days)), expected, "{days} days after");
    }
    world.tracks(Track::FinishNode { order, node: Node::Shipped, on: deal_on.plus(10) });
    let late = |world: &World, node| world.order().is_node_late(node, &template, world.ids.today);
    assert!(!late(&world, Node::Production), "it was passed");
    assert!(!late(&world, Node::Shipped), "reached on its day");
    assert!(late(&world, Node::Acceptance));
}

#[test]
fn two_people_who_finish_a_node_are_told_apart() {
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let finish = |on| Track::FinishNode { order, node: Node::Shipped, on };
    world.tracks(finish(today.plus(-3)));
    assert!(world.tracks(finish(today.plus(-3))).conflicts.is_empty(), "the same day twice is nothing");
    let decision = world.tracks(finish(today.plus(-1)));
    assert_eq!(decision.conflicts.len(), 1);
    assert_eq!(world.order().reached_on(Node::Shipped), Some(today.plus(-3)));
    world.tracks(Track::ReopenNode { order, node: Node::Shipped });
    assert_eq!(world.order().reached_on(Node::Shipped), None);
    world.refuses_step(Track::ReopenNode { order, node: Node::Shipped }, &[("node", Refusal::Unchanged)]);
}

#[test]
fn node_steps_are_refused_for_every_reason() {
    let mut world = world();
    let (order, today, deal_on) = (world.ids.order, world.ids.today, world.order().terms.deal_on);
    let (tomorrow, in_future) = world.tomorrow();
    let finish = |node, on| Track::FinishNode { order, node, on };
    for node in [Node::Ordered, Node::Collected] {
        world.refuses_step(finish(node, today), &[("node", Refusal::NotAStep)]);
    }
    world.refuses_step(finish(Node::Shipped, tomorrow), &[("on", in_future)]);
    world.refuses_step(finish(Node::Shipped, deal_on.plus(-1)), &[("on", Refusal::TooEarly { first: deal_on })]);
    world.refuses(world.ids.zhao, &Command::Track(finish(Node::Shipped, today)), &[("order", Refusal::NotYours)]);
    let plan = |owner, due_on| Track::PlanNode { order, node: Node::Shipped, was: NodePlan::default(), now: NodePlan { owner, due_on } };
    let (late, too_late) = too_late();
    world.refuses_step(plan(None, Some(deal_on.plus(-1))), &[("due_on", Refusal::TooEarly { first: deal_on })]);
    world.refuses_step(plan(None, Some(late)), &[("due_on", too_late)]);
    world.refuses_step(plan(Some(Responsible::Person(PersonId(fresh(9)))), None), &[("owner", Refusal::NotYours)]);
    world.refuses_step(plan(Some(Responsible::Other(long(LINE + 1))), None), &[("owner", too_long(LINE))]);
    world.applies(world.ids.lin, &Command::CancelOrder { order, on: today, reason: "x".to_owned() });
    world.refuses_step(finish(Node::Shipped, today), &[("order", Refusal::Cancelled)]);
    world.refuses_step(plan(None, None), &[("order", Refusal::Cancelled)]);
}

#[test]
fn deliveries_are_refused_for_every_reason() {
    // A15: never more than ordered.
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    let most = Quantity::whole(10);
    world.refuses_step(world.deliver(1, tomorrow, world.goods(1)), &[("on", in_future)]);
    world.refuses_step(world.deliver(1, today, world.goods(11)), &[("goods.0.quantity", Refusal::TooMany { most })]);
    world.refuses_step(world.deliver(1, today, world.goods(0)), &[("goods.0.quantity", Refusal::NotPositive)]);
    let twice = [world.goods(1), world.goods(1)].concat();
    world.refuses_step(world.deliver(1, today, twice), &[("goods.1.product", Refusal::Exists)]);
    let wordy = Track::RecordDelivery { order, id: DeliveryId(fresh(1)), on: today, goods: Vec::new(), logistics: long(NOTE + 1) };
    world.refuses_step(wordy, &[("logistics", too_long(NOTE))]);
    world.tracks(world.deliver(1, today, Vec::new()));
    world.refuses_step(world.deliver(2, today, Vec::new()), &[("goods", Refusal::Unchanged)]);
    let void = |id, reason: &str| Track::VoidDelivery { order, delivery: DeliveryId(fresh(id)), reason: reason.to_owned() };
    world.refuses_step(void(7, "x"), &[("delivery", Refusal::NotYours)]);
    world.refuses_step(void(1, ""), &[("reason", Refusal::Missing)]);
    world.tracks(void(1, "重复"));
    assert_eq!((world.order().node(), world.order().is_fully_delivered()), (Node::Ordered, false));
    world.refuses_step(void(1, "x"), &[("delivery", Refusal::NotYours)]);
    world.refuses_step(world.deliver(1, today, world.goods(1)), &[("id", Refusal::Exists)]);
}

#[test]
fn what_the_customer_says_is_written_down_and_answered() {
    // O-05, E-15.
    let mut world = world();
    let order = world.ids.order;
    let rating = |score: u8| Some(Rating { score, note: String::new() });
    for score in [0, 6] {
        world.refuses_step(
            Track::RateOrder { order, was: None, now: rating(score) },
            &[("score", Refusal::OutOfRange { least: 1, most: 5 })],
        );
    }
    for (was, score) in [(None, 1), (rating(1), 5)] {
        world.tracks(Track::RateOrder { order, was, now: rating(score) });
    }
    assert_eq!(world.order().rating, rating(5));
    assert_eq!(world.tracks(Track::RateOrder { order, was: rating(1), now: rating(2) }).conflicts.len(), 1, "somebody said 5 meanwhile");

    let complain = |text: &str| Track::RecordComplaint { order, id: ComplaintId(fresh(1)), text: text.to_owned() };
    let answer = |id, text: &str| Track::AnswerComplaint { order, complaint: ComplaintId(fresh(id)), text: text.to_owned() };
    world.refuses_step(complain(""), &[("text", Refusal::Missing)]);
    world.tracks(complain("少发一件"));
    world.refuses_step(complain("x"), &[("id", Refusal::Exists)]);
    assert_eq!(world.order().complaints[0].answered, None);
    world.refuses_step(answer(2, "x"), &[("complaint", Refusal::NotYours)]);
    world.refuses_step(answer(1, " "), &[("text", Refusal::Missing)]);
    world.tracks(answer(1, "明天补发"));
    assert_eq!(world.tracks(answer(1, "后天补发")).conflicts.len(), 1, "the first answer stands");
    let complaint = &world.order().complaints[0];
    assert_eq!(complaint.answered.as_ref().map(|it| it.text.as_str()), Some("明天补发"));
    assert!(complaint.answered.as_ref().is_some_and(|it| complaint.made_at <= it.at));
}

#[test]
fn what_goes_wrong_has_a_problem_somebody_and_a_result() {
    // O-01, O-06, E-16, R-06.
    let mut world = world();
    let (order, id) = (world.ids.order, AnomalyId(fresh(1)));
    let record = |problem: &str, responsible| Track::RecordAnomaly { order, id, problem: problem.to_owned(), responsible };
    let handle = |text: &str, solves| Track::HandleAnomaly { order, anomaly: id, text: text.to_owned(), solves };
    world.refuses_step(record("", None), &[("problem", Refusal::Missing)]);
    world.refuses_step(record("x", Some(Responsible::Person(PersonId(fresh(9))))), &[("responsible", Refusal::NotYours)]);
    world.refuses_step(handle("x", true), &[("anomaly", Refusal::NotYours)]);
    world.tracks(record("物流破损", Some(Responsible::Other("物流专员".to_owned()))));
    world.refuses_step(record("x", None), &[("id", Refusal::Exists)]);
    world.refuses_step(handle("", true), &[("text", Refusal::Missing)]);
    world.tracks(handle("已联系承运商", false));
    assert_eq!(world.order().anomalies[0].solved_at(), None);
    world.tracks(handle("已换货", true));
    assert!(world.order().anomalies[0].solved_at().is_some());
    let gap = |reason: &str| Some(DeliveryGap { reason: reason.to_owned(), note: String::new() });
    world.refuses_step(Track::ExplainDelivery { order, was: None, now: gap("") }, &[("reason", Refusal::Missing)]);
    world.tracks(Track::ExplainDelivery { order, was: None, now: gap("物流延迟") });
    assert_eq!(world.order().delivery_gap, gap("物流延迟"));
    let unexplained =
        Track::RecordAcceptance { order, id: AcceptanceId(fresh(2)), on: world.ids.today, passed: false, note: String::new() };
    world.refuses_step(unexplained, &[("note", Refusal::Missing)]);
}

#[test]
fn a_return_nets_the_order_and_gives_back_what_was_paid_beyond() {
    // A13: ten pieces at 1,000 yuan; (pieces returned, paid before) → (worth, refund, owed).
    for (pieces, paid, worth, refund, owed) in
        [(2, 0, 8_000, 0, 8_000), (2, 8_000, 8_000, 0, 0), (2, 10_000, 8_000, 2_000, 0), (2, 9_000, 8_000, 1_000, 0), (10, 500, 0, 500, 0)]
    {
        let mut world = world();
        if 0 < paid {
            world.applies(world.ids.lin, &Command::RecordPayment(world.pay(1, paid)));
        }
        world.tracks(world.bring_back(2, world.ids.today, pieces));
        let order = world.order();
        let now = (order.amount(), order.returns[0].refund, order.balance());
        assert_eq!(now, (Money::whole(worth), Money::whole(refund), Money::whole(owed)), "{pieces} of 10, {paid} paid");
    }
}

#[test]
fn returns_are_refused_for_every_reason() {
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    world.refuses_step(world.bring_back(1, tomorrow, 1), &[("on", in_future)]);
    world.refuses_step(world.bring_back(1, today, 11), &[("goods.0.quantity", Refusal::TooMany { most: Quantity::whole(10) })]);
    let empty = Track::ReturnGoods { order, id: ReturnId(fresh(1)), on: today, goods: Vec::new(), delivered: None, reason: "x".to_owned() };
    world.refuses_step(empty, &[("goods", Refusal::Missing)]);
    let silent =
        Track::ReturnGoods { order, id: ReturnId(fresh(1)), on: today, goods: world.goods(1), delivered: None, reason: String::new() };
    world.refuses_step(silent, &[("reason", Refusal::Missing)]);
    world.applies(world.ids.lin, &Command::RecordPayment(world.pay(2, 10_000)));
    world.tracks(world.bring_back(1, today, 4));
    world.refuses_step(world.bring_back(1, today, 1), &[("id", Refusal::Exists)]);
    world.refuses_step(world.bring_back(3, today, 7), &[("goods.0.quantity", Refusal::TooMany { most: Quantity::whole(6) })]);
    // What was given back was paid before, and what came back was sold.
    let void = Command::VoidPayment { order, payment: PaymentId(fresh(2)), reason: "x".to_owned() };
    world.refuses(world.ids.lin, &void, &[("payment", Refusal::InUse { count: 1 })]);
    let was = world.order().terms.clone();
    let mut now = was.clone();
    now.lines[0].quantity = Quantity::whole(3);
    let least = Money::whole(10_000);
    let fewer = [
        ("lines", Refusal::TooLittle { least }),
        ("lines", Refusal::TooFew { least: Quantity::whole(4) }),
        ("lines", Refusal::TooLittle { least: Money::whole(4_000) }),
    ];
    world.refuses(world.ids.lin, &Command::AmendOrder { order, was, now }, &fewer);
    let void = |id| Track::VoidReturn { order, returned: ReturnId(fresh(id)), reason: "x".to_owned() };
    world.refuses_step(void(9), &[("returned", Refusal::NotYours)]);
    world.tracks(void(1));
    assert_eq!((world.order().amount(), world.order().balance()), (Money::whole(10_000), Money::ZERO));
    world.refuses_step(void(1), &[("returned", Refusal::NotYours)]);
}

#[test]
fn terms_with_instalments_and_discounts_are_refused_for_every_reason() {
    // SA-09, A6.
    use crate::order::Instalment;
    let world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let take = |change: &dyn Fn(&mut OrderTerms)| {
        let mut asked = world.take(1, 10);
        change(&mut asked.terms);
        Command::TakeOrder(asked)
    };
    let part = |yuan| Instalment { due_on: today, amount: Money::whole(yuan), prepaid: true };
    let most = Money::whole(10_000);
    assert!(world.decides(lin, &take(&|it| it.instalments = vec![part(3_000), part(7_000)])).is_ok());
    assert!(world.decides(lin, &take(&|it| it.instalments = vec![part(3_000)])).is_ok(), "the rest is due on the due day");
    world.refuses(lin, &take(&|it| it.instalments = vec![part(3_000), part(7_001)]), &[("instalments", Refusal::TooMuch { most })]);
    world.refuses(lin, &take(&|it| it.instalments = vec![part(0)]), &[("instalments.0.amount", Refusal::NotPositive)]);
    world.refuses(lin, &take(&|it| it.instalments = vec![part(1); 37]), &[("instalments", too_long(36))]);
    let (early, too_early) = too_early();
    let wild = Instalment { due_on: early, ..part(1) };
    world.refuses(lin, &take(&|it| it.instalments = vec![wild]), &[("instalments.0.due_on", too_early)]);
    world.refuses(lin, &take(&|it| it.deliver_by = Some(today.plus(-1))), &[("deliver_by", Refusal::TooEarly { first: today })]);
    for discount in [-1, 10_001] {
        let refusal = Refusal::OutOfRange { least: 0, most: 100 };
        let discounted = |it: &mut OrderTerms| {
            it.lines.push(it.lines[0].clone());
            it.lines[0].discount = Share(discount);
        };
        world.refuses(lin, &take(&discounted), &[("lines.0.discount", refusal)]);
    }
    world.refuses(lin, &take(&|it| it.lines[0].cost = Some(Money(-1))), &[("lines.0.cost", Refusal::NotPositive)]);
    world.refuses(lin, &take(&|it| it.lines[0].cost = Some(Money(i64::MAX))), &[("lines.0.cost", MOST)]);
}

#[test]
fn a_won_opportunity_stays_won_when_its_order_is_cancelled() {
    // A13: the past stays what it was; the amount is taken back on the day of the cancellation, the funnel is not rewritten.
    let mut world = world();
    let opportunity = world.opportunity();
    let win = world.take(1, 2);
    let order = win.id;
    world.applies(world.ids.lin, &Command::WinOpportunity { opportunity, order: win });
    world.applies(world.ids.lin, &Command::CancelOrder { order, on: world.ids.today, reason: "项目取消".to_owned() });
    let won = world.book.opportunity(opportunity).expect("the opportunity");
    assert!(matches!(won.outcome, Some(crate::opportunity::Outcome::Won { order: it, .. }) if it == order));
    assert!(world.book.order(order).is_some_and(|it| it.cancelled.is_some()));
}

/// One step on an order's way: so many days ago, so many pieces went out or came back.
#[derive(Clone, Copy, Debug)]
enum Step {
    Out(i32, i64),
    Back(i32, i64, Option<bool>),
}

fn after(steps: &[Step]) -> World {
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    for (id, step) in (1..).zip(steps) {
        let track = match *step {
            Step::Out(ago, pieces) => world.deliver(id, today.plus(-ago), world.goods(pieces)),
            Step::Back(ago, pieces, delivered) => {
                let (on, goods, reason) = (today.plus(-ago), world.goods(pieces), "型号不符".to_owned());
                Track::ReturnGoods { order, id: ReturnId(fresh(id)), on, goods, delivered, reason }
            }
        };
        world.tracks(track);
    }
    world
}

#[test]
fn what_comes_back_changes_neither_the_day_of_delivery_nor_what_is_still_to_come() {
    // A13, A14, A15: ten pieces ordered.
    use Step::{Back, Out};
    for (steps, delivered_ago, to_deliver, given_up_ago) in [
        (vec![Out(50, 6), Out(40, 4)], Some(40), 0, None),
        (vec![Out(50, 6), Out(40, 4), Back(10, 4, None)], Some(40), 0, None),
        (vec![Out(50, 10), Back(10, 10, None)], Some(50), 0, None),
        // Out of a part delivery: the rest can still come.
        (vec![Out(50, 6), Back(30, 2, Some(true))], None, 4, None),
        (vec![Out(50, 6), Back(30, 2, Some(true)), Out(20, 4)], Some(20), 0, None),
        // The rest is given up: from that day nothing is left to deliver.
        (vec![Out(50, 6), Back(30, 4, Some(false))], Some(30), 0, None),
        (vec![Back(60, 4, None), Out(50, 6)], Some(50), 0, None),
        // Nobody says: as older releases meant it.
        (vec![Out(50, 6), Back(30, 2, None)], None, 2, None),
        (vec![Out(50, 6), Back(30, 10, None)], Some(30), 0, None),
        // Nothing ever went out.
        (vec![Back(30, 9, None)], None, 1, None),
        (vec![Back(40, 9, None), Back(30, 1, None)], None, 0, Some(30)),
    ] {
        let world = after(&steps);
        let (order, day) = (world.order(), |ago: i32| world.ids.today.plus(-ago));
        assert_eq!(order.delivered_on(), delivered_ago.map(day), "{steps:?}");
        assert_eq!(order.to_deliver(world.ids.product), Quantity::whole(to_deliver), "{steps:?}");
        assert_eq!(order.given_up_on(), given_up_ago.map(day), "{steps:?}");
    }
}

#[test]
fn a_return_of_an_older_release_means_what_it_meant() {
    let world = after(&[Step::Out(50, 6), Step::Back(30, 2, Some(true))]);
    let mut body = serde_json::to_value(world.order()).expect("an order is plain data");
    let goods = body["returns"][0]["goods"][0].as_object_mut().expect("goods");
    assert_eq!(goods.remove("delivered"), Some(serde_json::json!(2_000)));
    let order: Order = serde_json::from_value(body).expect("an older order");
    assert_eq!(order.to_deliver(world.ids.product), Quantity::whole(2));
    let unsaid = world.bring_back(1, world.ids.today, 1);
    let text = serde_json::to_string(&unsaid).expect("a command is plain data");
    assert!(!text.contains("delivered"), "what nobody said is not written: {text}");
    assert_eq!(serde_json::from_str::<Track>(&text).expect("an older command"), unsaid);
}

#[test]
fn nothing_comes_back_that_was_not_there() {
    let world = after(&[Step::Out(50, 6), Step::Back(30, 2, Some(true))]);
    let (order, on) = (world.ids.order, world.ids.today);
    let back = |pieces, delivered| {
        let (id, goods, reason) = (ReturnId(fresh(9)), world.goods(pieces), "型号不符".to_owned());
        Track::ReturnGoods { order, id, on, goods, delivered, reason }
    };
    let too_many = |most| [("goods.0.quantity", Refusal::TooMany { most: Quantity::whole(most) })];
    world.refuses_step(back(5, Some(true)), &too_many(4));
    world.refuses_step(back(5, Some(false)), &too_many(4));
    world.refuses_step(back(9, None), &too_many(8));
    assert!(
        [(4, Some(true)), (4, Some(false)), (8, None)]
            .into_iter()
            .all(|(pieces, delivered)| { world.decides(world.ids.lin, &Command::Track(back(pieces, delivered))).is_ok() })
    );
    // What it came back from is no mistake.
    let void = Track::VoidDelivery { order, delivery: DeliveryId(fresh(1)), reason: "重复".to_owned() };
    world.refuses_step(void, &[("delivery", Refusal::InUse { count: 1 })]);
}

#[test]
fn the_board_and_the_page_ask_the_order() {
    // O-03, E-13: what comes next, whether it is open, how late it is.
    use crate::order::NextStep;
    use Step::{Back, Out};
    let template = NodeTemplate::default();
    let late = |world: &World| world.order().days_late(&template, world.ids.today);
    for (steps, next, is_open) in [
        (vec![], Some(NextStep::Begin), true),
        (vec![Out(50, 6)], Some(NextStep::Deliver), true),
        (vec![Out(50, 10)], Some(NextStep::Accept), true),
        (vec![Out(50, 6), Back(30, 4, Some(false))], Some(NextStep::Accept), true),
        (vec![Back(30, 10, None)], None, false),
    ] {
        let world = after(&steps);
        assert_eq!((world.order().next_step(), world.order().is_open()), (next, is_open), "{steps:?}");
    }
    // By the rules the first node is due on the third day, the last that somebody says on the 21st; the deal was 70 days ago.
    assert_eq!(late(&after(&[])), 67);
    assert_eq!(late(&after(&[Out(50, 10)])), 49, "only the acceptance is still ahead");
    let mut world = after(&[Out(50, 6)]);
    let (order, today) = (world.ids.order, world.ids.today);
    let mut promised = world.order().clone();
    assert!(!promised.is_delivery_late(today), "no day was agreed");
    promised.terms.deliver_by = Some(today.plus(-20));
    assert!(promised.is_delivery_late(today) && !promised.is_delivery_late(today.plus(-20)));
    world.applies(world.ids.lin, &Command::CancelOrder { order, on: today, reason: "客户取消".to_owned() });
    assert_eq!((world.order().next_step(), world.order().is_open()), (None, false));
    assert!(!Order { cancelled: world.order().cancelled.clone(), ..promised }.is_delivery_late(today));
}

#[test]
fn the_table_has_the_twelve_columns() {
    // O-01: number, customer, product, time, amount, owner, status, expected, actual, gap, feedback, anomalies.
    use crate::order::TrackingRow;
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    let was = world.order().terms.clone();
    let now = OrderTerms { deliver_by: Some(today.plus(-30)), ..was.clone() };
    world.applies(world.ids.lin, &Command::AmendOrder { order, was, now });
    let mut expected = TrackingRow {
        number: world.order().number.clone(),
        customer: world.ids.acme,
        products: vec![world.ids.product],
        ordered_on: today.plus(-70),
        amount: Money::whole(10_000),
        owner: world.ids.lin,
        node: Node::Ordered,
        deliver_by: Some(today.plus(-30)),
        delivered_on: None,
        gap: None,
        score: None,
        anomalies: Vec::new(),
    };
    assert_eq!(world.order().tracking_row(), expected);
    let anomaly = AnomalyId(fresh(1));
    let handle = |text: &str, solves| Track::HandleAnomaly { order, anomaly, text: text.to_owned(), solves };
    for step in [
        world.deliver(2, today.plus(-20), Vec::new()),
        world.bring_back(3, today.plus(-10), 1),
        Track::ExplainDelivery { order, was: None, now: Some(DeliveryGap { reason: "物流延迟".to_owned(), note: String::new() }) },
        Track::RateOrder { order, was: None, now: Some(Rating { score: 4, note: "整体满意".to_owned() }) },
        Track::RecordAnomaly { order, id: anomaly, problem: "外包装破损".to_owned(), responsible: None },
        handle("与承运商核实", false),
        handle("已补发", true),
    ] {
        world.tracks(step);
    }
    expected.node = Node::Acceptance;
    expected.amount = Money::whole(9_000);
    expected.delivered_on = Some(today.plus(-20));
    expected.gap = Some("物流延迟".to_owned());
    expected.score = Some(4);
    expected.anomalies = vec![("外包装破损".to_owned(), Some("已补发".to_owned()))];
    assert_eq!(world.order().tracking_row(), expected);
}
