//! T1, T2: simulates two hundred companies under a bad network. More seeds, the broken variants and PostgreSQL: `cargo xtask sim`.

use tests::sim::{Database, live};

/// Runs these seeds; two tests share them so that both cores work.
async fn lives(seeds: std::ops::Range<u64>) {
    let database = Database::open("sqlite::memory:").await.expect("a database in memory");
    for seed in seeds {
        if let Err(error) = live(&database, seed).await {
            panic!("seed {seed}: {error}");
        }
    }
}

#[tokio::test]
async fn whatever_happens_on_the_way_the_claims_hold_at_rest() {
    lives(0..100).await;
}

#[tokio::test]
async fn whatever_else_happens_they_hold_too() {
    lives(100..200).await;
}
