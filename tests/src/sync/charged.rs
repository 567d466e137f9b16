//! AL-13: a person charged with an action on an alert holds the alert as long as they are charged.

use domain::decide::command::{Command, HandOverCustomer, HandleAlert, Save, SeeAlert};
use domain::records::alert::{AlertKey, Occurrence};
use domain::records::organisation::Person;
use domain::rules::alert_rules::AlertRule;
use domain::values::ids::PersonId;
use rstest::rstest;
use server::db::queries::{books, people};

use super::world::World;
use crate::support::Db;

/// The people whose freshly filled phone holds the alert's record.
async fn holders(world: &World, alert: AlertKey) -> Vec<PersonId> {
    let ids = world.ids;
    let mut holders = Vec::new();
    for person in [ids.lin, ids.wang, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director, ids.admin] {
        let mut phone = world.phone(person);
        phone.syncs(world).await;
        holders.extend(phone.has(alert.id()).then_some(person));
    }
    holders
}

#[rstest]
#[tokio::test]
async fn the_assigned_handler_holds_the_alert_until_reassigned(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // lin's order belongs to Acme, which zhao of the other team now holds; wang is neither of them.
    let world = World::small(db).await;
    let ids = world.ids;
    let due = books::whole(&world.db).await.expect("the company can be read").order(ids.order).expect("the order").due_on;
    let alert = AlertKey { rule: AlertRule::ReceivableOverdue, subject: ids.order.into(), occurrence: Occurrence::Day(due) };
    let charges = |who| {
        let plan = HandleAlert { alert, who, cause: None, plan: "上门对账".to_owned(), until: ids.today };
        vec![Command::HandleAlert(plan)]
    };
    let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.zhao, reason: String::new() });
    world.push(ids.manager, vec![hand_over]).await;
    world.push(ids.manager, charges(ids.wang)).await;
    let mut wang = world.phone(ids.wang);
    wang.syncs(&world).await;
    assert!(wang.has(alert.id()) && !wang.has(ids.order) && !wang.has(ids.acme), "the alert, and nothing of what it is about");
    assert_eq!(holders(&world, alert).await, [ids.lin, ids.wang, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director]);

    // The handler keeps it when the holder changes teams, which moves whole scopes.
    let was = people::by_id(&world.db, ids.zhao).await.expect("people can be read").expect("zhao is there");
    let now = Person { team: Some(ids.first_team), ..was.clone() };
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(was), now })]).await;
    wang.syncs(&world).await;
    assert!(wang.has(alert.id()));
    assert_eq!(holders(&world, alert).await, [ids.lin, ids.wang, ids.zhao, ids.boss, ids.manager, ids.director]);

    // The handler reports an action; then someone else is charged, and the alert leaves the handler's device.
    world.push(ids.wang, vec![Command::SeeAlert(SeeAlert { alert: late_of(alert, &world) })]).await;
    world.push(ids.manager, charges(ids.lin)).await;
    wang.syncs(&world).await;
    assert!(!wang.has(alert.id()));
    assert_eq!(holders(&world, alert).await, [ids.lin, ids.zhao, ids.boss, ids.manager, ids.director]);
}

/// The alert that the action on this alert, due today, is overdue.
fn late_of(alert: AlertKey, world: &World) -> AlertKey {
    AlertKey { rule: AlertRule::ActionOverdue, subject: alert.id().into(), occurrence: Occurrence::Day(world.ids.today) }
}

#[rstest]
#[tokio::test]
async fn the_superior_of_the_handler_holds_the_alert(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // The manager charges zhao of the other team, whose supervisor is chen, with lin's order.
    let world = World::small(db).await;
    let ids = world.ids;
    let due = books::whole(&world.db).await.expect("the company can be read").order(ids.order).expect("the order").due_on;
    let alert = AlertKey { rule: AlertRule::ReceivableOverdue, subject: ids.order.into(), occurrence: Occurrence::Day(due) };
    let charges = |who| {
        let plan = HandleAlert { alert, who, cause: None, plan: "上门对账".to_owned(), until: ids.today };
        vec![Command::HandleAlert(plan)]
    };
    world.push(ids.manager, charges(ids.zhao)).await;
    let mut chen = world.phone(ids.chen);
    chen.syncs(&world).await;
    assert!(chen.has(alert.id()) && !chen.has(ids.order) && !chen.has(ids.acme), "the alert, and nothing of what it is about");
    assert_eq!(holders(&world, alert).await, [ids.lin, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director]);

    // zhao changes teams: the former superior loses the alert.
    let was = people::by_id(&world.db, ids.zhao).await.expect("people can be read").expect("zhao is there");
    let now = Person { team: Some(ids.first_team), ..was.clone() };
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(was.clone()), now: now.clone() })]).await;
    chen.syncs(&world).await;
    assert!(!chen.has(alert.id()));
    assert_eq!(holders(&world, alert).await, [ids.lin, ids.zhao, ids.boss, ids.manager, ids.director]);
    // The alert returns with zhao.
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(now), now: was })]).await;
    chen.syncs(&world).await;
    assert!(chen.has(alert.id()));
}
