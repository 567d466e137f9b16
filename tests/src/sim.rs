//! The protocol under fire: the real phone core and the real server core in virtual time, with lost and late requests, lost answers, killed
//! tabs, reassignments, team moves, clean-up, restored backups and cloned browser profiles. Whatever happened, at rest the claims of the
//! product must hold, see [`claims`]. A port of the protocol's executable model; every seed is a different life.

mod acts;
mod claims;
mod hub;
mod world;

pub use hub::Database;
pub use world::World;

/// Steps in one life.
const STEPS: u32 = 160;

/// Lives one life; the number of commands made, or the claim that was broken.
pub async fn live(database: &Database, seed: u64) -> Result<usize, String> {
    let mut world = World::new(database, seed).await?;
    for _ in 0..STEPS {
        world.act().await?;
    }
    world.come_to_rest().await?;
    claims::hold(&world).await?;
    Ok(world.n_made())
}
