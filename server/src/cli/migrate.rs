//! `dabiao migrate`: migrates the database before a new version starts, or instead of it when several servers share a database.

use anyhow::Result;
use clap::Args;
use server::clock::Clock;

use super::place::Place;

#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
}

impl Migrate {
    pub async fn run(self) -> Result<()> {
        let db = self.place.reach().await?;
        let n_steps = migrations::pending(db.connection()).await?;
        db.migrate(Clock::system().now()).await?;
        println!("{}: ran {n_steps} migrations; the schema is up to date", self.place.described());
        Ok(())
    }
}
