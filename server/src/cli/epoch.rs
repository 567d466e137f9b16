//! `dabiao epoch`: starts a new epoch of the database after a backup was restored.

use anyhow::Result;
use clap::Args;
use server::clock::Clock;
use server::sync;

use super::place::Place;

#[derive(Args)]
pub struct Epoch {
    #[command(flatten)]
    place: Place,
}

impl Epoch {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        let epoch = sync::new_epoch(&db, clock.now()).await?;
        println!("Started epoch {epoch} of {}: phones push again what was confirmed to them in the last 14 days.", self.place.described());
        Ok(())
    }
}
