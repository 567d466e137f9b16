use super::*;
use crate::decide::command::{VoidPlanningNote, WritePlanningNote};
use crate::records::planning_note::{PlanningNote, PlanningTopic};
use crate::values::calendar::Timestamp;
use crate::values::ids::{PlanningNoteId, RegionId};

const WRITTEN: PlanningNoteId = PlanningNoteId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_105));

fn note(id: u128, topic: PlanningTopic) -> WritePlanningNote {
    let period = Period::parse("2026-Q4").expect("a period");
    WritePlanningNote {
        id: PlanningNoteId(fresh(id)), topic, period, region: None, text: "  主推 A 产品，守住老客户  ".to_owned()
    }
}

/// The strategy of a quarter.
pub(super) fn strategy(id: u128) -> Command {
    Command::WritePlanningNote(note(id, PlanningTopic::Strategy))
}

/// A note that this person wrote on the market, for the withdrawing of it.
pub(super) fn written_by(author: PersonId) -> PlanningNote {
    PlanningNote {
        id: WRITTEN,
        topic: PlanningTopic::Competitors,
        period: Period::parse("2026-Q4").expect("a period"),
        region: None,
        text: "竞品降价".to_owned(),
        made_by: author,
        made_at: Timestamp(0),
        voided: None,
    }
}

pub(super) fn withdrawn() -> Command {
    Command::VoidPlanningNote(VoidPlanningNote { note: WRITTEN, reason: "已过时".to_owned() })
}

#[test]
fn notes_for_those_who_set_targets_are_written_and_withdrawn() {
    // T-08: everyone in sales writes what happens in the market, those above the teams what the company wants.
    let mut world = world();
    let SmallIds { lin, wang, boss, manager, director, admin, .. } = world.ids;
    for (by, topic, may) in [
        (lin, PlanningTopic::Competitors, true),
        (lin, PlanningTopic::Strategy, false),
        (boss, PlanningTopic::Demand, true),
        (boss, PlanningTopic::Strategy, false),
        (manager, PlanningTopic::Strategy, true),
        (director, PlanningTopic::Strategy, true),
        (admin, PlanningTopic::Policy, false),
    ] {
        let command = Command::WritePlanningNote(note(106, topic));
        if may {
            assert!(world.decides(by, &command).is_ok(), "{topic:?}");
        } else {
            world.refuses(by, &command, &[(Field::Topic, Refusal::NotAllowed)]);
        }
    }
    world.applies(lin, &Command::WritePlanningNote(note(106, PlanningTopic::Competitors)));
    let id = PlanningNoteId(fresh(106));
    let stored = world.book.planning_note(id).expect("the note").clone();
    assert_eq!((stored.text.as_str(), stored.made_by, stored.stands()), ("主推 A 产品，守住老客户", lin, true));
    world.refuses(lin, &Command::WritePlanningNote(note(106, PlanningTopic::Competitors)), &[(Field::Id, Refusal::Exists)]);

    let void = |reason: &str| Command::VoidPlanningNote(VoidPlanningNote { note: id, reason: reason.to_owned() });
    world.refuses(wang, &void("看错了"), &[(Field::Note, Refusal::NotYours)]);
    world.refuses(boss, &void("看错了"), &[(Field::Note, Refusal::NotYours)]);
    world.refuses(lin, &void(" "), &[(Field::Reason, Refusal::Missing)]);
    assert!(world.decides(manager, &void("看错了")).is_ok(), "those above the teams");
    world.applies(lin, &void("看错了"));
    assert!(!world.book.planning_note(id).expect("it stays").stands());
    world.refuses(lin, &void("看错了"), &[(Field::Note, Refusal::TakenBack)]);
}

#[test]
fn a_note_is_refused_for_every_reason() {
    let world = world();
    let day = |text: &str| Day::parse(text).expect("a day");
    let week = Period::Week(day("2026-11-21").week());
    let wrong =
        WritePlanningNote { period: week, region: Some(RegionId(fresh(1))), text: " ".to_owned(), ..note(106, PlanningTopic::Strategy) };
    // All at once.
    world.refuses(
        world.ids.lin,
        &Command::WritePlanningNote(wrong),
        &[
            (Field::Topic, Refusal::NotAllowed),
            (Field::Period, Refusal::Malformed),
            (Field::Region, Refusal::NotYours),
            (Field::Text, Refusal::Missing),
        ],
    );
    let (early, late) = (Period::natural_year(Day::FIRST.year() - 1), Period::natural_year(Day::LAST.year() + 1));
    for (period, refusal) in [(early, Refusal::TooEarly { first: Day::FIRST }), (late, Refusal::TooLate { last: Day::LAST })] {
        let wrong = WritePlanningNote { period, ..note(106, PlanningTopic::Other) };
        world.refuses(world.ids.lin, &Command::WritePlanningNote(wrong), &[(Field::Period, refusal)]);
    }
    let long = WritePlanningNote { text: "长".repeat(NOTE as usize + 1), ..note(106, PlanningTopic::Other) };
    world.refuses(world.ids.lin, &Command::WritePlanningNote(long), &[(Field::Text, Refusal::TooLong { longest: NOTE })]);
}
