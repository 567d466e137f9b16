//! Two people change the same customer at the same time.

use app::sync::Trouble;
use rstest::rstest;

use super::hand_over::file_acme;
use crate::support::company::IDS;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};
use domain::values::field::Field;

#[rstest]
#[tokio::test]
async fn concurrent_amendments_of_different_fields_merge(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let (lin, boss) = (Phone::of(&server, "lin").await, Phone::of(&server, "boss").await);
    lin.goes_offline();
    lin.amends(IDS.acme, |it| it.demand = "打印机".into()).await;
    boss.amends(IDS.acme, |it| it.industry = "教育".into()).await;
    boss.syncs().await;
    lin.comes_online().await;
    boss.syncs().await;
    for phone in [&lin, &boss] {
        let profile = phone.look(|book| book.customer(IDS.acme).expect("still theirs").profile.clone());
        assert_eq!((profile.demand.as_str(), profile.industry.as_str()), ("打印机", "教育"));
        assert_eq!(phone.troubles(), Vec::new());
    }
}

#[rstest]
#[tokio::test]
async fn a_conflict_shows_both_values_and_is_resolved_with_the_own_one(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    file_acme(&server).await;
    let (lin, boss) = (Phone::of(&server, "lin").await, Phone::of(&server, "boss").await);
    lin.goes_offline();
    lin.amends(IDS.acme, |it| it.demand = "打印机".into()).await;
    boss.amends(IDS.acme, |it| it.demand = "复印机".into()).await;
    boss.syncs().await;
    lin.comes_online().await;

    let troubles = lin.troubles();
    let [Trouble::Merged { conflicts }] = troubles.as_slice() else { panic!("a conflict is shown: {troubles:?}") };
    let [conflict] = conflicts.as_slice() else { panic!("one field: {conflicts:?}") };
    assert_eq!((conflict.field.known(), &conflict.yours, &conflict.theirs), (Some(Field::Demand), &"打印机".into(), &"复印机".into()));
    assert_eq!(conflict.by, Some(IDS.boss));
    assert_eq!(lin.look(|book| book.customer(IDS.acme).map(|it| it.profile.demand.clone())).as_deref(), Some("复印机"));

    // "Use mine" is a new command based on the current values.
    lin.amends(IDS.acme, |it| it.demand = "打印机".into()).await;
    lin.syncs().await;
    boss.syncs().await;
    assert_eq!(boss.look(|book| book.customer(IDS.acme).map(|it| it.profile.demand.clone())).as_deref(), Some("打印机"));
    assert_eq!(lin.troubles().len(), 1, "nothing new went wrong");
}
