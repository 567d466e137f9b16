//! Simulates the sync protocol under failures: the real phone core and the real server core in virtual time, with lost and late requests, lost
//! answers, killed tabs, reassignments, team moves, clean-up, restored backups and cloned browser profiles. At rest, the product's guarantees
//! must hold; see [`claims`]. Ported from the protocol's executable model; every seed gives a different run.

mod acts;
mod claims;
mod hub;
mod world;

pub use hub::Database;
pub use world::World;

/// Steps in one run.
const STEPS: u32 = 160;

/// Runs one seed. Returns the number of commands made, or the guarantee that was broken.
pub async fn live(database: &Database, seed: u64) -> Result<usize, String> {
    let mut world = World::new(database, seed).await?;
    for _ in 0..STEPS {
        world.act().await?;
    }
    world.come_to_rest().await?;
    claims::hold(&world).await?;
    Ok(world.n_made())
}
