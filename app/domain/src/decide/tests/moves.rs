use super::*;
use crate::decide::command::PlanMove;
use crate::figures::target_value::members_on;
use crate::records::organisation::{Person, Posting, Role};
use crate::values::calendar::Day;
use crate::values::ids::TeamId;
use crate::values::target_of::TargetOf;
use crate::views::moves::moves;

fn to_team(person: PersonId, from: Day, team: TeamId) -> PlanMove {
    let to = Some(Posting { role: Role::Rep, team: Some(team), department: None });
    PlanMove { person, from, to, note: " 支援二组 ".to_owned() }
}

/// Moves the person to the team that they are not in.
pub(super) fn to_the_other_team(person: PersonId, world: &World) -> Command {
    let ids = world.ids;
    let is_second = world.book.person(person).is_some_and(|it| it.team == Some(ids.second_team));
    Command::PlanMove(to_team(person, ids.today.plus(5), if is_second { ids.first_team } else { ids.second_team }))
}

#[test]
fn a_move_is_planned_for_a_future_day_to_a_place_there_is() {
    // A36: whose moves a person plans, from which day, and to where.
    let world = world();
    let SmallIds { today, lin, boss, manager, director, admin, liu, first_team, second_team, .. } = world.ids;
    let (tomorrow, nowhere) = (today.plus(1), TeamId(fresh(404)));
    let plan = to_team(lin, tomorrow, second_team);
    let role = |role, team| PlanMove { to: Some(Posting { role, team, department: None }), ..plan.clone() };
    let early = Refusal::TooEarly { first: tomorrow };
    for (by, plan, expected) in [
        (admin, plan.clone(), &[][..]),
        (manager, plan.clone(), &[]),
        (admin, PlanMove { from: Day::LAST, ..plan.clone() }, &[]),
        (admin, PlanMove { from: Day::LAST.plus(1), ..plan.clone() }, &[(Field::FromDay, Refusal::TooLate { last: Day::LAST })]),
        (admin, PlanMove { from: today, ..plan.clone() }, &[(Field::FromDay, early.clone())]),
        (lin, plan.clone(), &[(Field::Person, Refusal::NotYours)]),
        (boss, plan.clone(), &[(Field::Person, Refusal::NotYours)]),
        (director, plan.clone(), &[(Field::Person, Refusal::NotYours)]),
        (manager, to_team(liu, tomorrow, second_team), &[(Field::Person, Refusal::NotYours)]),
        (manager, to_team(manager, tomorrow, second_team), &[(Field::Person, Refusal::NotYours)]),
        (admin, to_team(PersonId(fresh(404)), tomorrow, second_team), &[(Field::Person, Refusal::NotYours)]),
        (manager, role(Role::Director, None), &[(Field::Role, Refusal::NotAllowed)]),
        (admin, role(Role::Director, None), &[]),
        (admin, to_team(admin, tomorrow, second_team), &[(Field::Role, Refusal::NotAllowed)]),
        (admin, role(Role::Rep, None), &[(Field::Team, Refusal::Missing)]),
        (admin, role(Role::Manager, None), &[(Field::Department, Refusal::Missing)]),
        (admin, to_team(lin, tomorrow, first_team), &[(Field::Role, Refusal::Unchanged)]),
        (admin, to_team(lin, today, nowhere), &[(Field::Team, Refusal::NotYours), (Field::FromDay, early)]),
        (admin, PlanMove { to: None, ..plan.clone() }, &[(Field::FromDay, Refusal::Unknown)]),
    ] {
        let command = Command::PlanMove(plan);
        match expected {
            [] => drop(world.decides(by, &command).unwrap_or_else(|it| panic!("{command:?}: {it:?}"))),
            reasons => world.refuses(by, &command, reasons),
        }
    }
}

#[test]
fn a_planned_move_takes_effect_on_its_day_and_leaves_earlier_days_as_they_were() {
    let mut world = world();
    let SmallIds { today, lin, admin, first_team, second_team, .. } = world.ids;
    let from = today.plus(20);
    world.applies(admin, &Command::PlanMove(to_team(lin, from, second_team)));
    let person = world.book.person(lin).expect("lin").clone();
    assert_eq!(person.team, Some(first_team), "not yet");
    let listed = moves(&world.ids.moment(admin, &world.book).actor, &world.book, today);
    let [planned] = listed.as_slice() else { panic!("one move: {listed:?}") };
    assert_eq!((planned.from, planned.is_planned, planned.note.as_deref()), (from, true, Some("支援二组")));
    assert_eq!((planned.before.team, planned.to.team), (Some(first_team), Some(second_team)));
    assert_eq!(planned.set.map(|it| it.by), Some(admin));

    for (day, team) in
        [(Day::FIRST, first_team), (today, first_team), (from.plus(-1), first_team), (from, second_team), (Day::LAST, second_team)]
    {
        let mut book = world.book.clone();
        assert_eq!(person.posted_on(day).team, Some(team), "{day}");
        assert_eq!(book.turn_to(day), team == second_team, "{day}");
        assert_eq!(book.person(lin).and_then(|it| it.team), Some(team), "{day}");
        assert!(!book.turn_to(day), "{day}: once");
        // Whoever arrives later, as from the server, is put in place as well.
        book.put(person.clone().into());
        assert_eq!(book.person(lin).and_then(|it| it.team), Some(team), "{day}");
        // Targets of a period add up from those who were there at its end.
        let members = |last| members_on(last, &book, TargetOf::Team(first_team)).contains(&TargetOf::Person(lin));
        assert_eq!((members(from.plus(-1)), members(from)), (true, false), "{day}");
    }

    // The server carries the move out in the person's record, which adds nothing.
    let settled = person.settled(from).expect("a move");
    let save = Command::SavePerson(crate::decide::command::Save { was: Some(person.clone()), now: settled.clone() });
    let moment = world.ids.moment_on(from, admin, &world.book);
    crate::decide::apply(&save, &mut world.book, &moment).expect("carried out");
    assert_eq!(world.book.person(lin), Some(&settled));
    assert_eq!((settled.postings.clone(), settled.settled(from)), (person.postings, None));
    let past = moves(&moment.actor, &world.book, from);
    assert_eq!(past.iter().map(|it| (it.from, it.is_planned)).collect::<Vec<_>>(), [(from, false)]);
}

#[test]
fn a_planned_move_is_changed_or_taken_back_until_its_day() {
    let mut world = world();
    let SmallIds { today, lin, admin, first_team, second_team, .. } = world.ids;
    let before = world.book.person(lin).expect("lin").posting();
    let plan = |from: i32, to| Command::PlanMove(PlanMove { to, ..to_team(lin, today.plus(from), second_team) });
    world.applies(admin, &plan(5, Some(Posting { team: Some(second_team), ..before })));
    world.applies(admin, &plan(5, Some(Posting { role: Role::Supervisor, team: Some(second_team), ..before })));
    let planned: Vec<Posting> = world.book.person(lin).expect("lin").planned_postings(today).map(|it| it.rules).collect();
    assert_eq!(planned, [Posting { role: Role::Supervisor, team: Some(second_team), ..before }], "the later plan of a day");
    world.applies(admin, &plan(5, None));
    let person = world.book.person(lin).expect("lin").clone();
    assert_eq!((person.planned_postings(today).count(), person.posted_on(Day::LAST)), (0, before));
    assert!(moves(&world.ids.moment(admin, &world.book).actor, &world.book, today).is_empty(), "nothing has moved");

    // A move at once is kept as well, and one planned for later stays; a device that knows of no moves takes none away.
    world.applies(admin, &plan(9, Some(Posting { team: Some(second_team), ..before })));
    let known = world.book.person(lin).expect("lin").clone();
    let of_an_older_release = Person { postings: Default::default(), ..known.clone() };
    let now = Person { role: Role::Supervisor, ..of_an_older_release.clone() };
    world.applies(admin, &Command::SavePerson(crate::decide::command::Save { was: Some(of_an_older_release), now }));
    let moved = world.book.person(lin).expect("lin");
    let days: Vec<(Day, Role, Option<TeamId>)> =
        [-1, 0, 8, 9].map(|it| today.plus(it)).map(|it| (it, moved.posted_on(it))).map(|(day, it)| (day, it.role, it.team)).into();
    let (first, second) = (Some(first_team), Some(second_team));
    assert_eq!(
        days.iter().map(|it| (it.1, it.2)).collect::<Vec<_>>(),
        [(Role::Rep, first), (Role::Supervisor, first), (Role::Supervisor, first), (Role::Rep, second),]
    );
    world.refuses(admin, &plan(0, None), &[(Field::FromDay, Refusal::Unknown)]);
}
