//! Recording an expense, amending it and taking it back (CO-01).

use super::*;
use crate::analytics::{Filter, facts_of, totals};
use crate::book::Stamp;
use crate::command::RecordExpense;
use crate::customer::Source;
use crate::dossier::{Event, timeline};
use crate::expense::{ExpenseKind, ExpenseProfile};
use crate::fact::Measure;
use crate::ids::{CustomerId, ExpenseId, Key};

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
    Command::AmendExpense { expense: ID, was, now }
}

fn void(reason: &str) -> Command {
    Command::VoidExpense { expense: ID, reason: reason.to_owned() }
}

/// The selling expense of the month, and what of it went into new customers, in yuan.
fn spent(world: &World) -> (i64, i64) {
    let period = Period::Month(world.ids.today.month());
    let totals = totals(&facts_of(&world.book), period, &Filter::default(), &world.book);
    (totals.sum(Measure::SellingExpense) / 100, totals.sum(Measure::NewCustomerExpense) / 100)
}

#[test]
fn an_expense_is_recorded_with_who_spent_it_and_what_for() {
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
    // A supervisor enters what somebody of the team spent: it is theirs.
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
    world.refuses(lin, &record(&world, |it| it.profile.on = tomorrow), &[("on", in_future.clone())]);
    world.refuses(lin, &record(&world, |it| it.profile.on = early), &[("on", too_early)]);
    world.refuses(lin, &record(&world, |it| it.profile.amount = Money::ZERO), &[("amount", Refusal::NotPositive)]);
    world.refuses(lin, &record(&world, |it| it.profile.amount = Money(-1)), &[("amount", Refusal::NotPositive)]);
    world.refuses(lin, &record(&world, |it| it.profile.amount = Money(Money::LARGEST.0 + 1)), &[("amount", MOST)]);
    world.refuses(lin, &record(&world, |it| it.profile.note = long(NOTE + 1)), &[("note", too_long(NOTE))]);
    // What 其他 was must be said.
    let other = |it: &mut RecordExpense| (it.profile.kind, it.profile.note) = (ExpenseKind::Other, " ".to_owned());
    world.refuses(lin, &record(&world, other), &[("note", Refusal::Missing)]);
    world.refuses(lin, &record(&world, |it| it.owner = Some(world.ids.wang)), &[("owner", Refusal::NotYours)]);
    world.refuses(boss, &record(&world, |it| it.owner = Some(world.ids.zhao)), &[("owner", Refusal::NotYours)]);
    world.refuses(world.ids.wang, &record(&world, |it| it.customer = Some(world.ids.acme)), &[("customer", Refusal::NotYours)]);
    world.refuses(lin, &record(&world, |it| it.customer = Some(CustomerId(fresh(9)))), &[("customer", Refusal::NotYours)]);
    // Everything at once.
    let all = |it: &mut RecordExpense| (it.profile.on, it.profile.amount, it.profile.note) = (tomorrow, Money::ZERO, long(NOTE + 1));
    world.refuses(lin, &record(&world, all), &[("on", in_future), ("amount", Refusal::NotPositive), ("note", too_long(NOTE))]);
    // The least and the most that can be.
    for (id, amount) in [(72, Money(1)), (73, Money::LARGEST)] {
        world.applies(lin, &record(&world, |it| (it.id, it.profile.amount, it.profile.note) = (ExpenseId(fresh(id)), amount, long(NOTE))));
    }
    world.applies(lin, &record(&world, |_| {}));
    world.refuses(lin, &record(&world, |_| {}), &[("id", Refusal::Exists)]);
    let wang = world.book.person(world.ids.wang).expect("wang").clone();
    world.book.put(crate::organisation::Person { active: false, ..wang }.into());
    let left = record(&world, |it| (it.id, it.owner) = (ExpenseId(fresh(74)), Some(world.ids.wang)));
    world.refuses(boss, &left, &[("owner", Refusal::Inactive)]);
}

#[test]
fn an_expense_is_amended_until_it_is_taken_back() {
    let mut world = world();
    let lin = world.ids.lin;
    let (tomorrow, in_future) = world.tomorrow();
    world.refuses(lin, &amend(&world, |_| {}), &[("expense", Refusal::NotYours)]);
    world.refuses(lin, &void("x"), &[("expense", Refusal::NotYours)]);
    world.applies(lin, &record(&world, |_| {}));
    world.refuses(world.ids.wang, &amend(&world, |_| {}), &[("expense", Refusal::NotYours)]);
    world.refuses(world.ids.chen, &void("x"), &[("expense", Refusal::NotYours)]);
    world.refuses(lin, &amend(&world, |it| it.on = tomorrow), &[("on", in_future)]);
    world.refuses(lin, &amend(&world, |it| it.amount = Money::ZERO), &[("amount", Refusal::NotPositive)]);
    world.refuses(lin, &void(" "), &[("reason", Refusal::Missing)]);
    world.refuses(lin, &void(&long(NOTE + 1)), &[("reason", too_long(NOTE))]);

    world.applies(lin, &amend(&world, |it| (it.amount, it.wins_new) = (Money::whole(950), false)));
    assert_eq!(spent(&world), (950, 0));
    world.applies(world.ids.boss, &void("重复录入"));
    assert_eq!(spent(&world), (0, 0), "what is taken back counts nowhere");
    let voided = world.book.expense(ID).and_then(|it| it.voided.clone()).expect("who and why");
    assert_eq!((voided.by, voided.on, voided.reason.as_str()), (world.ids.boss, world.ids.today, "重复录入"));
    world.refuses(lin, &amend(&world, |_| {}), &[("expense", Refusal::TakenBack)]);
    world.refuses(lin, &void("x"), &[("expense", Refusal::TakenBack)]);
}

#[test]
fn two_people_amend_different_fields_of_an_expense() {
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
    assert_eq!(decision.conflicts.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["amount"]);
}

#[test]
fn an_expense_for_a_customer_goes_where_the_customer_goes_and_stays_whose_it_was() {
    // C-20, A36.
    let mut world = world();
    world.applies(world.ids.lin, &record(&world, |it| it.customer = Some(world.ids.acme)));
    let hand_over = Command::HandOverCustomer { customer: world.ids.acme, to: world.ids.zhao, reason: String::new() };
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
    // Who holds the customer now did not spend it.
    world.refuses(world.ids.zhao, &void("x"), &[("expense", Refusal::NotYours)]);
    let customer = world.ids.acme;
    world.refuses(world.ids.zhao, &Command::RemoveCustomer { customer }, &[("customer", Refusal::InUse { count: 3 })]);
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
    world.applies(world.ids.boss, &Command::MergeCustomers { keep: world.ids.acme, gone, reason: String::new() });
    assert_eq!(world.book.expense(ID).and_then(|it| it.customer), Some(world.ids.acme));
    assert_eq!(world.book.expenses_of(world.ids.acme).count(), 1);
    // What a phone still writes to the one that went is for the one that is kept, and its author is told.
    let decision = world.applies(world.ids.lin, &record(&world, |it| (it.id, it.customer) = (ExpenseId(fresh(76)), Some(gone))));
    assert_eq!(world.book.expenses_of(world.ids.acme).count(), 2);
    assert_eq!(decision.conflicts.len(), 1);
}
