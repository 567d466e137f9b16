//! `dabiao password`: sets a person's password, when nobody can sign in to do it.

use anyhow::{Context, Result};
use app::api::ApiError;
use clap::Args;
use domain::records::organisation::Person;
use server::auth::{self, Chosen};
use server::clock::Clock;
use server::db::queries::people;

use super::init::{ask_for_password, in_words};
use super::place::Place;

#[derive(Args)]
pub struct Password {
    #[command(flatten)]
    place: Place,
    /// The person's account for signing in.
    account: String,
    /// The password; by default asked for, or read as one line from standard input.
    #[arg(long, env = "DABIAO_PASSWORD", hide_env_values = true, hide = true)]
    password: Option<String>,
}

impl Password {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        let account = Person::account_key(&self.account);
        let person = people::by_account(&db, &account).await?.with_context(|| format!("nobody signs in as {account}"))?;
        let password = match self.password {
            Some(password) => password,
            None => ask_for_password(&person.name)?,
        };
        domain::values::password::check(&password, &account).map_err(ApiError::Refused).map_err(|it| in_words(it.into()))?;
        auth::give(&db, person.id, &password, Chosen::Oneself, clock.now()).await?;
        auth::forgive(&db, &account, clock.now()).await?;
        println!("{} signs in as {account} with the new password", person.name);
        Ok(())
    }
}
