//! `dabiao clock`: compares the server's clock with the newest record. `--believe` continues after the clock was wrong.

use anyhow::{Result, ensure};
use clap::Args;
use server::clock::{self, Clock};
use server::sync::{self, Newest};

use super::place::Place;

#[derive(Args)]
pub struct ClockCheck {
    #[command(flatten)]
    place: Place,
    /// Accept commands again: the clock is right now, and was wrong when the newest records were made.
    #[arg(long)]
    believe: bool,
}

impl ClockCheck {
    pub async fn run(self) -> Result<()> {
        let now = Clock::system().now();
        let db = self.place.reach().await?;
        ensure!(migrations::pending(db.connection()).await? == 0, "the schema is not up to date: run `dabiao migrate`");
        if self.believe {
            clock::check_age(now)?;
            sync::believe(&db, now).await?;
        }
        clock::check(&db, now).await?;
        println!(
            "The clock shows {}; the newest record was taken at {}.",
            clock::written(now),
            clock::written(Newest::read(db.connection()).await?.at)
        );
        Ok(())
    }
}
