//! Tests of expenses: recording, amending, attributing, proving, reviewing and voiding (CO-01).

use super::*;
use crate::book::record::Record;
use crate::book::stamps::Stamp;
use crate::decide::command::{
    AmendExpense, ApproveRecord, AttributeExpense, HandOverCustomer, MergeCustomers, RecordExpense, RemoveCustomer, ResubmitRecord,
    ReturnRecord, VoidExpense, WithdrawAttachment,
};
use crate::figures::analytics::oracle::{breakdown, trend};
use crate::figures::analytics::{By, Figure, Filter, facts_of, totals};
use crate::figures::fact::Measure;
use crate::records::attachment::Attachment;
use crate::records::customer::Source;
use crate::records::expense::{Attribution, Expense, ExpenseKind, ExpenseProfile};
use crate::records::organisation::{Company, Person};
use crate::records::review::{Matter, ReviewState};
use crate::rules::{Dated, ReviewPolicy};
use crate::values::calendar::Timestamp;
use crate::values::field::Field;
use crate::values::ids::{AttachmentId, CustomerId, ExpenseId, Key};
use crate::values::ratio::Ratio;
use crate::values::refusal::Refusal;
use crate::views::dossier::{Event, timeline};
use crate::views::review_queue;

pub(super) const ID: ExpenseId = ExpenseId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_070));

/// 800 yuan for a stand at a fair, today.
pub(super) fn fair(world: &World) -> ExpenseProfile {
    ExpenseProfile {
        on: world.ids.today,
        amount: Money::whole(800),
        kind: ExpenseKind::Fair,
        wins_new: true,
        channel: Some(Source::Fair),
        note: "展位费".to_owned(),
    }
}

fn record(world: &World, change: impl Fn(&mut RecordExpense)) -> Command {
    let mut asked = RecordExpense { id: ID, owner: None, customer: None, profile: fair(world) };
    change(&mut asked);
    Command::RecordExpense(asked)
}

fn amend(world: &World, change: impl Fn(&mut ExpenseProfile)) -> Command {
    let was = fair(world);
    let mut now = was.clone();
    change(&mut now);
    Command::AmendExpense(AmendExpense { expense: ID, was, now })
}

fn void(reason: &str) -> Command {
    Command::VoidExpense(VoidExpense { expense: ID, reason: reason.to_owned(), corrects: false })
}

/// The selling expense of the month, and what of it went into new customers, in yuan.
fn spent(world: &World) -> (i64, i64) {
    let period = Period::Month(world.ids.today.month());
    let totals = totals(&facts_of(&world.book), period, &Filter::default(), &world.book);
    (totals.sum(Measure::SellingExpense) / 100, totals.sum(Measure::NewCustomerExpense) / 100)
}

#[test]
fn an_expense_is_recorded_with_owner_kind_and_customer() {
    // CO-01.
    let mut world = world();
    world.applies(world.ids.lin, &record(&world, |it| it.customer = Some(world.ids.acme)));
    let expense = world.book.expense(ID).expect("the expense");
    assert_eq!((expense.owner, expense.team, expense.made_by), (world.ids.lin, Some(world.ids.first_team), world.ids.lin));
    assert_eq!((expense.customer, expense.customer_name.as_str()), (Some(world.ids.acme), "Acme"));
    assert_eq!(expense.profile, fair(&world));
    assert_eq!(spent(&world), (800, 800));
    let newest = timeline(world.book.customer(world.ids.acme).expect("Acme"), &world.book).into_iter().next().expect("it happened");
    assert!(matches!(newest.event, Event::Spent { expense: ID, is_void: false, .. }), "{newest:?}");
    // A supervisor records what a team member spent: it belongs to that member.
    let other = ExpenseId(fresh(71));
    world.applies(world.ids.boss, &record(&world, |it| (it.id, it.owner, it.profile.wins_new) = (other, Some(world.ids.wang), false)));
    let expense = world.book.expense(other).expect("the other");
    assert_eq!((expense.owner, expense.made_by, expense.customer), (world.ids.wang, world.ids.boss, None));
    assert_eq!(spent(&world), (1_600, 800));
}

#[test]
fn recording_an_expense_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    let (tomorrow, in_future) = world.tomorrow();
    let (early, too_early) = too_early();
    world.refuses(lin, &record(&world, |it| it.profile.on = tomorrow), &[(Field::On, in_future.clone())]);
    world.refuses(lin, &record(&world, |it| it.profile.on = early), &[(Field::On, too_early)]);
    world.refuses(lin, &record(&world, |it| it.profile.amount = Money::ZERO), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(lin, &record(&world, |it| it.profile.amount = Money(-1)), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(lin, &record(&world, |it| it.profile.amount = Money(Money::LARGEST.0 + 1)), &[(Field::Amount, MOST)]);
    world.refuses(lin, &record(&world, |it| it.profile.note = long(NOTE + 1)), &[(Field::Note, too_long(NOTE))]);
    // 其他 needs a note.
    let other = |it: &mut RecordExpense| (it.profile.kind, it.profile.note) = (ExpenseKind::Other, " ".to_owned());
    world.refuses(lin, &record(&world, other), &[(Field::Note, Refusal::Missing)]);
    world.refuses(lin, &record(&world, |it| it.owner = Some(world.ids.wang)), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(boss, &record(&world, |it| it.owner = Some(world.ids.zhao)), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(world.ids.wang, &record(&world, |it| it.customer = Some(world.ids.acme)), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(lin, &record(&world, |it| it.customer = Some(CustomerId(fresh(9)))), &[(Field::Customer, Refusal::NotYours)]);
    // All refusals at once.
    let all = |it: &mut RecordExpense| (it.profile.on, it.profile.amount, it.profile.note) = (tomorrow, Money::ZERO, long(NOTE + 1));
    world.refuses(
        lin,
        &record(&world, all),
        &[(Field::On, in_future), (Field::Amount, Refusal::NotPositive), (Field::Note, too_long(NOTE))],
    );
    // The smallest and the largest amount.
    for (id, amount) in [(72, Money(1)), (73, Money::LARGEST)] {
        world.applies(lin, &record(&world, |it| (it.id, it.profile.amount, it.profile.note) = (ExpenseId(fresh(id)), amount, long(NOTE))));
    }
    world.applies(lin, &record(&world, |_| {}));
    world.refuses(lin, &record(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
    let wang = world.book.person(world.ids.wang).expect("wang").clone();
    world.book.put(Person { active: false, ..wang }.into());
    let left = record(&world, |it| (it.id, it.owner) = (ExpenseId(fresh(74)), Some(world.ids.wang)));
    world.refuses(boss, &left, &[(Field::Owner, Refusal::Inactive)]);
}

#[test]
fn an_expense_is_amended_until_it_is_voided() {
    let mut world = world();
    let lin = world.ids.lin;
    let (tomorrow, in_future) = world.tomorrow();
    world.refuses(lin, &amend(&world, |_| {}), &[(Field::Expense, Refusal::NotYours)]);
    world.refuses(lin, &void("x"), &[(Field::Expense, Refusal::NotYours)]);
    world.applies(lin, &record(&world, |_| {}));
    world.refuses(world.ids.wang, &amend(&world, |_| {}), &[(Field::Expense, Refusal::NotYours)]);
    world.refuses(world.ids.chen, &void("x"), &[(Field::Expense, Refusal::NotYours)]);
    world.refuses(lin, &amend(&world, |it| it.on = tomorrow), &[(Field::On, in_future)]);
    world.refuses(lin, &amend(&world, |it| it.amount = Money::ZERO), &[(Field::Amount, Refusal::NotPositive)]);
    world.refuses(lin, &void(" "), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(lin, &void(&long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);

    world.applies(lin, &amend(&world, |it| (it.amount, it.wins_new) = (Money::whole(950), false)));
    assert_eq!(spent(&world), (950, 0));
    world.applies(world.ids.boss, &void("重复录入"));
    assert_eq!(spent(&world), (0, 0), "what is taken back counts nowhere");
    let voided = world.book.expense(ID).and_then(|it| it.voided.clone()).expect("who and why");
    assert_eq!((voided.by, voided.on, voided.reason.as_str()), (world.ids.boss, world.ids.today, "重复录入"));
    world.refuses(lin, &amend(&world, |_| {}), &[(Field::Expense, Refusal::TakenBack)]);
    world.refuses(lin, &void("x"), &[(Field::Expense, Refusal::TakenBack)]);
}

#[test]
fn concurrent_amendments_of_different_expense_fields_merge() {
    let mut world = world();
    let lin = world.ids.lin;
    world.applies(lin, &record(&world, |_| {}));
    world.applies(world.ids.boss, &amend(&world, |it| it.amount = Money::whole(900)));
    let stamp = Stamp { version: 7, by: Some(world.ids.boss), at: Timestamp(0) };
    world.book.set_stamps(Key::from(ID), [("amount".to_owned(), stamp)].into());
    let both = amend(&world, |it| (it.amount, it.note) = (Money::whole(850), "展位费与水电".to_owned()));
    let moment = Moment { base: 5, ..world.ids.moment(lin, &world.book) };
    let decision = decide(&both, &world.book, &moment).expect("merged");
    let Some(Record::Expense(expense)) = decision.puts.first() else { panic!("the expense") };
    assert_eq!((expense.profile.amount, expense.profile.note.as_str()), (Money::whole(900), "展位费与水电"));
    assert_eq!(decision.conflicts.iter().map(|it| it.field.known()).collect::<Vec<_>>(), [Some(Field::Amount)]);
}

#[test]
fn a_hand_over_moves_an_expense_and_keeps_its_owner() {
    // C-20, A36.
    let mut world = world();
    world.applies(world.ids.lin, &record(&world, |it| it.customer = Some(world.ids.acme)));
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to: world.ids.zhao, reason: String::new() });
    world.applies(world.ids.manager, &hand_over);
    let expense = Record::from(world.book.expense(ID).expect("the expense").clone());
    let sees = |who| expense.scope(&world.book).is_open_to(&world.ids.moment(who, &world.book).actor, &world.book);
    for (who, expected) in [
        (world.ids.lin, true),
        (world.ids.boss, true),
        (world.ids.zhao, true),
        (world.ids.chen, true),
        (world.ids.director, true),
        (world.ids.wang, false),
        (world.ids.admin, false),
    ] {
        assert_eq!(sees(who), expected, "{who}");
    }
    // The new holder of the customer did not spend it.
    world.refuses(world.ids.zhao, &void("x"), &[(Field::Expense, Refusal::NotYours)]);
    let customer = world.ids.acme;
    world.refuses(world.ids.zhao, &Command::RemoveCustomer(RemoveCustomer { customer }), &[(Field::Customer, Refusal::InUse { count: 3 })]);
    world.applies(world.ids.lin, &void("客户已移交"));
}

#[test]
fn expenses_follow_a_customer_that_is_merged() {
    let mut world = world();
    let gone = CustomerId(fresh(75));
    let profile = CustomerProfile { name: "Acme 二厂".to_owned(), ..CustomerProfile::default() };
    let filed = FileCustomer { id: gone, number: None, filed_on: world.ids.today, owner: None, profile };
    world.applies(world.ids.lin, &Command::FileCustomer(filed));
    world.applies(world.ids.lin, &record(&world, |it| it.customer = Some(gone)));
    world.applies(world.ids.boss, &Command::MergeCustomers(MergeCustomers { keep: world.ids.acme, gone, reason: String::new() }));
    assert_eq!(world.book.expense(ID).and_then(|it| it.customer), Some(world.ids.acme));
    assert_eq!(world.book.expenses_of(world.ids.acme).count(), 1);
    // What a phone still writes to the merged-away customer goes to the kept one, and its author is told.
    let decision = world.applies(world.ids.lin, &record(&world, |it| (it.id, it.customer) = (ExpenseId(fresh(76)), Some(gone))));
    assert_eq!(world.book.expenses_of(world.ids.acme).count(), 2);
    assert_eq!(decision.conflicts.len(), 1);
}

/// A command that changes the attribution that the book has.
fn attribute(world: &World, change: impl Fn(&mut Attribution)) -> Command {
    let was = world.book.expense(ID).map_or(Attribution { owner: world.ids.lin, customer: None }, Expense::attribution);
    let mut now = was;
    change(&mut now);
    Command::AttributeExpense(AttributeExpense { expense: ID, was, now })
}

fn receipt(world: &mut World, id: u128) -> AttachmentId {
    let id = AttachmentId(fresh(id));
    world.applies(world.ids.lin, &Command::Attach(crate::decide::command::Attach { of: ID.into(), ..super::attachments::card(id) }));
    id
}

fn expense(world: &World) -> &Expense {
    world.book.expense(ID).expect("the expense")
}

#[test]
fn the_attribution_of_an_expense_can_be_corrected() {
    // CO-01: the team, the customer's name and the figures follow.
    let mut world = world();
    world.applies(world.ids.lin, &record(&world, |_| {}));
    world.applies(world.ids.lin, &attribute(&world, |it| it.customer = Some(world.ids.acme)));
    assert_eq!((expense(&world).customer, expense(&world).customer_name.as_str()), (Some(world.ids.acme), "Acme"));
    assert_eq!(world.book.expenses_of(world.ids.acme).count(), 1);
    world.applies(world.ids.boss, &attribute(&world, |it| it.owner = world.ids.boss));
    let boss = world.book.person(world.ids.boss).expect("boss").team;
    assert_eq!((expense(&world).owner, expense(&world).team, expense(&world).made_by), (world.ids.boss, boss, world.ids.lin));
    let of = |person| {
        let filter = Filter { person: Some(person), ..Filter::default() };
        totals(&facts_of(&world.book), Period::Month(world.ids.today.month()), &filter, &world.book).sum(Measure::SellingExpense) / 100
    };
    assert_eq!((of(world.ids.lin), of(world.ids.boss)), (0, 800));
    world.applies(world.ids.boss, &attribute(&world, |it| it.customer = None));
    assert_eq!((expense(&world).customer, expense(&world).customer_name.as_str()), (None, ""));
    assert_eq!(world.book.expenses_of(world.ids.acme).count(), 0);
}

#[test]
fn attributing_an_expense_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    world.refuses(lin, &attribute(&world, |_| {}), &[(Field::Expense, Refusal::NotYours)]);
    world.applies(lin, &record(&world, |_| {}));
    world.refuses(world.ids.wang, &attribute(&world, |_| {}), &[(Field::Expense, Refusal::NotYours)]);
    world.refuses(lin, &attribute(&world, |it| it.owner = world.ids.wang), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(boss, &attribute(&world, |it| it.owner = world.ids.zhao), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(lin, &attribute(&world, |it| it.customer = Some(CustomerId(fresh(9)))), &[(Field::Customer, Refusal::NotYours)]);
    let both = |it: &mut Attribution| (it.owner, it.customer) = (world.ids.zhao, Some(CustomerId(fresh(9))));
    world.refuses(boss, &attribute(&world, both), &[(Field::Owner, Refusal::NotYours), (Field::Customer, Refusal::NotYours)]);
    // Unchanged values are not checked: the owner can still be corrected after the customer was handed over.
    world.applies(lin, &attribute(&world, |it| it.customer = Some(world.ids.acme)));
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to: world.ids.zhao, reason: String::new() });
    world.applies(world.ids.manager, &hand_over);
    world.applies(boss, &attribute(&world, |it| it.owner = world.ids.wang));
    let wang = world.book.person(world.ids.wang).expect("wang").clone();
    world.book.put(Person { active: false, ..wang }.into());
    world.applies(boss, &attribute(&world, |it| it.owner = lin));
    world.refuses(boss, &attribute(&world, |it| it.owner = world.ids.wang), &[(Field::Owner, Refusal::Inactive)]);
    world.applies(lin, &void("x"));
    world.refuses(lin, &attribute(&world, |it| it.customer = None), &[(Field::Expense, Refusal::TakenBack)]);
}

#[test]
fn conflicting_attributions_keep_the_stored_owner() {
    let mut world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    world.applies(lin, &record(&world, |_| {}));
    let hers = attribute(&world, |it| (it.owner, it.customer) = (lin, Some(world.ids.acme)));
    let his = attribute(&world, |it| (it.owner, it.customer) = (world.ids.wang, Some(world.ids.acme)));
    world.applies(boss, &attribute(&world, |it| it.owner = boss));
    let stamp = Stamp { version: 7, by: Some(boss), at: Timestamp(0) };
    world.book.set_stamps(Key::from(ID), [("owner".to_owned(), stamp)].into());
    let moment = Moment { base: 5, ..world.ids.moment(boss, &world.book) };
    let decision = decide(&his, &world.book, &moment).expect("merged");
    let Some(Record::Expense(expense)) = decision.puts.first() else { panic!("the expense") };
    assert_eq!((expense.owner, expense.customer), (boss, Some(world.ids.acme)), "the owner stood, the customer came");
    assert_eq!(decision.conflicts.iter().map(|it| it.field.known()).collect::<Vec<_>>(), [Some(Field::Owner)]);
    // The expense is no longer lin's, so lin may not change it.
    world.refuses(lin, &hers, &[(Field::Expense, Refusal::NotYours)]);
}

#[test]
fn a_receipt_has_the_scope_of_its_expense_after_every_change() {
    // CO-01, DQ-02: for a customer, for none, and after either changed.
    let mut world = world();
    let everybody = [world.ids.lin, world.ids.wang, world.ids.boss, world.ids.zhao, world.ids.chen, world.ids.manager, world.ids.admin];
    world.applies(world.ids.lin, &record(&world, |_| {}));
    let receipts = [receipt(&mut world, 1_401), receipt(&mut world, 1_402)];
    let check = |world: &World| {
        let seen = |key: Key, who| {
            let actor = world.ids.moment(who, &world.book).actor;
            world.book.get(key).expect("it").scope(&world.book).is_open_to(&actor, &world.book)
        };
        for (id, who) in receipts.iter().flat_map(|id| everybody.map(|who| (*id, who))) {
            assert_eq!(seen(id.into(), who), seen(ID.into(), who), "{who}");
        }
        let found = world.book.attachments_of(Attachment::family_of(ID.into(), expense(world).customer)).count();
        assert_eq!(found, 2, "and is found there");
    };
    check(&world);
    for now in [
        Attribution { owner: world.ids.lin, customer: Some(world.ids.acme) },
        Attribution { owner: world.ids.wang, customer: Some(world.ids.acme) },
        Attribution { owner: world.ids.wang, customer: None },
    ] {
        world.applies(world.ids.boss, &attribute(&world, |it| *it = now));
        check(&world);
    }
    world.applies(world.ids.boss, &attribute(&world, |it| it.customer = Some(world.ids.acme)));
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to: world.ids.zhao, reason: String::new() });
    world.applies(world.ids.manager, &hand_over);
    check(&world);
    // The holder of the customer sees the receipt, but may neither add one nor withdraw it.
    let more = Command::Attach(crate::decide::command::Attach { of: ID.into(), ..super::attachments::card(AttachmentId(fresh(1_403))) });
    world.refuses(world.ids.zhao, &more, &[(Field::Of, Refusal::NotYours)]);
    let withdraw = Command::WithdrawAttachment(WithdrawAttachment { attachment: receipts[0], reason: "x".to_owned() });
    world.refuses(world.ids.zhao, &withdraw, &[(Field::Attachment, Refusal::NotYours)]);
    world.applies(world.ids.wang, &withdraw);
}

const MATTER: Matter = Matter::Expense { expense: ID };

fn seen(world: &World) -> Uuid {
    MATTER.file(&world.book).map_or(Uuid::nil(), |it| it.mark)
}

fn approve(world: &World) -> Command {
    Command::ApproveRecord(ApproveRecord { matter: MATTER, seen: seen(world) })
}

/// The month's expenses, the unreviewed part of them, and the approved ones, in yuan.
fn reviewed(world: &World) -> (i64, i64, i64) {
    let (facts, period) = (facts_of(&world.book), Period::Month(world.ids.today.month()));
    let of = |approved_only| totals(&facts, period, &Filter { approved_only, ..Filter::default() }, &world.book);
    let value = |approved_only| Figure::SellingExpense.value(&of(approved_only)).map_or(0, Ratio::rounded) / 100;
    (value(false), Figure::SellingExpense.unreviewed(&of(false)).unwrap_or_default() / 100, value(true))
}

#[test]
fn an_expense_is_reviewed_like_any_other_record() {
    // CO-01, DQ-01, A33: counts at once, as unreviewed. An approved one that is changed waits again, and the approved version stays in force.
    let mut world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    let state = |world: &World| MATTER.file(&world.book).map(|it| it.state);
    world.applies(lin, &record(&world, |_| {}));
    assert_eq!((state(&world), reviewed(&world)), (Some(ReviewState::Pending), (800, 800, 0)));
    let actor = world.ids.moment(boss, &world.book).actor;
    let waiting = review_queue::queue(&world.book, &actor).into_iter().find(|it| it.matter == MATTER).expect("it waits");
    assert_eq!((waiting.told.amount, waiting.credit, waiting.is_first), (Some(Money::whole(800)), lin, true));
    world.refuses(lin, &approve(&world), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(world.ids.chen, &approve(&world), &[(Field::Matter, Refusal::NotYours)]);
    let back = Command::ReturnRecord(ReturnRecord { matter: MATTER, seen: seen(&world), reason: "缺发票".to_owned() });
    world.applies(boss, &back);
    assert_eq!(review_queue::returned_to(&world.book, lin).len(), 1);
    world.refuses(
        world.ids.wang,
        &Command::ResubmitRecord(ResubmitRecord { matter: MATTER, answer: "x".to_owned() }),
        &[(Field::Matter, Refusal::NotYours)],
    );
    world.applies(lin, &Command::ResubmitRecord(ResubmitRecord { matter: MATTER, answer: "发票已补".to_owned() }));
    world.applies(boss, &approve(&world));
    assert_eq!((state(&world), reviewed(&world)), (Some(ReviewState::Approved), (800, 0, 800)));
    // Changed: the approved version stays in force until somebody else reviews it, also after a change of owner.
    world.applies(lin, &amend(&world, |it| it.amount = Money::whole(950)));
    assert_eq!((state(&world), reviewed(&world)), (Some(ReviewState::Pending), (950, 150, 800)));
    world.applies(boss, &attribute(&world, |it| it.owner = world.ids.wang));
    world.refuses(boss, &approve(&world), &[(Field::Matter, Refusal::OwnWork)]);
    world.applies(world.ids.manager, &approve(&world));
    assert_eq!(reviewed(&world), (950, 0, 950));
    // Voided: the same.
    world.applies(boss, &void("重复录入"));
    assert_eq!((state(&world), reviewed(&world)), (Some(ReviewState::Pending), (0, -950, 950)));
    world.applies(world.ids.manager, &approve(&world));
    assert_eq!(reviewed(&world), (0, 0, 0));
}

#[test]
fn the_approved_version_follows_a_new_attribution() {
    // Invariant: a figure depends only on records that its owner's device holds.
    let mut world = world();
    let boss = world.ids.boss;
    world.applies(world.ids.lin, &record(&world, |_| {}));
    world.applies(boss, &approve(&world));
    world.applies(boss, &attribute(&world, |it| it.owner = world.ids.wang));
    for fact in crate::figures::facts::of_expense(expense(&world)) {
        assert_eq!((fact.key.person, fact.key.team), (world.ids.wang, expense(&world).team), "{fact:?}");
    }
    assert_eq!(reviewed(&world), (800, 0, 800));
}

#[test]
fn the_policy_says_from_which_amount_expenses_are_reviewed() {
    // DQ-01, A33: below, at and above the limit, and not at all.
    for (from, amount, expected) in [
        (Some(Money::whole(800)), Money(79_999), None),
        (Some(Money::whole(800)), Money(80_000), Some(ReviewState::Pending)),
        (Some(Money::whole(800)), Money(80_001), Some(ReviewState::Pending)),
        (Some(Money::ZERO), Money(1), Some(ReviewState::Pending)),
        (None, Money::LARGEST, None),
    ] {
        let mut world = world();
        let was = world.book.company().clone();
        let review = Dated::default().since(world.ids.today, ReviewPolicy { expenses_from: from, ..ReviewPolicy::default() });
        world.applies(world.ids.admin, &Command::SaveCompany(Save { was: Some(was.clone()), now: Company { review, ..was } }));
        world.applies(world.ids.lin, &record(&world, |it| it.profile.amount = amount));
        assert_eq!(MATTER.file(&world.book).map(|it| it.state), expected, "{amount:?} from {from:?}");
    }
}

#[test]
fn an_expense_voided_before_review_leaves_the_queue() {
    let mut world = world();
    world.applies(world.ids.lin, &record(&world, |_| {}));
    world.applies(world.ids.lin, &void("重复录入"));
    assert_eq!(MATTER.file(&world.book), None);
    assert_eq!(reviewed(&world), (0, 0, 0));
}

#[test]
fn expenses_are_a_figure_with_a_trend_and_a_ranking() {
    // CO-01.
    let mut world = world();
    world.applies(world.ids.lin, &record(&world, |_| {}));
    let other =
        |it: &mut RecordExpense| (it.id, it.owner, it.profile.amount) = (ExpenseId(fresh(71)), Some(world.ids.wang), Money::whole(5));
    world.applies(world.ids.boss, &record(&world, other));
    let (facts, period) = (facts_of(&world.book), Period::Month(world.ids.today.month()));
    let ranking = breakdown(Figure::SellingExpense, By::Person, &facts, period, &Filter::default(), world.ids.today, &world.book);
    assert_eq!(ranking.points.iter().filter_map(|it| it.value).map(Ratio::rounded).collect::<Vec<_>>(), [80_000, 500]);
    let month = world.ids.today.month();
    let months = trend(Figure::SellingExpense, &facts, month, month, &Filter::default(), world.ids.today, &world.book);
    assert_eq!(months.points.iter().filter_map(|it| it.value).map(Ratio::rounded).sum::<i64>(), 80_500);
    assert_eq!(Figure::parse("selling_expense"), Some(Figure::SellingExpense));
}
