//! T5: many concurrent writers and a polling reader: every version arrives once and in order.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rstest::rstest;

use super::world::{World, file};
use crate::support::Db;

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_poller_misses_no_version_of_sixteen_writers(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    const WRITERS: usize = 16;
    const EACH: usize = 6;
    let world = Arc::new(World::small(db).await);
    let before = world.count("SELECT version FROM clock").await;
    let done = Arc::new(AtomicBool::new(false));

    let poller = tokio::spawn({
        let (world, done) = (Arc::clone(&world), Arc::clone(&done));
        async move {
            let mut manager = world.phone(world.ids.manager);
            let mut versions: Vec<i64> = Vec::new();
            let mut last_round = false;
            loop {
                let request = manager.request(5);
                let answer = manager.sends(&world, request).await.expect("a poll is answered");
                let here: BTreeSet<i64> = answer.rows.iter().filter(|it| before < it.version).map(|it| it.version).collect();
                versions.extend(here);
                let more = answer.more || answer.reset;
                manager.takes(answer);
                if last_round && !more {
                    return versions;
                }
                last_round = done.load(Ordering::SeqCst);
            }
        }
    });
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                let owner = if writer % 2 == 0 { world.ids.lin } else { world.ids.zhao };
                let mut phone = world.phone(owner);
                for index in 0..EACH {
                    phone.does(
                        &world,
                        file(domain::values::ids::CustomerId(uuid::Uuid::now_v7()), &format!("客户{writer}-{index}"), &world),
                    );
                    phone.syncs(&world).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("a writer ends well");
    }
    done.store(true, Ordering::SeqCst);
    let versions = poller.await.expect("the poller ends well");
    let after = world.count("SELECT version FROM clock").await;
    assert_eq!(versions, (before + 1..=after).collect::<Vec<_>>(), "every version once and in order");
    assert_eq!(after - before, (WRITERS * EACH) as i64);
    let numbers = world.count("SELECT COUNT(DISTINCT number) FROM customer").await;
    assert_eq!(numbers, (WRITERS * EACH + 1) as i64);
}
