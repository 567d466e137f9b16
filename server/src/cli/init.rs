//! `dabiao init`: creates the company with its name and one administrator.

use std::io::{BufRead, IsTerminal, stdin};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, ensure};
use app::api::ApiError;
use clap::Args;
use domain::records::organisation::{Company, Currency, Person, Role};
use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::password::SHORTEST;
use server::clock::Clock;
use server::db::queries::people;
use server::seed;
use uuid::Uuid;

use super::place::Place;

#[derive(Args)]
pub struct Init {
    #[command(flatten)]
    place: Place,
    /// The company's name.
    #[arg(long)]
    company: String,
    /// The administrator's account for signing in.
    #[arg(long, default_value = "admin")]
    account: String,
    /// The administrator's full name.
    #[arg(long, default_value = "管理员")]
    name: String,
    /// The company's offset from UTC in minutes: 480 for China.
    #[arg(long, default_value_t = 480, allow_negative_numbers = true)]
    utc_offset_minutes: i32,
    /// The currency of every amount.
    #[arg(long, value_parser = ["CNY", "USD"], default_value = "CNY")]
    currency: String,
    /// The administrator's password; by default asked for, or read as one line from standard input.
    #[arg(long, env = "DABIAO_ADMIN_PASSWORD", hide_env_values = true, hide = true)]
    password: Option<String>,
}

impl Init {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        ensure!(people::is_nobody(&db).await?, "there is a company already in {}", self.place.described());
        let password = match self.password {
            Some(password) => password,
            None => ask_for_password(&self.name)?,
        };
        let currency = if self.currency == "USD" { Currency::Usd } else { Currency::Cny };
        let company = Company { name: self.company, currency, utc_offset_minutes: self.utc_offset_minutes, ..Company::default() };
        let id = PersonId(Uuid::now_v7());
        let account = Person::account_key(&self.account);
        let administrator = Person {
            id,
            name: self.name,
            account: account.clone(),
            role: Role::Administrator,
            team: None,
            department: None,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        };
        let name = company.name.clone();
        seed::found(&db, company, administrator, &password, clock.now()).await.map_err(in_words)?;
        println!("{name} is set up; sign in as {account} after `dabiao serve`");
        Ok(())
    }
}

/// Asks twice without echo at a terminal; otherwise reads a line of standard input.
pub(super) fn ask_for_password(whose: &str) -> Result<String> {
    if !stdin().is_terminal() {
        return read_line();
    }
    let first = ask(&format!("Password of {whose} (at least {SHORTEST} characters): "))?;
    ensure!(first == ask("Once more: ")?, "the two are not the same");
    Ok(first)
}

fn ask(question: &str) -> Result<String> {
    eprint!("{question}");
    echo(false);
    let line = read_line();
    echo(true);
    eprintln!();
    line
}

/// Failure is ignored: if the terminal cannot hide what is typed, the person sees it.
fn echo(on: bool) {
    let _ = Command::new("stty").arg(if on { "echo" } else { "-echo" }).stdin(Stdio::inherit()).stderr(Stdio::null()).status();
}

fn read_line() -> Result<String> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line).context("no password was given")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

pub(super) fn in_words(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref() {
        Some(ApiError::Refused(refusals)) if !refusals.on(Field::New).is_empty() => {
            anyhow!(
                "this password would be guessed: take at least {SHORTEST} characters, not digits alone, and not only the account's name, common \
                 words, or characters in a row"
            )
        }
        _ => error,
    }
}
