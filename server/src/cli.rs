//! The commands of `dabiao`, one file each.

mod clock;
mod doctor;
mod epoch;
mod import;
mod init;
mod migrate;
mod password;
mod place;
mod recount;
mod sample;
mod serve;
mod sweep;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// 达标 Dabiao: sales performance that works without a network.
#[derive(Parser)]
#[command(name = "dabiao", version)]
struct Dabiao {
    #[command(subcommand)]
    command: Command,
    /// Log as JSON, one object a line.
    #[arg(long, global = true, env = "DABIAO_LOG_JSON")]
    log_json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server.
    Serve(serve::Serve),
    /// Create the company and its first administrator.
    Init(init::Init),
    /// Load the sample company into an empty database. For demonstration and training, never for a real company.
    Sample(sample::Sample),
    /// Import existing data: CSV files through a mapping file.
    Import(import::Import),
    /// Set a person's password, when nobody can sign in to do it.
    Password(password::Password),
    /// Start a new epoch of the database, after a backup was restored.
    Epoch(epoch::Epoch),
    /// Compare the machine's clock with the newest record; accept the clock again after it was wrong.
    Clock(clock::ClockCheck),
    /// Recount the sums behind the figures, when the doctor finds them wrong.
    Recount(recount::Recount),
    /// Bring the database schema up to date.
    Migrate(migrate::Migrate),
    /// Find what people must be told, as the server does once a day.
    Sweep(sweep::Sweep),
    /// Check everything a server needs, and say what to do where something is wrong.
    Doctor(doctor::Doctor),
}

/// Runs the command. Prints an error as one line.
pub fn main() -> ExitCode {
    let asked = Dabiao::parse();
    begin_log(asked.log_json);
    let done = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from);
    match done.and_then(|runtime| runtime.block_on(asked.command.run())) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("dabiao: {}", format!("{error:#}").replace('\n', " "));
            ExitCode::FAILURE
        }
    }
}

impl Command {
    async fn run(self) -> Result<ExitCode> {
        match self {
            Command::Serve(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Init(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Sample(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Import(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Password(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Epoch(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Clock(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Recount(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Migrate(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Sweep(command) => command.run().await.map(|()| ExitCode::SUCCESS),
            Command::Doctor(command) => command.run().await,
        }
    }
}

/// `DABIAO_LOG` sets what is logged, in the usual form (`info`, `server=debug,warn`).
fn begin_log(json: bool) {
    let filter = EnvFilter::try_from_env("DABIAO_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { log.json().init() } else { log.with_target(false).compact().init() }
}
