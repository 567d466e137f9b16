use super::*;
use crate::decide::command::{AmendOpportunity, HandOverCustomer, LoseOpportunity, MoveStage, OpenOpportunity, WinOpportunity};
use crate::figures::fact::Measure;
use crate::figures::facts::of_opportunity;
use crate::records::opportunity::Outcome;
use crate::values::calendar::Day;
use crate::values::field::{Field, LinePart};
use crate::values::refusal::Refusal;

fn open(world: &World, stage: Stage, change: impl FnOnce(&mut OpportunityProfile)) -> Command {
    let mut profile = OpportunityProfile { title: "扩容".to_owned(), ..OpportunityProfile::default() };
    change(&mut profile);
    let (id, customer, opened_on) = (OpportunityId(fresh(1)), world.ids.acme, world.ids.today);
    Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on, stage, owner: None, profile })
}

fn moving(opportunity: OpportunityId, from: Stage, to: Stage, on: Day) -> Command {
    Command::MoveStage(MoveStage { opportunity, from, to, on })
}

#[test]
fn opening_is_refused_for_every_reason() {
    let mut world = world();
    let old = world.old_product();
    let lin = world.ids.lin;
    let (early, too_early) = too_early();
    let (late, too_late) = too_late();
    let (tomorrow, in_future) = world.tomorrow();
    let on = |opened_on| match open(&world, Stage::Prospect, |_| {}) {
        Command::OpenOpportunity(OpenOpportunity { id, customer, stage, profile, .. }) => {
            Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on, stage, owner: None, profile })
        }
        other => other,
    };
    world.refuses(world.ids.wang, &open(&world, Stage::Prospect, |_| {}), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(lin, &on(early), &[(Field::OpenedOn, too_early.clone())]);
    world.refuses(lin, &on(tomorrow), &[(Field::OpenedOn, in_future)]);
    // E-01: 成交 follows from an order and 回款完成 from its payment; neither is set by hand.
    world.refuses(lin, &open(&world, Stage::Won, |_| {}), &[(Field::Stage, Refusal::NotAStep)]);
    world.refuses(lin, &open(&world, Stage::Collected, |_| {}), &[(Field::Stage, Refusal::NotAStep)]);
    let prospect = |change: &dyn Fn(&mut OpportunityProfile)| open(&world, Stage::Prospect, change);
    world.refuses(lin, &prospect(&|it| it.product = Some(ProductId(fresh(2)))), &[(Field::Product, Refusal::NotYours)]);
    world.refuses(lin, &prospect(&|it| it.product = Some(old)), &[(Field::Product, Refusal::Inactive)]);
    world.refuses(lin, &prospect(&|it| it.title = String::new()), &[(Field::Title, Refusal::Missing)]);
    world.refuses(lin, &prospect(&|it| it.title = long(LINE + 1)), &[(Field::Title, too_long(LINE))]);
    world.refuses(lin, &prospect(&|it| it.note = long(NOTE + 1)), &[(Field::Note, too_long(NOTE))]);
    world.refuses(lin, &prospect(&|it| it.amount = Some(Money::ZERO)), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(lin, &prospect(&|it| it.amount = Some(Money(Money::LARGEST.0 + 1))), &[(Field::Amount, MOST)]);
    world.refuses(lin, &prospect(&|it| it.expected_close = Some(early)), &[(Field::ExpectedClose, too_early)]);
    world.refuses(lin, &prospect(&|it| it.expected_close = Some(late)), &[(Field::ExpectedClose, too_late)]);
    world.applies(lin, &open(&world, Stage::Negotiation, |it| it.amount = Some(Money::LARGEST)));
    world.refuses(lin, &open(&world, Stage::Prospect, |_| {}), &[(Field::Id, Refusal::Exists)]);
}

#[test]
fn amending_is_refused_for_every_reason() {
    let mut world = world();
    let old = world.old_product();
    let id = world.opportunity();
    let was = world.book.opportunity(id).expect("the opportunity").profile.clone();
    let amend = |change: &dyn Fn(&mut OpportunityProfile)| {
        let mut now = was.clone();
        change(&mut now);
        Command::AmendOpportunity(AmendOpportunity { opportunity: id, was: was.clone(), now })
    };
    let lin = world.ids.lin;
    world.refuses(world.ids.zhao, &amend(&|_| {}), &[(Field::Opportunity, Refusal::NotYours)]);
    world.refuses(lin, &amend(&|it| it.product = Some(old)), &[(Field::Product, Refusal::Inactive)]);
    world.refuses(lin, &amend(&|it| it.title = " ".to_owned()), &[(Field::Title, Refusal::Missing)]);
    world.refuses(lin, &amend(&|it| it.amount = Some(Money(-1))), &[(Field::Amount, Refusal::NotPositive)]);
    let unknown = Command::AmendOpportunity(AmendOpportunity { opportunity: OpportunityId(fresh(3)), was: was.clone(), now: was.clone() });
    world.refuses(lin, &unknown, &[(Field::Opportunity, Refusal::NotYours)]);
    let renamed = amend(&|it| it.title = "二期".to_owned());
    world.applies(lin, &Command::LoseOpportunity(LoseOpportunity { opportunity: id, on: world.ids.today, reason: "预算取消".to_owned() }));
    world.refuses(lin, &renamed, &[(Field::Opportunity, Refusal::Closed)]);
}

#[test]
fn moving_is_refused_for_every_reason() {
    let mut world = world();
    let id = world.opportunity();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let (tomorrow, in_future) = world.tomorrow();
    let opened = today.plus(-10);
    use Stage::{Collected, Interested, Prospect, Won};
    world.refuses(world.ids.wang, &moving(id, Prospect, Interested, today), &[(Field::Opportunity, Refusal::NotYours)]);
    world.refuses(lin, &moving(id, Prospect, Won, today), &[(Field::To, Refusal::NotAStep)]);
    world.refuses(lin, &moving(id, Prospect, Collected, today), &[(Field::To, Refusal::NotAStep)]);
    world.refuses(lin, &moving(id, Prospect, Prospect, today), &[(Field::To, Refusal::Unchanged)]);
    world.refuses(lin, &moving(id, Prospect, Interested, tomorrow), &[(Field::On, in_future)]);
    world.refuses(lin, &moving(id, Prospect, Interested, opened.plus(-1)), &[(Field::On, Refusal::TooEarly { first: opened })]);
    world.applies(lin, &moving(id, Prospect, Interested, opened));
    world.applies(lin, &Command::LoseOpportunity(LoseOpportunity { opportunity: id, on: today, reason: "x".to_owned() }));
    world.refuses(lin, &moving(id, Interested, Prospect, today), &[(Field::Opportunity, Refusal::Closed)]);
}

#[test]
fn a_move_reverted_by_its_author_on_the_same_day_is_removed() {
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let id = world.opportunity();
    let before = world.book.opportunity(id).expect("the opportunity").clone();
    world.applies(lin, &moving(id, Stage::Prospect, Stage::Proposal, today));
    world.applies(lin, &moving(id, Stage::Proposal, Stage::Prospect, today));
    let after = world.book.opportunity(id).expect("the opportunity").clone();
    assert_eq!((after.stage, &after.moves, after.moved_on()), (Stage::Prospect, &before.moves, before.moved_on()));
    // Moving forward is a move, and so is moving back to another stage.
    world.applies(lin, &moving(id, Stage::Prospect, Stage::Proposal, today));
    world.applies(lin, &moving(id, Stage::Proposal, Stage::Interested, today));
    let to: Vec<Stage> = world.book.opportunity(id).expect("the opportunity").moves.iter().map(|it| it.to).collect();
    assert_eq!(to, [Stage::Proposal, Stage::Interested]);
    // A superior who moves it back makes a new move.
    world.applies(world.ids.boss, &moving(id, Stage::Interested, Stage::Proposal, today));
    assert_eq!(world.book.opportunity(id).expect("the opportunity").moves.len(), 3);
}

#[test]
fn a_concurrent_move_is_dropped_and_reported() {
    let mut world = world();
    let id = world.opportunity();
    let (boss, lin, today) = (world.ids.boss, world.ids.lin, world.ids.today);
    world.applies(boss, &moving(id, Stage::Prospect, Stage::Proposal, today));
    let decision = world.applies(lin, &moving(id, Stage::Prospect, Stage::Interested, today));
    assert!(decision.puts.is_empty());
    let told: Vec<_> = decision.conflicts.iter().map(|it| (it.field.known(), it.theirs.clone(), it.by)).collect();
    assert_eq!(told, [(Some(Field::Stage), "proposal".into(), Some(boss))]);
    // Both wanted the same: no conflict.
    assert_eq!(world.applies(lin, &moving(id, Stage::Prospect, Stage::Proposal, today)), Decision::default());
}

#[test]
fn a_step_back_keeps_the_furthest_stage() {
    // AN-04 counts the furthest stage, A28 lets an opportunity go back.
    let mut world = world();
    let id = world.opportunity();
    world.applies(world.ids.lin, &moving(id, Stage::Prospect, Stage::Negotiation, world.ids.today));
    world.applies(world.ids.lin, &moving(id, Stage::Negotiation, Stage::Interested, world.ids.today));
    let opportunity = world.book.opportunity(id).expect("the opportunity");
    assert_eq!((opportunity.stage, opportunity.furthest()), (Stage::Interested, Stage::Negotiation));
    let reached = |measure| of_opportunity(opportunity).iter().filter(|it| it.key.measure == measure).count();
    assert_eq!((reached(Measure::ReachedNegotiation), reached(Measure::ReachedWon)), (1, 0));
}

#[test]
fn winning_takes_the_order_and_ends_the_opportunity() {
    // A29: the stage belongs to the opportunity; the order is its outcome.
    let mut world = world();
    let id = world.opportunity();
    let order = world.take(4, 3);
    let on = order.terms.deal_on;
    world.applies(world.ids.boss, &Command::WinOpportunity(WinOpportunity { opportunity: id, order: order.clone() }));
    let won = world.book.opportunity(id).expect("the opportunity");
    assert_eq!(won.outcome, Some(Outcome::Won { on, order: order.id }));
    let order = world.book.order(order.id).expect("the order");
    assert_eq!((order.owner, order.from.map(|it| it.id)), (world.ids.lin, Some(id)));
    assert_eq!(order.number, "SO202605001");
}

#[test]
fn winning_is_refused_for_every_reason() {
    let mut world = world();
    let id = world.opportunity();
    let lin = world.ids.lin;
    let win = |order: TakeOrder| Command::WinOpportunity(WinOpportunity { opportunity: id, order });
    let first = world.ids.today.plus(-10);
    let mut early = world.take(4, 1);
    early.terms.deal_on = first.plus(-1);
    world.refuses(lin, &win(early), &[(Field::DealOn, Refusal::TooEarly { first })]);
    world.refuses(world.ids.zhao, &win(world.take(4, 1)), &[(Field::Opportunity, Refusal::NotYours), (Field::Customer, Refusal::NotYours)]);

    let other = crate::values::ids::CustomerId(fresh(7));
    let profile = CustomerProfile { name: "乙公司".to_owned(), ..CustomerProfile::default() };
    let filed_on = world.ids.today;
    world.applies(lin, &Command::FileCustomer(FileCustomer { id: other, number: None, filed_on, owner: None, profile }));
    let of_another = TakeOrder { customer: other, ..world.take(4, 1) };
    world.refuses(lin, &win(of_another), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(
        lin,
        &win(world.take(4, 0)),
        &[(Field::LineOf(0, LinePart::Quantity), Refusal::NotPositive), (Field::LineOf(0, LinePart::Price), Refusal::NotPositive)],
    );
    world.applies(lin, &win(world.take(4, 1)));
    world.refuses(lin, &win(world.take(5, 1)), &[(Field::Opportunity, Refusal::Closed)]);
}

#[test]
fn losing_is_refused_for_every_reason() {
    let mut world = world();
    let id = world.opportunity();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let lose = |on, reason: &str| Command::LoseOpportunity(LoseOpportunity { opportunity: id, on, reason: reason.to_owned() });
    let (tomorrow, in_future) = world.tomorrow();
    let first = today.plus(-10);
    world.refuses(world.ids.wang, &lose(today, "x"), &[(Field::Opportunity, Refusal::NotYours)]);
    world.refuses(lin, &lose(tomorrow, "x"), &[(Field::On, in_future)]);
    world.refuses(lin, &lose(first.plus(-1), "x"), &[(Field::On, Refusal::TooEarly { first })]);
    world.refuses(lin, &lose(today, " "), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(lin, &lose(today, &long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
    world.applies(lin, &lose(first, "竞品低价中标"));
    world.refuses(lin, &lose(today, "x"), &[(Field::Opportunity, Refusal::Closed)]);
}

#[test]
fn a_sub_stage_is_one_the_company_has_within_the_stage() {
    // A28, E-03.
    let mut world = world();
    let lin = world.ids.lin;
    let opportunity = world.opportunity();
    let in_sub_stage = |world: &World, name: &str| {
        let was = world.book.opportunity(opportunity).expect("the opportunity").profile.clone();
        Command::AmendOpportunity(AmendOpportunity {
            opportunity,
            was: was.clone(),
            now: OpportunityProfile { sub_stage: name.to_owned(), ..was },
        })
    };
    world.refuses(lin, &in_sub_stage(&world, "需求调研"), &[(Field::SubStage, Refusal::NotAStep)]);
    let on = world.ids.today;
    world.applies(lin, &Command::MoveStage(MoveStage { opportunity, from: Stage::Prospect, to: Stage::Interested, on }));
    world.refuses(lin, &in_sub_stage(&world, "方案评估"), &[(Field::SubStage, Refusal::NotAStep)]);
    world.refuses(lin, &in_sub_stage(&world, &long(LINE + 1)), &[(Field::SubStage, Refusal::NotAStep), (Field::SubStage, too_long(LINE))]);
    world.applies(lin, &in_sub_stage(&world, "需求调研"));
    assert_eq!(world.book.opportunity(opportunity).map(|it| it.profile.sub_stage.as_str()), Some("需求调研"));
    world.applies(lin, &in_sub_stage(&world, ""));
    assert_eq!(world.book.opportunity(opportunity).map(|it| it.profile.sub_stage.as_str()), Some(""));
}

#[test]
fn an_opportunity_ages_in_its_stage() {
    let mut world = world();
    let opportunity = world.opportunity();
    let open = world.book.opportunity(opportunity).expect("the opportunity").clone();
    let pipeline = world.book.company().pipeline.clone();
    // Opened ten days ago; 30 days are allowed.
    let today = world.ids.today;
    let on = |after: i32| today.plus(after);
    assert_eq!(
        (open.days_in_stage(on(0)), open.days_over_limit(&pipeline, on(20)), open.days_over_limit(&pipeline, on(21))),
        (Some(10), 0, 1)
    );
    let lost = Command::LoseOpportunity(LoseOpportunity { opportunity, on: world.ids.today, reason: "x".to_owned() });
    world.applies(world.ids.lin, &lost);
    let closed = world.book.opportunity(opportunity).expect("the opportunity");
    assert_eq!((closed.days_in_stage(on(99)), closed.days_over_limit(&pipeline, on(99))), (None, 0));
}

/// Who opened it and who lost it, according to the customer's timeline.
fn authors(world: &World, id: OpportunityId) -> (Option<PersonId>, Option<PersonId>) {
    use crate::views::dossier::{Event, timeline};
    let acme = world.book.customer(world.ids.acme).expect("Acme");
    let of =
        |is: fn(&Event) -> bool| timeline(acme, &world.book).iter().find(|it| it.record == id.into() && is(&it.event)).and_then(|it| it.by);
    (of(|it| matches!(it, Event::Opened { .. })), of(|it| matches!(it, Event::Lost { .. })))
}

#[test]
fn a_hand_over_does_not_change_who_opened_an_opportunity() {
    let mut world = world();
    let ids = world.ids;
    let id = world.opportunity();
    world.applies(ids.boss, &Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.wang, reason: String::new() }));
    assert_eq!(world.book.opportunity(id).expect("the opportunity").owner, ids.wang, "what is open goes along");
    assert_eq!(authors(&world, id), (Some(ids.lin), None));
    // A supervisor records the loss: it is still credited to wang.
    world.applies(ids.boss, &Command::LoseOpportunity(LoseOpportunity { opportunity: id, on: ids.today, reason: "价格".to_owned() }));
    world.applies(ids.boss, &Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.lin, reason: String::new() }));
    assert_eq!(world.book.opportunity(id).expect("the opportunity").owner, ids.wang);
    assert_eq!(authors(&world, id), (Some(ids.lin), Some(ids.boss)));
}

#[test]
fn an_old_opportunity_without_author_was_opened_by_its_first_owner() {
    let mut world = world();
    let ids = world.ids;
    let id = world.opportunity();
    let of_old = |world: &mut World| {
        let stands = world.book.opportunity(id).expect("the opportunity").clone();
        world.book.put(crate::records::opportunity::Opportunity { opened_by: None, ended_by: None, ..stands }.into());
    };
    of_old(&mut world);
    assert_eq!(authors(&world, id).0, Some(ids.lin), "nothing happened since");
    for to in [ids.wang, ids.zhao, ids.wang] {
        world.applies(ids.director, &Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to, reason: String::new() }));
    }
    assert_eq!(authors(&world, id).0, Some(ids.lin), "through three hands");
    world.applies(ids.wang, &Command::LoseOpportunity(LoseOpportunity { opportunity: id, on: ids.today, reason: "价格".to_owned() }));
    of_old(&mut world);
    assert_eq!(authors(&world, id), (Some(ids.lin), Some(ids.wang)), "who is credited with the end");
}

#[test]
fn an_order_stores_its_author() {
    let mut world = world();
    let ids = world.ids;
    let order = world.take(3, 1);
    world.applies(ids.boss, &Command::TakeOrder(order.clone()));
    let taken = world.book.order(order.id).expect("the order").clone();
    assert_eq!((taken.owner, taken.author()), (ids.lin, ids.boss), "credited to the owner of the customer");
    assert_eq!(crate::records::order::Order { made_by: None, ..taken }.author(), ids.lin, "of old orders that is all there is to know");
}
