//! `dabiao recount`: recounts the sums behind the figures, when the doctor finds them wrong.

use anyhow::Result;
use clap::Args;
use server::clock::Clock;
use server::rollup;

use super::place::Place;

#[derive(Args)]
pub struct Recount {
    #[command(flatten)]
    place: Place,
}

impl Recount {
    pub async fn run(self) -> Result<()> {
        let db = self.place.open(&Clock::system()).await?;
        let n_wrong = rollup::rebuild(&db).await?;
        println!("Rebuilt the rollups of {}; {n_wrong} sums were wrong.", self.place.described());
        Ok(())
    }
}
