use std::collections::BTreeSet;

use super::*;
use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::figures::analytics::{self, Figure, Filter};
use crate::records::order::Collection;
use crate::records::organisation::Role;
use crate::records::task::TaskStatus;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::{Period, Timestamp};
use crate::values::ids::CommandId;
use crate::values::money::{Money, Share};
use crate::values::ratio::{Ratio, is_below};
use crate::values::stage::Stage;
use crate::views::assignments::Assignments;
use crate::views::evidence;

/// Days for which the sample is generated: month and year ends, a leap day, a weekend.
fn days() -> Vec<Day> {
    ["2024-02-29", "2026-01-01", "2026-05-18", "2026-11-21", "2026-12-31", "2027-03-14"].into_iter().filter_map(Day::parse).collect()
}

fn noon(day: Day) -> Timestamp {
    Timestamp((i64::from(day.0) * 24 + 4) * 3_600_000)
}

#[test]
fn every_act_is_accepted() {
    for today in days() {
        let sample = company(today);
        if let Err((act, refusals)) = sample.replay() {
            panic!("{today}: {act:?} {refusals:?}");
        }
    }
}

#[test]
fn other_departments_have_open_and_finished_work() {
    //
    for today in days() {
        let sample = company(today);
        let book = sample.book();
        let of_support: Vec<_> = book.people().filter(|it| it.role == Role::Support).collect();
        assert_eq!(of_support.len(), 2);
        let all = of_support.iter().map(|it| Assignments::of(&Actor::of(it, &book), &book, today)).collect::<Vec<_>>();
        assert!(all.iter().all(|it| !it.open.is_empty()), "{today}: {all:?}");
        assert!(all.iter().any(|it| !it.done.is_empty()), "{today}");
    }
}

#[test]
fn the_sample_of_a_day_is_reproducible() {
    let today = days()[3];
    assert_eq!(company(today), company(today));
}

#[test]
fn acts_and_records_are_in_chronological_order() {
    for today in days() {
        let sample = company(today);
        assert!(sample.acts.is_sorted_by(|a, b| a.made_at <= b.made_at && a.command_id < b.command_id));
        assert!(sample.acts.iter().all(|it| it.made_at.day(480) <= today), "{today}: nothing is done in the future");
        let ids: BTreeSet<CommandId> = sample.acts.iter().map(|it| it.command_id).collect();
        assert_eq!(ids.len(), sample.acts.len());
    }
}

#[test]
fn the_sample_has_data_for_every_part_of_the_dashboard() {
    for today in days() {
        let book = company(today).book();
        assert_eq!(book.customers().len(), 60, "{today}");
        assert!((140..=160).contains(&book.orders().len()), "{today}: {} orders", book.orders().len());
        let stages: BTreeSet<Stage> = book.opportunities().filter(|it| it.is_open()).map(|it| it.stage).collect();
        assert_eq!(stages, BTreeSet::from(Stage::OPEN), "{today}: an open opportunity in every open stage");
        assert!(book.opportunities().any(|it| it.furthest() == Stage::Won), "{today}: some won");
        assert!(book.opportunities().any(|it| it.outcome.is_some() && it.furthest() < Stage::Won), "{today}: some lost");
        assert!(book.orders().any(|it| it.cancelled.is_some()), "{today}: some cancelled");
        assert!(book.orders().any(|it| it.collection() == Collection::Partial), "{today}: some paid in part");
        assert!(book.orders().any(|it| 30 < it.days_overdue(today)), "{today}: some overdue (G14)");
        assert!(book.orders().any(|it| it.payments.iter().any(|payment| payment.voided.is_some())), "{today}: a payment taken back");
        assert!(book.orders().any(|it| Money::ZERO < it.credit() && !it.credit_uses.is_empty()), "{today}: a customer paid too much");
        assert_eq!(book.advances().count(), 1, "{today}: one paid before there was an order");
        assert!(book.customers().any(|it| !it.hand_overs.is_empty()), "{today}: some handed over (R-10)");
        assert!(book.people().any(|it| !it.active), "{today}: somebody left");
        assert!(book.attachments().len() <= 400, "{today}: {} attachments", book.attachments().len());
        let lacks: Vec<bool> = book.orders().map(|it| !evidence::of_order(it, &book).is_empty()).collect();
        assert!(lacks.contains(&true) && lacks.contains(&false), "{today}: some lack evidence, some do not (A32)");
        let moment = Moment::of(Actor::company(), noon(today), today);
        let raised = crate::views::alert::raise(&book, &moment);
        let rules: BTreeSet<AlertRule> = raised.iter().map(|it| it.key.rule).collect();
        let expected = [AlertRule::Completion, AlertRule::CollectionOverdue, AlertRule::ReceivableOverdue, AlertRule::DailyOrders];
        assert!(expected.iter().all(|it| rules.contains(it)), "{today}: {rules:?}");
        assert!(book.alerts().any(|it| !it.handlings.is_empty()), "{today}: an alert somebody handles");
        let statuses: BTreeSet<TaskStatus> = book.tasks().map(|it| it.status(&book)).collect();
        assert_eq!(statuses, BTreeSet::from(TaskStatus::ALL), "{today}: a task in every status (E-12)");
        assert!(book.tasks().any(|it| 0 < it.days_overdue(today)), "{today}: some overdue (A35)");
        let kinds: BTreeSet<_> = book.expenses().map(|it| it.profile.kind).collect();
        assert_eq!(kinds, BTreeSet::from(crate::records::expense::ExpenseKind::ALL), "{today}: an expense of every kind (CO-01)");
        assert!(book.expenses().any(|it| !it.stands()), "{today}: one taken back");
        assert!(book.expenses().any(|it| it.customer.is_some()), "{today}: some for a customer");
        let lines: BTreeSet<&str> = book.products().map(|it| it.line.as_str()).collect();
        assert!(3 <= lines.len());
    }
}

#[test]
fn most_records_are_reviewed_and_some_are_pending() {
    for today in days() {
        let book = company(today).book();
        let (n_waiting, n_returned) = reviews::n_waiting(&book);
        assert!((1..40).contains(&n_waiting), "{today}: {n_waiting} wait for a reviewer");
        assert!((1..12).contains(&n_returned), "{today}: {n_returned} came back");
    }
}

#[test]
fn customer_names_are_unique() {
    let book = company(days()[3]).book();
    let names: BTreeSet<String> = book.customers().map(|it| crate::values::text::name_key(&it.profile.name)).collect();
    assert_eq!(names.len(), book.customers().len());
}

#[test]
fn some_exceed_their_target_and_some_miss_it() {
    for today in days() {
        let book = company(today).book();
        let facts = analytics::facts_of(&book);
        let period = Period::Quarter(today.quarter()).previous();
        let cards: Vec<analytics::Card> = book
            .people()
            .filter(|it| it.role == Role::Rep && it.active)
            .map(|person| {
                let filter = Filter { person: Some(person.id), ..Filter::default() };
                analytics::card(Figure::SalesAmount, &facts, period, &filter, today, &book)
            })
            .collect();
        let held: Vec<(i64, i64)> = cards.iter().filter_map(|it| it.actual.map(Ratio::rounded).zip(it.target)).collect();
        assert_eq!(held.len(), 8, "{today}: every rep has a target");
        assert!(held.iter().any(|(actual, target)| target < actual), "{today}: one over 100 %: {held:?}");
        assert!(held.iter().any(|(actual, target)| is_below(*actual, *target, Share(8_000))), "{today}: one below 80 %: {held:?}");
    }
}

#[test]
fn everybody_who_can_sign_in_is_in_the_book() {
    let sample = company(days()[2]);
    let book = sample.book();
    assert_eq!(sample.people[0].person, sample.administrator().person);
    for sign_in in &sample.people {
        let person = book.person(sign_in.person).expect("a person of the company");
        assert_eq!((&person.account, &person.name, person.role, person.active), (&sign_in.account, &sign_in.name, sign_in.role, true));
    }
    for role in Role::ALL {
        assert!(sample.people.iter().any(|it| it.role == role), "somebody to sign in as {role:?}");
    }
}

#[test]
fn the_small_world_is_as_described() {
    let (book, ids) = small();
    assert_eq!((ids.today.to_string().as_str(), ids.today.weekday()), ("2026-05-18", 0));
    assert_eq!(book.order(ids.order).map(|it| it.days_overdue(ids.today)), Some(40));
    assert_eq!(book.customer(ids.acme).map(|it| (it.number.as_str(), it.owner)), Some(("C001", ids.lin)));
}

#[test]
fn grades_are_reviewed_and_some_requests_wait() {
    for today in days() {
        let book = company(today).book();
        let proposals = crate::views::grading::review(&book, crate::views::grading::quarter_under_review(today, Default::default()));
        assert!(!proposals.is_empty(), "{today}: the review proposes something (AL-11)");
        let n_open = book.customers().flat_map(crate::records::customer::Customer::open_requests).count();
        assert_eq!(n_open, 3, "{today}: a grade, a strategy and a hand-over wait");
        assert!(!crate::views::renewal::renewals(&book, today).is_empty(), "{today}: some contracts end (C-18)");
        let major = book.customers().filter(|it| it.profile.grade.is_major());
        assert!(major.clone().count() == 12 && major.clone().all(|it| !it.grade_steps.is_empty()), "{today}: a manager granted them");
    }
}

#[test]
fn the_sample_has_open_risks_tasks_and_quotas() {
    // E-18, E-19, E-21, E-23, FU-07, FU-08.
    for today in days() {
        let book = company(today).book();
        let risks: Vec<_> = book.opportunities().flat_map(|it| it.open_risks()).collect();
        assert!(risks.iter().any(|it| it.awaits_help().is_some()), "{today}: somebody asks for help");
        assert!(risks.iter().any(|it| 1 < it.responses.len()), "{today}: and somebody was helped");
        assert!(book.opportunities().flat_map(|it| &it.risks).any(|it| !it.is_open()), "{today}: one is over");
        assert!(book.tasks().any(|it| it.is_open() && it.is_ongoing() && !it.reviews.is_empty()), "{today}: a task goes on");
        assert!(book.follow_ups().any(|it| it.activity.is_some()), "{today}: an activity is named");
        assert!(
            book.customers().flat_map(|it| &it.observations).any(|it| !it.what.success().is_empty()),
            "{today}: a success is explained"
        );
        assert!(2 <= book.quotas().count(), "{today}: contacts are asked for");
        let boss = book.people().find(|it| it.account == "boss").expect("the supervisor");
        let standings = crate::views::quota_progress::standings(&Actor::of(boss, &book), today.week(), today, &book);
        assert!(!standings.is_empty(), "{today}: and it can be seen how far people are");
    }
}
