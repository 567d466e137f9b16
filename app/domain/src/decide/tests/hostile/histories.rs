//! Who did something, and to whom and to which team it is credited, is fixed when it is done: no later command changes it.

use crate::decide::command::{HandOverCustomer, LoseOpportunity, OpenOpportunity};
use crate::values::calendar::Timestamp;
use std::collections::BTreeMap;

use super::*;
use crate::views::dossier::{Event, timeline};

/// An event: the record, and what happened to it.
type Deed = (Key, String);

/// Who did something, and the team it is credited to, if any.
type Credit = (Option<PersonId>, Option<TeamId>);

/// All events in the histories of a book.
fn deeds(book: &Book) -> BTreeMap<Deed, Credit> {
    let mut deeds = BTreeMap::new();
    let mut note = |record: Key, what: String, by: PersonId, team: Option<TeamId>| {
        deeds.insert((record, what), (Some(by), team));
    };
    for it in book.customers().chain(book.signposts()) {
        let id: Key = it.id.into();
        note(id, "filed".to_owned(), it.filed_by, None);
        it.hand_overs.iter().enumerate().for_each(|(n, it)| note(id, format!("handed over {n}"), it.by, None));
        it.grade_steps.iter().enumerate().for_each(|(n, it)| note(id, format!("graded {n}"), it.by, None));
        it.requests.iter().for_each(|it| note(id, format!("asked {}", it.id), it.by, None));
        it.observations.iter().for_each(|seen| note(id, format!("observed {}", seen.id), seen.by, None));
    }
    for it in book.follow_ups() {
        note(it.id.into(), "followed up".to_owned(), it.by, it.team);
    }
    for it in book.tasks() {
        note(it.id.into(), "made".to_owned(), it.made_by, None);
    }
    for it in book.opportunities() {
        it.moves.iter().enumerate().for_each(|(n, step)| note(it.id.into(), format!("moved {n}"), step.by, None));
        if it.outcome.is_some() {
            note(it.id.into(), "credited".to_owned(), it.owner, it.team);
        }
    }
    for it in book.orders() {
        let id: Key = it.id.into();
        note(id, "credited".to_owned(), it.owner, it.team);
        it.payments.iter().for_each(|it| note(id, format!("paid {}", it.id), it.by, it.team));
        it.deliveries.iter().for_each(|it| note(id, format!("delivered {}", it.id), it.by, None));
        it.returns.iter().for_each(|it| note(id, format!("returned {}", it.id), it.by, None));
        it.complaints.iter().for_each(|it| note(id, format!("complained {}", it.id), it.by, None));
    }
    for it in book.expenses() {
        note(it.id.into(), "recorded".to_owned(), it.made_by, None);
    }
    for it in book.attachments() {
        note(it.id.into(), "attached".to_owned(), it.by, None);
    }
    // Events of the customers' timelines.
    for it in book.customers().flat_map(|it| timeline(it, book)) {
        let what = match it.event {
            Event::Opened { .. } => "opened",
            Event::Lost { .. } => "lost",
            Event::Ordered { .. } => "ordered",
            Event::Cancelled { .. } => "cancelled",
            _ => continue,
        };
        deeds.insert((it.record, what.to_owned()), (it.by, None));
    }
    deeds
}

/// Commands that change owners, teams and names, among other commands.
fn changes() -> impl Strategy<Value = (PersonId, Timestamp, Command)> {
    let ids = small().1;
    let now = ids.moment(ids.lin, &small().0).now;
    let opening = (opportunities(), days(), people()).prop_map(move |(id, opened_on, by)| {
        let profile = OpportunityProfile { title: "扩容".to_owned(), ..OpportunityProfile::default() };
        (by, Command::OpenOpportunity(OpenOpportunity { id, customer: ids.acme, opened_on, stage: Stage::Prospect, owner: None, profile }))
    });
    let losing = (opportunities(), days(), people())
        .prop_map(|(opportunity, on, by)| (by, Command::LoseOpportunity(LoseOpportunity { opportunity, on, reason: "价格".to_owned() })));
    let handing = people()
        .prop_map(move |to| (ids.director, Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to, reason: String::new() })));
    let moving = (people(), any::<bool>()).prop_map(move |(id, to_first)| {
        let was = small().0.person(id).cloned();
        let team = Some(if to_first { ids.first_team } else { ids.second_team });
        let now = was.clone().map_or_else(|| small().0.person(ids.lin).cloned(), |it| Some(Person { team, ..it }));
        let now = now.unwrap_or_else(|| unreachable!("lin is there"));
        (ids.admin, Command::SavePerson(Save { was, now }))
    });
    let renaming = texts().prop_map(move |name| {
        let was = small().0.team(ids.first_team).cloned();
        let now = was.clone().map(|it| Team { name, ..it }).unwrap_or_else(|| unreachable!("the first team is there"));
        (ids.admin, Command::SaveTeam(Save { was, now }))
    });
    let change = prop_oneof![3 => opening, 1 => losing, 3 => handing, 2 => moving, 1 => renaming];
    change.prop_map(move |(by, command)| (by, now, command))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_command_changes_who_did_what_before(commands in proptest::collection::vec(prop_oneof![anything().boxed(), changes().boxed()], 1..40)) {
        let (mut book, _) = small();
        let mut before = deeds(&book);
        for (by, now, command) in commands {
            let stranger = Actor { person: by, role: Role::Rep, team: None, department: None, imports: false };
            let actor = book.person(by).map_or(stranger, |it| Actor::of(it, &book));
            let moment = Moment::of(actor, now, now.day(book.company().utc_offset_minutes));
            let command = as_seen(command, &book);
            if apply(&command, &mut book, &moment).is_err() {
                continue;
            }
            let after = deeds(&book);
            for (deed, credit) in &before {
                if let Some(is) = after.get(deed) {
                    prop_assert_eq!(is, credit, "{:?} after {}", deed, command.verb());
                }
            }
            before = after;
        }
    }
}
