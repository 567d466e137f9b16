//! `dabiao sample`: loads the sample company.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use domain::records::organisation::Role;
use domain::sample::{SignIn, Size};
use server::clock::Clock;
use server::seed;

use super::place::Place;

#[derive(Args)]
pub struct Sample {
    #[command(flatten)]
    place: Place,
    /// Generate a company of this size instead of the small one: this many field reps, each with 100 customers, 1,000 follow-ups and just over
    /// 330 orders.
    #[arg(long)]
    reps: Option<u32>,
    /// Seed of the generated company: the same number gives the same company.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

impl Sample {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        let people = match self.reps {
            None => seed::sample(&db, &self.place.attachments()?, clock.now()).await?,
            Some(reps) => {
                let told = seed::large(&db, Size { reps, seed: self.seed }, clock.now(), progress).await;
                println!();
                told?
            }
        };
        println!("The sample company is in {}.", self.place.described());
        tell_sign_ins(&people);
        Ok(())
    }
}

fn progress(n_done: u32, n_all: u32, n_commands: usize) {
    print!("\r  {n_done} of {n_all} parts · {n_commands} commands");
    // A terminal that cannot be written to is no reason to stop.
    let _ = std::io::stdout().flush();
}

/// Prints one sign-in for each role.
pub(super) fn tell_sign_ins(people: &[SignIn]) {
    println!("Sample sign-ins (account · password):");
    for role in Role::ALL {
        if let Some(sign_in) = people.iter().find(|it| it.role == role) {
            println!("  {:<14} {} · {}", format!("{role:?}"), sign_in.account, sign_in.password);
        }
    }
}
