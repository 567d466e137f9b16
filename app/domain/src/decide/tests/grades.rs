//! Tests of deciding the grade that the quarterly review proposes (C-11, AL-11).

use super::*;
use crate::decide::command::DecideGrade;
use crate::records::customer::GradeCause;
use crate::values::calendar::Quarter;
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::refusal::Refusal;
use crate::views::grading::{proposal, quarter_under_review};

/// Acme with this grade, filed long ago and without purchases that still count.
fn idle(grade: Grade) -> World {
    let mut world = world();
    let mut acme = world.book.customer(world.ids.acme).expect("Acme").clone();
    acme.filed_on = world.ids.today.plus(-800);
    acme.profile.grade = grade;
    world.book.put(acme.into());
    world
}

fn decide_grade(world: &World, from: Grade, to: Grade, accept: bool, reason: &str) -> Command {
    let quarter = quarter_under_review(world.ids.today, Default::default());
    Command::DecideGrade(DecideGrade { customer: world.ids.acme, quarter, from, to, accept, reason: reason.to_owned() })
}

#[test]
fn a_supervisor_accepts_what_is_proposed() {
    let mut world = idle(Grade::Potential);
    let down = |world: &World| decide_grade(world, Grade::Potential, Grade::Normal, true, "");
    world.refuses(world.ids.lin, &down(&world), &[(Field::Grade, Refusal::NotAllowed)]);
    world.refuses(world.ids.wang, &down(&world), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(world.ids.chen, &down(&world), &[(Field::Customer, Refusal::NotYours)]);
    world.applies(world.ids.boss, &down(&world));
    let customer = world.book.customer(world.ids.acme).expect("Acme");
    let quarter = quarter_under_review(world.ids.today, Default::default());
    assert_eq!(customer.profile.grade, Grade::Normal);
    let decided = proposal(customer, &world.book, quarter).and_then(|it| it.decided);
    assert_eq!(
        decided.map(|it| (it.from, it.to, it.accepted, it.cause)),
        Some((Grade::Potential, Grade::Normal, true, GradeCause::Review { quarter }))
    );
    world.refuses(world.ids.boss, &down(&world), &[(Field::Grade, Refusal::Answered)]);
}

#[test]
fn declining_needs_a_reason_and_is_kept() {
    let mut world = idle(Grade::Potential);
    let declined = |world: &World, reason: &str| decide_grade(world, Grade::Potential, Grade::Normal, false, reason);
    world.refuses(world.ids.boss, &declined(&world, " "), &[(Field::Reason, Refusal::Missing)]);
    world.applies(world.ids.boss, &declined(&world, "下季度有大单"));
    let customer = world.book.customer(world.ids.acme).expect("Acme");
    assert_eq!(customer.profile.grade, Grade::Potential);
    assert_eq!(customer.grade_steps.iter().map(|it| (it.accepted, it.reason.as_str())).collect::<Vec<_>>(), [(false, "下季度有大单")]);
}

#[test]
fn strategic_and_key_are_decided_by_a_manager() {
    let mut world = idle(Grade::Key);
    let down = decide_grade(&world, Grade::Key, Grade::Normal, true, "");
    world.refuses(world.ids.boss, &down, &[(Field::Grade, Refusal::NotAllowed)]);
    world.applies(world.ids.manager, &down);
    assert_eq!(world.book.customer(world.ids.acme).map(|it| it.profile.grade), Some(Grade::Normal));
}

#[test]
fn only_what_is_proposed_now_is_decided() {
    let world = idle(Grade::Potential);
    let boss = world.ids.boss;
    world.refuses(boss, &decide_grade(&world, Grade::Normal, Grade::Potential, true, ""), &[(Field::Grade, Refusal::ChangedMeanwhile)]);
    let later = Command::DecideGrade(DecideGrade {
        customer: world.ids.acme,
        quarter: Quarter(quarter_under_review(world.ids.today, Default::default()).0 + 1),
        from: Grade::Potential,
        to: Grade::Normal,
        accept: true,
        reason: String::new(),
    });
    world.refuses(boss, &later, &[(Field::Quarter, Refusal::NotAStep)]);
    world.refuses(boss, &decide_grade(&world, Grade::Potential, Grade::Normal, true, &long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
}
