//! A value entered for a KPI and its evidence reach those who review it and nobody else; amendments made at once are merged.

use domain::book::record::Record;
use domain::decide::command::{AmendKpiEntry, ApproveRecord, Attach, Command, RecordKpiEntry, ReturnRecord, Save};
use domain::records::attachment::Media;
use domain::records::kpi::{EntryPolicy, Formula, Kpi};
use domain::records::kpi_entry::{KpiEntry, KpiEntryProfile};
use domain::records::review::{Matter, ReviewState};
use domain::records::reviewed::mark;
use domain::rules::Dated;
use domain::sample::kpis::{PILOTS, pilots};
use domain::sync::Verdict;
use domain::values::ids::{AttachmentId, KpiEntryId};
use domain::values::kpi_unit::KpiUnit;
use rstest::rstest;
use uuid::Uuid;

use super::phone::Phone;
use super::world::World;
use crate::support::Db;

fn held(phone: &Phone, id: KpiEntryId) -> KpiEntry {
    match phone.record(id) {
        Record::KpiEntry(entry) => entry,
        other => panic!("not an entry: {other:?}"),
    }
}

fn amended(phone: &Phone, id: KpiEntryId, value: i64) -> Command {
    let was = held(phone, id).profile();
    Command::AmendKpiEntry(AmendKpiEntry { entry: id, was: was.clone(), now: KpiEntryProfile { value, ..was } })
}

#[rstest]
#[tokio::test]
async fn an_entry_is_proven_returned_and_amended_across_devices(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // DQ-01, DQ-02.
    let world = World::small(db).await;
    let ids = world.ids;
    let policy = EntryPolicy { needs_evidence: true, needs_review: true };
    let formula = Dated::default().since(ids.today, Some(Formula::Entered { unit: KpiUnit::Count, policy }));
    world.push(ids.admin, vec![Command::SaveKpi(Save { was: None, now: Kpi { formula, ..pilots(ids.today) } })]).await;

    // lin enters and proves it offline.
    let (id, photo) = (KpiEntryId(Uuid::now_v7()), AttachmentId(Uuid::now_v7()));
    let mut lin = world.phone(ids.lin);
    lin.syncs(&world).await;
    lin.does(
        &world,
        Command::RecordKpiEntry(RecordKpiEntry { id, kpi: PILOTS, owner: None, on: ids.today, value: 3, note: String::new() }),
    );
    let proof = Attach {
        id: photo,
        of: id.into(),
        payment: None,
        stage: None,
        name: "签收单.jpg".to_owned(),
        media: Media::Jpeg,
        size: 120_000,
        sha256: "0a".repeat(32),
        width: None,
        height: None,
        note: String::new(),
    };
    lin.does(&world, Command::Attach(proof));
    lin.syncs(&world).await;
    let mut boss = world.phone(ids.boss);
    boss.syncs(&world).await;
    assert_eq!(held(&boss, id).review.as_ref().map(|it| it.state()), Some(ReviewState::Pending));
    assert!(boss.has(photo), "the evidence goes where the entry goes");
    for other in [ids.wang, ids.zhao, ids.chen] {
        let mut phone = world.phone(other);
        phone.syncs(&world).await;
        assert!(!phone.has(id) && !phone.has(photo), "neither the entry nor its evidence");
    }

    // It is returned while she amends it: her amendment answers the return.
    let matter = Matter::KpiEntry { entry: id };
    let seen = mark(&held(&boss, id));
    boss.does(&world, Command::ReturnRecord(ReturnRecord { matter, seen, reason: "少一户".to_owned() }));
    boss.syncs(&world).await;
    let amendment = amended(&lin, id, 2);
    lin.does(&world, amendment);
    lin.syncs(&world).await;
    boss.syncs(&world).await;
    assert_eq!((held(&boss, id).value, held(&boss, id).review.map(|it| it.state())), (2, Some(ReviewState::Pending)));

    // Both amend the value at once: the second one is told, and both devices show the same.
    let (first, second) = (amended(&boss, id, 5), amended(&lin, id, 4));
    boss.does(&world, first);
    boss.syncs(&world).await;
    let second = lin.does(&world, second);
    lin.syncs(&world).await;
    assert!(matches!(lin.verdict(second), Verdict::Merged { .. }), "{:?}", lin.verdict(second));
    boss.syncs(&world).await;
    assert_eq!(held(&lin, id), held(&boss, id));

    // An approval of a version that changed meanwhile is refused.
    let stale = boss.does(&world, Command::ApproveRecord(ApproveRecord { matter, seen }));
    boss.syncs(&world).await;
    assert!(matches!(boss.verdict(stale), Verdict::Refused { .. }), "{:?}", boss.verdict(stale));
    world.check_figures().await;
}
