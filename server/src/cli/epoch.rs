//! `dabiao epoch`: another life of the database begins after a backup was put back.

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
        println!("Life {epoch} of {} begins: phones will push again what they were told of lately.", self.place.described());
        Ok(())
    }
}
