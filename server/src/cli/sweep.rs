//! `dabiao sweep`: runs the daily sweep now.

use anyhow::Result;
use clap::Args;
use server::alerts;
use server::clock::Clock;

use super::place::Place;

#[derive(Args)]
pub struct Sweep {
    #[command(flatten)]
    place: Place,
}

impl Sweep {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        let new = alerts::sweep(&db, clock.now()).await?;
        let people: std::collections::BTreeSet<_> = new.iter().map(|it| it.person).collect();
        println!("{} new notices for {} people.", new.len(), people.len());
        Ok(())
    }
}
