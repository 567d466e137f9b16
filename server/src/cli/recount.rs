//! `dabiao recount`: the sums behind the figures are counted anew, when the doctor finds them wrong.

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
        println!("The sums of {} are counted anew; {n_wrong} were wrong.", self.place.described());
        Ok(())
    }
}
