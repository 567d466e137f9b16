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
    for customer in book.customers().chain(book.signposts()) {
        let id: Key = customer.id.into();
        note(id, "filed".to_owned(), customer.filed_by, None);
        customer.hand_overs.iter().enumerate().for_each(|(n, it)| note(id, format!("handed over {n}"), it.by, None));
        customer.grade_steps.iter().enumerate().for_each(|(n, it)| note(id, format!("graded {n}"), it.by, None));
        customer.requests.iter().for_each(|it| note(id, format!("asked {}", it.id), it.by, None));
        customer.observations.iter().for_each(|seen| note(id, format!("observed {}", seen.id), seen.by, None));
    }
    for follow_up in book.follow_ups() {
        note(follow_up.id.into(), "followed up".to_owned(), follow_up.by, follow_up.team);
    }
    for task in book.tasks() {
        note(task.id.into(), "made".to_owned(), task.made_by, None);
    }
    for opportunity in book.opportunities() {
        opportunity.moves.iter().enumerate().for_each(|(n, step)| note(opportunity.id.into(), format!("moved {n}"), step.by, None));
        if opportunity.outcome.is_some() {
            note(opportunity.id.into(), "credited".to_owned(), opportunity.owner, opportunity.team);
        }
    }
    for order in book.orders() {
        let id: Key = order.id.into();
        note(id, "credited".to_owned(), order.owner, order.team);
        order.payments.iter().for_each(|it| note(id, format!("paid {}", it.id), it.by, it.team));
        order.deliveries.iter().for_each(|it| note(id, format!("delivered {}", it.id), it.by, None));
        order.returns.iter().for_each(|it| note(id, format!("returned {}", it.id), it.by, None));
        order.complaints.iter().for_each(|it| note(id, format!("complained {}", it.id), it.by, None));
    }
    for expense in book.expenses() {
        note(expense.id.into(), "recorded".to_owned(), expense.made_by, None);
    }
    for attachment in book.attachments() {
        note(attachment.id.into(), "attached".to_owned(), attachment.by, None);
    }
    // Events of the customers' timelines.
    for happening in book.customers().flat_map(|it| timeline(it, book)) {
        let what = match happening.event {
            Event::Opened { .. } => "opened",
            Event::Lost { .. } => "lost",
            Event::Ordered { .. } => "ordered",
            Event::Cancelled { .. } => "cancelled",
            _ => continue,
        };
        deeds.insert((happening.record, what.to_owned()), (happening.by, None));
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
