//! `dabiao sample`: something to look at.

use anyhow::Result;
use clap::Args;
use domain::organisation::Role;
use domain::sample::SignIn;
use server::clock::Clock;
use server::seed;

use super::place::Place;

#[derive(Args)]
pub struct Sample {
    #[command(flatten)]
    place: Place,
}

impl Sample {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        let people = seed::sample(&db, &self.place.attachments()?, clock.now()).await?;
        println!("The sample company is in {}.", self.place.described());
        tell_sign_ins(&people);
        Ok(())
    }
}

/// One sign-in for each role.
pub(super) fn tell_sign_ins(people: &[SignIn]) {
    println!("Sample sign-ins (account · password):");
    for role in Role::ALL {
        if let Some(it) = people.iter().find(|it| it.role == role) {
            println!("  {:<14} {} · {}", format!("{role:?}"), it.account, it.password);
        }
    }
}
