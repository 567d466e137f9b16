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
async fn the_claims_hold_after_simulations_0_to_99() {
    lives(0..100).await;
}

#[tokio::test]
async fn the_claims_hold_after_simulations_100_to_199() {
    lives(100..200).await;
}
