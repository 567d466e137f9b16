use super::*;
use crate::book::record::Record;
use crate::decide::arrival::note_arrival;
use crate::decide::command::{AmendOrder, ApproveRecord, CancelOrder, MoveStage, ResubmitRecord, ReturnRecord, VoidPayment};
use crate::figures::analytics::{Figure, Filter, facts_of, totals};
use crate::records::organisation::Company;
use crate::records::review::{Matter, ReviewState};
use crate::rules::{Dated, EvidencePolicy, ReviewPolicy};
use crate::values::calendar::Timestamp;
use crate::values::field::Field;
use crate::values::ratio::Ratio;
use crate::values::refusal::Refusal;
use crate::views::entry_time::EntryTime;
use crate::views::review_queue;
use crate::views::review_queue::Waiting;

fn order(world: &World) -> Matter {
    Matter::Order { order: world.ids.order }
}

fn payment(world: &World, id: u128) -> Matter {
    Matter::Payment { order: world.ids.order, payment: PaymentId(fresh(id)) }
}

/// An approval of the current version.
fn approve(world: &World, matter: Matter) -> Command {
    Command::ApproveRecord(ApproveRecord { matter, seen: matter.file(&world.book).map_or(Uuid::nil(), |it| it.mark) })
}

fn send_back(world: &World, matter: Matter, reason: &str) -> Command {
    Command::ReturnRecord(ReturnRecord {
        matter,
        seen: matter.file(&world.book).map_or(Uuid::nil(), |it| it.mark),
        reason: reason.to_owned(),
    })
}

fn resubmit(matter: Matter, answer: &str) -> Command {
    Command::ResubmitRecord(ResubmitRecord { matter, answer: answer.to_owned() })
}

fn pieces(world: &World, pieces: i64) -> Command {
    let was = world.book.order(world.ids.order).expect("the order").terms.clone();
    let mut now = was.clone();
    now.lines[0].quantity = Quantity::whole(pieces);
    Command::AmendOrder(AmendOrder { order: world.ids.order, was, now })
}

fn state(world: &World, matter: Matter) -> Option<ReviewState> {
    matter.file(&world.book).map(|it| it.state)
}

fn queue_of(world: &World, person: PersonId) -> Vec<Waiting> {
    let actor = world.ids.moment(person, &world.book).actor;
    review_queue::queue(&world.book, &actor)
}

/// A figure of a period: its value, the unreviewed part of it, and the approved value.
fn figure(world: &World, figure: Figure, period: &str) -> (i64, i64, i64) {
    let (facts, period) = (facts_of(&world.book), Period::parse(period).expect("a period"));
    let of = |approved_only| totals(&facts, period, &Filter { approved_only, ..Filter::default() }, &world.book);
    let value = |approved_only| figure.value(&of(approved_only)).map_or(0, Ratio::rounded) / 100;
    (value(false), figure.unreviewed(&of(false)).unwrap_or_default() / 100, value(true))
}

fn set_policy(world: &mut World, policy: ReviewPolicy) {
    let was = world.book.company().clone();
    let review = Dated::default().since(world.ids.today, policy);
    world.applies(world.ids.admin, &Command::SaveCompany(Save { was: Some(was.clone()), now: Company { review, ..was } }));
}

#[test]
fn unapproved_amounts_count_and_are_reported() {
    // A33: counted at once, as 含未审核; approved only after the supervisor's review.
    let mut world = world();
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (10_000, 10_000, 0));
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (10_000, 0, 10_000));
    let paid = world.pay(2, 4_000);
    world.applies(world.ids.lin, &Command::RecordPayment(paid));
    assert_eq!(figure(&world, Figure::Collected, "2026-05"), (4_000, 4_000, 0));
    world.applies(world.ids.boss, &approve(&world, payment(&world, 2)));
    assert_eq!(figure(&world, Figure::Collected, "2026-05"), (4_000, 0, 4_000));
}

#[test]
fn an_amended_approved_order_is_pending_and_keeps_its_approved_version() {
    // DQ-01: an edit of an approved record becomes an amendment.
    let mut world = world();
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    world.applies(world.ids.lin, &pieces(&world, 12));
    assert_eq!(state(&world, order(&world)), Some(ReviewState::Pending));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (12_000, 2_000, 10_000));
    world.applies(world.ids.lin, &pieces(&world, 7));
    assert_eq!(
        figure(&world, Figure::SalesAmount, "2026-03"),
        (7_000, -3_000, 10_000),
        "against what was approved, not the last amendment"
    );
    let waiting = &queue_of(&world, world.ids.boss)[0];
    assert_eq!(
        (waiting.told.amount, waiting.told.held, waiting.told.is_changed),
        (Some(Money::whole(7_000)), Some(Money::whole(10_000)), true)
    );
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (7_000, 0, 7_000));
}

#[test]
fn reverting_an_amendment_restores_the_approval() {
    let mut world = world();
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    world.applies(world.ids.lin, &pieces(&world, 12));
    world.applies(world.ids.lin, &pieces(&world, 10));
    assert_eq!(state(&world, order(&world)), Some(ReviewState::Approved));
}

#[test]
fn a_cancellation_of_an_approved_order_is_pending_and_counts_on_its_day() {
    // A13, A33.
    let mut world = world();
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    let cancel =
        Command::CancelOrder(CancelOrder { order: world.ids.order, on: world.ids.today, reason: "项目取消".to_owned(), refund: None });
    world.applies(world.ids.lin, &cancel);
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (10_000, 0, 10_000));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-05"), (-10_000, -10_000, 0));
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-05"), (-10_000, 0, -10_000));
}

#[test]
fn a_voided_approved_payment_is_pending() {
    let mut world = world();
    let paid = world.pay(2, 4_000);
    world.applies(world.ids.lin, &Command::RecordPayment(paid));
    world.applies(world.ids.boss, &approve(&world, payment(&world, 2)));
    let void = Command::VoidPayment(VoidPayment {
        order: world.ids.order,
        payment: PaymentId(fresh(2)),
        reason: "重复录入".to_owned(),
        corrects: false,
    });
    world.applies(world.ids.lin, &void);
    assert_eq!(figure(&world, Figure::Collected, "2026-05"), (0, -4_000, 4_000));
    world.applies(world.ids.boss, &approve(&world, payment(&world, 2)));
    assert_eq!(figure(&world, Figure::Collected, "2026-05"), (0, 0, 0));
}

#[test]
fn a_payment_voided_before_review_leaves_the_queue() {
    let mut world = world();
    let paid = world.pay(2, 4_000);
    world.applies(world.ids.lin, &Command::RecordPayment(paid));
    assert_eq!(queue_of(&world, world.ids.boss).len(), 2);
    let void = Command::VoidPayment(VoidPayment {
        order: world.ids.order,
        payment: PaymentId(fresh(2)),
        reason: "重复录入".to_owned(),
        corrects: false,
    });
    world.applies(world.ids.lin, &void);
    assert_eq!(queue_of(&world, world.ids.boss).len(), 1);
    assert_eq!(state(&world, payment(&world, 2)), None);
}

#[test]
fn a_returned_record_goes_to_its_author_and_is_resubmitted_by_an_amendment() {
    // returned with a reason.
    let mut world = world();
    let lin = world.ids.lin;
    world.applies(world.ids.boss, &send_back(&world, order(&world), " 数量与合同不符 "));
    assert!(queue_of(&world, world.ids.boss).is_empty());
    let returned = review_queue::returned_to(&world.book, lin);
    assert_eq!(returned.iter().map(|it| it.back.reason.as_str()).collect::<Vec<_>>(), ["数量与合同不符"]);
    assert!(review_queue::returned_to(&world.book, world.ids.wang).is_empty());
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (10_000, 10_000, 0), "it still counts as unreviewed");
    world.applies(lin, &pieces(&world, 9));
    assert!(review_queue::returned_to(&world.book, lin).is_empty());
    assert_eq!(state(&world, order(&world)), Some(ReviewState::Pending));
}

#[test]
fn a_returned_record_can_be_resubmitted_unchanged() {
    let mut world = world();
    let paid = world.pay(2, 4_000);
    world.applies(world.ids.lin, &Command::RecordPayment(paid));
    world.applies(world.ids.boss, &send_back(&world, payment(&world, 2), "缺进账凭证"));
    let answer = resubmit(payment(&world, 2), "凭证已补");
    world.applies(world.ids.lin, &answer);
    let waiting = queue_of(&world, world.ids.boss);
    assert!(waiting.iter().any(|it| it.matter == payment(&world, 2) && it.told.answer == "凭证已补"));
    world.refuses(world.ids.lin, &answer, &[(Field::Matter, Refusal::Unchanged)]);
}

#[test]
fn returning_an_approved_record_revokes_the_approval() {
    let mut world = world();
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    world.applies(world.ids.manager, &send_back(&world, order(&world), "查无合同"));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (10_000, 10_000, 0));
    // Returning an amendment keeps the approved version.
    world.applies(world.ids.lin, &resubmit(order(&world), "合同已补"));
    world.applies(world.ids.boss, &approve(&world, order(&world)));
    world.applies(world.ids.lin, &pieces(&world, 12));
    world.applies(world.ids.boss, &send_back(&world, order(&world), "超出合同"));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (12_000, 2_000, 10_000));
}

#[test]
fn nobody_reviews_their_own_work() {
    // a supervisor's own work goes to the manager, a manager's to the director.
    let mut world = world();
    let (boss, manager, director) = (world.ids.boss, world.ids.manager, world.ids.director);
    let theirs = |world: &World, id, holder| TakeOrder { owner: Some(holder), ..world.take(id, 1) };
    world.applies(boss, &Command::TakeOrder(theirs(&world, 1, boss)));
    let of_boss = Matter::Order { order: OrderId(fresh(1)) };
    world.refuses(boss, &approve(&world, of_boss), &[(Field::Matter, Refusal::OwnWork)]);
    assert!(queue_of(&world, boss).iter().all(|it| it.matter != of_boss));
    let first = |world: &World, person, matter| queue_of(world, person).into_iter().find(|it| it.matter == matter).map(|it| it.is_first);
    assert_eq!((first(&world, manager, of_boss), first(&world, director, of_boss)), (Some(true), Some(false)));
    assert_eq!(first(&world, manager, order(&world)), Some(false), "the supervisor sees to a rep's");
    world.applies(manager, &approve(&world, of_boss));
    // A person who changes somebody else's order may not approve the change.
    world.applies(boss, &pieces(&world, 3));
    world.refuses(boss, &approve(&world, order(&world)), &[(Field::Matter, Refusal::OwnWork)]);
    world.applies(manager, &pieces(&world, 4));
    world.refuses(manager, &approve(&world, order(&world)), &[(Field::Matter, Refusal::OwnWork)]);
    assert_eq!(first(&world, director, order(&world)), Some(false), "the supervisor may again");
    world.applies(boss, &approve(&world, order(&world)));
}

#[test]
fn a_review_is_refused_for_every_reason() {
    let mut world = world();
    let ids = world.ids;
    let fine = approve(&world, order(&world));
    world.refuses(ids.lin, &fine, &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(ids.admin, &fine, &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(ids.chen, &fine, &[(Field::Matter, Refusal::NotYours)]);
    let unknown = Matter::Order { order: OrderId(fresh(9)) };
    world.refuses(ids.boss, &approve(&world, unknown), &[(Field::Matter, Refusal::NotYours)]);
    world.refuses(ids.boss, &send_back(&world, order(&world), " "), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(ids.boss, &send_back(&world, order(&world), &long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
    world.refuses(ids.lin, &resubmit(order(&world), "x"), &[(Field::Matter, Refusal::Unchanged)]);
    world.refuses(ids.zhao, &resubmit(order(&world), "x"), &[(Field::Matter, Refusal::NotYours)]);
    // Changed between viewing and approving.
    world.applies(ids.lin, &pieces(&world, 11));
    world.refuses(ids.boss, &fine, &[(Field::Matter, Refusal::ChangedMeanwhile)]);
    let fine = approve(&world, order(&world));
    world.applies(ids.boss, &fine);
    world.refuses(ids.boss, &fine, &[(Field::Matter, Refusal::Unchanged)]);
    let back = send_back(&world, order(&world), "x");
    world.applies(ids.boss, &back);
    world.refuses(ids.boss, &back, &[(Field::Matter, Refusal::Unchanged)]);
    world.refuses(ids.lin, &resubmit(order(&world), ""), &[(Field::Answer, Refusal::Missing)]);
    world.refuses(ids.lin, &resubmit(order(&world), &long(NOTE + 1)), &[(Field::Answer, too_long(NOTE))]);
}

#[test]
fn the_policy_says_what_is_reviewed_and_from_which_amount() {
    // A32, A33, as data with an effective date.
    let mut world = world();
    let least = Money::whole(2_000);
    set_policy(&mut world, ReviewPolicy { orders_from: Some(least), payments_from: None, ..ReviewPolicy::default() });
    for (id, pieces, expected) in [(1, 1, None), (2, 2, Some(ReviewState::Pending)), (3, 3, Some(ReviewState::Pending))] {
        world.applies(world.ids.lin, &Command::TakeOrder(world.take(id, pieces)));
        assert_eq!(state(&world, Matter::Order { order: OrderId(fresh(id)) }), expected, "{pieces} pieces");
    }
    let paid = world.pay(4, 4_000);
    world.applies(world.ids.lin, &Command::RecordPayment(paid));
    assert_eq!(state(&world, payment(&world, 4)), None);
    assert_eq!(figure(&world, Figure::Collected, "2026-05"), (4_000, 0, 4_000));
}

/// No record is reviewed as such, but deals above 2,000 yuan, payments above 1,000 yuan, offers and visits need evidence.
fn prove(world: &mut World, counts_when_reviewed: bool) {
    let was = world.book.company().clone();
    let evidence = EvidencePolicy {
        deal_above: Some(Money::whole(2_000)),
        payment_above: Some(Money::whole(1_000)),
        stages: [Stage::Proposal].into(),
        methods: [Method::Visit].into(),
        counts_when_reviewed,
    };
    let review = ReviewPolicy { orders_from: None, payments_from: None, ..ReviewPolicy::default() };
    let now = Company {
        review: Dated::default().since(world.ids.today, review),
        evidence: Dated::default().since(world.ids.today, evidence),
        ..was.clone()
    };
    world.applies(world.ids.admin, &Command::SaveCompany(Save { was: Some(was), now }));
}

#[test]
fn records_needing_evidence_are_pending_if_the_policy_says_so() {
    // A32: below, at and above the limit of each; with the switch off nothing waits.
    let waits = Some(ReviewState::Pending);
    for (is_on, above) in [(true, waits), (false, None)] {
        let mut world = world();
        let lin = world.ids.lin;
        prove(&mut world, is_on);
        for (id, pieces, expected) in [(1, 1, None), (2, 2, None), (3, 3, above)] {
            world.applies(lin, &Command::TakeOrder(world.take(id, pieces)));
            assert_eq!(state(&world, Matter::Order { order: OrderId(fresh(id)) }), expected, "{is_on}: {pieces} pieces");
        }
        let sales = if is_on { (6_000, 3_000, 3_000) } else { (6_000, 0, 6_000) };
        assert_eq!(figure(&world, Figure::SalesAmount, "2026-05"), sales, "{is_on}");
        for (id, yuan, expected) in [(4, 999, None), (5, 1_000, None), (6, 1_001, above)] {
            world.applies(lin, &Command::RecordPayment(world.pay(id, yuan)));
            assert_eq!(state(&world, payment(&world, id)), expected, "{is_on}: {yuan} yuan");
        }
        let collected = if is_on { (3_000, 1_001, 1_999) } else { (3_000, 0, 3_000) };
        assert_eq!(figure(&world, Figure::Collected, "2026-05"), collected, "{is_on}");
        let opportunity = world.opportunity();
        for (from, to, expected) in [(Stage::Prospect, Stage::Interested, None), (Stage::Interested, Stage::Proposal, above)] {
            world.applies(lin, &Command::MoveStage(MoveStage { opportunity, from, to, on: world.ids.today }));
            assert_eq!(state(&world, Matter::Opportunity { opportunity }), expected, "{is_on}: {to:?}");
        }
        for (id, method, expected) in [(7, Method::Phone, None), (8, Method::Visit, above)] {
            let log = LogFollowUp::of(FollowUpId(fresh(id)), world.ids.acme, world.ids.today, method, "x");
            world.applies(lin, &Command::LogFollowUp(log));
            assert_eq!(state(&world, Matter::FollowUp { follow_up: FollowUpId(fresh(id)) }), expected, "{is_on}: {method:?}");
        }
    }
}

#[test]
fn a_review_approves_a_record_needing_evidence() {
    // A32: "until reviewed", whether or not the evidence came.
    let mut world = world();
    prove(&mut world, true);
    world.applies(world.ids.lin, &Command::TakeOrder(world.take(3, 3)));
    let matter = Matter::Order { order: OrderId(fresh(3)) };
    assert_eq!(review_queue::told(matter, &world.book).map(|it| it.lacks_evidence), Some(true));
    world.applies(world.ids.boss, &approve(&world, matter));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-05"), (3_000, 0, 3_000));
    // An amendment that raises a deal above the limit waits with the added amount.
    world.applies(world.ids.lin, &Command::TakeOrder(world.take(2, 2)));
    let was = world.book.order(OrderId(fresh(2))).expect("the order").terms.clone();
    let mut now = was.clone();
    now.lines[0].quantity = Quantity::whole(4);
    world.applies(world.ids.lin, &Command::AmendOrder(AmendOrder { order: OrderId(fresh(2)), was, now }));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-05"), (7_000, 2_000, 5_000));
}

#[test]
fn a_version_before_the_policy_stays_approved() {
    let mut world = world();
    let mut order_before = world.book.order(world.ids.order).expect("the order").clone();
    order_before.review = None;
    world.book.put(order_before.into());
    world.applies(world.ids.lin, &pieces(&world, 12));
    assert_eq!(figure(&world, Figure::SalesAmount, "2026-03"), (12_000, 2_000, 10_000));
}

#[test]
fn stages_outcomes_and_follow_ups_are_reviewed_when_the_policy_asks() {
    // R-02, permission matrix: "approve a sales record or stage evidence".
    let mut world = world();
    set_policy(&mut world, ReviewPolicy { opportunities: true, follow_ups: true, ..ReviewPolicy::default() });
    let opportunity = world.opportunity();
    let matter = Matter::Opportunity { opportunity };
    assert_eq!(state(&world, matter), None, "that somebody may become a customer is no claim yet");
    let to = |from, to| Command::MoveStage(MoveStage { opportunity, from, to, on: world.ids.today });
    let (proposal, negotiation) = (to(Stage::Prospect, Stage::Proposal), to(Stage::Proposal, Stage::Negotiation));
    world.applies(world.ids.lin, &proposal);
    assert_eq!(state(&world, matter), Some(ReviewState::Pending));
    world.applies(world.ids.boss, &approve(&world, matter));
    world.applies(world.ids.lin, &negotiation);
    assert_eq!(state(&world, matter), Some(ReviewState::Pending));
    let log = LogFollowUp::of(FollowUpId(fresh(5)), world.ids.acme, world.ids.today, Method::Visit, "x");
    world.applies(world.ids.lin, &Command::LogFollowUp(log));
    let matter = Matter::FollowUp { follow_up: FollowUpId(fresh(5)) };
    world.applies(world.ids.boss, &send_back(&world, matter, "内容太简单"));
    world.applies(world.ids.lin, &resubmit(matter, "已电话说明"));
    world.applies(world.ids.boss, &approve(&world, matter));
    assert_eq!(state(&world, matter), Some(ReviewState::Approved));
}

#[test]
fn imported_records_need_no_review() {
    let mut world = world();
    let mut moment = world.ids.moment(world.ids.admin, &world.book);
    moment.actor.imports = true;
    apply(&Command::TakeOrder(world.take(1, 1)), &mut world.book, &moment).expect("an import may");
    assert_eq!(state(&world, Matter::Order { order: OrderId(fresh(1)) }), None);
}

#[test]
fn the_queue_marks_back_filled_records() {
    // A46, AL-12: a deal of Saturday recorded on Monday morning is 补录, a deal of Monday is not.
    let mut world = world();
    let on = world.ids.today;
    for (id, deal_on) in [(1, on), (2, on.plus(-2))] {
        let mut taken = world.take(id, 1);
        taken.terms.deal_on = deal_on;
        world.applies(world.ids.lin, &Command::TakeOrder(taken));
    }
    let entry = |id| review_queue::told(Matter::Order { order: OrderId(fresh(id)) }, &world.book).map(|it| it.entry);
    assert_eq!((entry(1), entry(2)), (Some(EntryTime::InTime), Some(EntryTime::BackFilled)));
}

#[test]
fn a_record_that_arrives_late_keeps_both_times() {
    // A46: the device's time counts, the server's is kept as well.
    let world = world();
    let command = Command::TakeOrder(world.take(1, 1));
    let moment = world.ids.moment(world.ids.lin, &world.book);
    for (minutes, expected) in [(9, None), (10, Some(10)), (3_000, Some(3_000))] {
        let now = Timestamp(moment.now.0 + minutes * 60_000);
        let mut decision = decide(&command, &world.book, &moment).expect("lin may");
        note_arrival(&mut decision, &world.book, moment.now, now);
        let Some(Record::Order(order)) = decision.puts.first() else { panic!("an order") };
        assert_eq!(order.made_at, moment.now);
        assert_eq!(order.arrived_at.map(|it| (it.0 - moment.now.0) / 60_000), expected, "{minutes} minutes");
    }
    // A record that existed before gets no arrival time.
    let mut decision = decide(&Command::RecordPayment(world.pay(2, 1)), &world.book, &moment).expect("lin may");
    note_arrival(&mut decision, &world.book, moment.now, Timestamp(moment.now.0 + 86_400_000));
    let Some(Record::Order(order)) = decision.puts.first() else { panic!("an order") };
    assert_eq!((order.arrived_at.is_some(), order.payments[0].arrived_at.is_some()), (false, true));
}
