//! Clean-up of bytes that nothing refers to, and detection of missing bytes.

use app::ports::FileWay;
use domain::records::attachment::CHUNK;
use domain::values::calendar::Timestamp;
use rstest::rstest;
use server::attachments::{Health, Swept, health, sweep};
use server::clock::Clock;

use super::world::{SIZE, World, photo, taken};
use crate::support::Db;

const DAY: i64 = 24 * 60 * 60 * 1_000;

#[rstest]
#[tokio::test]
async fn unfinished_pieces_and_orphaned_files_are_deleted_in_time(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let (db, store) = (&world.server.server.db, &world.server.server.config.attachments);
    let shown = photo(1, SIZE);
    world.shows(&shown).await;
    let orphan = store.keep(photo(2, 3_000)).await.expect("it is kept");
    let unfinished = photo(3, SIZE);
    let file = taken(&unfinished);
    world.way.put_piece(&file.sha256, 0, file.size, &unfinished[..CHUNK as usize]).await.expect("a piece is taken");

    let found = health(db, store).await.expect("the store answers");
    assert_eq!(found, Health { n_files: 2, n_bytes: SIZE as u64 + 3_000, n_orphans: 1, n_lost: 0, n_waiting: 0 });
    let on_day = async |day: i64| sweep(db, store, Timestamp(Clock::system().now().0 + day * DAY)).await.expect("the store answers");
    assert_eq!(on_day(6).await, Swept::default(), "somebody may still come back with the rest");
    assert_eq!(on_day(8).await, Swept { n_pieces: 1, n_files: 0 });
    assert_eq!(on_day(29).await, Swept::default(), "a backup of the database may still be put back");
    assert_eq!(on_day(31).await, Swept { n_pieces: 0, n_files: 1 });
    assert!(!store.has(&orphan).await.expect("the store answers"));
    assert_eq!(on_day(9_000).await, Swept::default(), "what a record shows stays");
}

#[rstest]
#[tokio::test]
async fn files_that_are_missing_are_found(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    world.shows(&photo(1, 2_000)).await;
    let waiting = taken(&photo(2, 2_000));
    world.attaches(&waiting).await;
    world.lin.syncs().await;
    let elsewhere = server::attachments::Store::default();
    let found = health(&world.server.server.db, &elsewhere).await.expect("the store answers");
    assert_eq!(found, Health { n_lost: 1, n_waiting: 1, ..Health::default() });
}

#[tokio::test]
async fn a_folder_store_keeps_files_across_restarts() {
    let folder = std::env::temp_dir().join(format!("dabiao-files-{}", uuid::Uuid::now_v7().simple()));
    let bytes = photo(4, 1_000);
    let digest = server::attachments::Store::in_folder(&folder).expect("a folder").keep(bytes.clone()).await.expect("it is kept");
    // A restarted server finds the bytes.
    let again = server::attachments::Store::in_folder(&folder).expect("a folder");
    assert_eq!(again.read(&digest).await.expect("the store answers"), Some(bytes));
    let place = folder.join("kept").join(&digest.as_str()[..2]).join(digest.as_str());
    assert!(place.exists(), "files lie under their digest");
    std::fs::remove_dir_all(folder).expect("it can be removed");
}
