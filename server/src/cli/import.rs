//! `dabiao import`: imports the data that a company kept elsewhere.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::access::actor::Actor;
use domain::records::organisation::Role;
use server::clock::Clock;
use server::db::Database;
use server::db::queries::people;
use server::import::{Mapping, Plan, Problem, run};

use super::place::Place;

/// Most problems printed; the rest are counted.
const MOST_PROBLEMS: usize = 200;

#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// TOML file that maps files and columns to fields.
    #[arg(long)]
    mapping: PathBuf,
    /// The folder with the CSV files.
    folder: PathBuf,
    /// Check everything and change nothing.
    #[arg(long)]
    check: bool,
}

impl Import {
    pub async fn run(self) -> Result<()> {
        let clock = Clock::system();
        let db = self.place.open(&clock).await?;
        let text = std::fs::read_to_string(&self.mapping).with_context(|| format!("cannot read {}", self.mapping.display()))?;
        let mapping: Mapping = toml::from_str(&text).with_context(|| format!("{} is not a mapping", self.mapping.display()))?;
        let catalogue = people::catalogue(&db).await?;
        let administrator = catalogue.people().find(|it| it.role == Role::Administrator && it.active);
        let administrator = administrator.context("nobody can own the imported records: run `dabiao init` first")?;
        let actor = Actor { imports: true, ..Actor::of(administrator, &catalogue) };
        let now = clock.now();

        println!("Checking {} …", self.folder.display());
        let plan = Plan::make(&mapping, &self.folder, &catalogue, &actor, now)?;
        for (what, n) in &plan.counts {
            println!("  {n} × {what:?}");
        }
        for (note, n) in &plan.notes {
            println!("  note: {note} ({n} rows)");
        }
        if !plan.problems.is_empty() {
            tell(&plan.problems);
            bail!("{} problems; nothing was changed", plan.problems.len());
        }
        if self.check {
            println!("{} commands would run; nothing was changed", plan.commands.len());
            return Ok(());
        }
        import(&db, &mapping.name, &plan, &actor, &clock).await
    }
}

async fn import(db: &Database, source: &str, plan: &Plan, actor: &Actor, clock: &Clock) -> Result<()> {
    let progress = |n_done: usize, n_all: usize| {
        print!("\r  {n_done} of {n_all} commands");
        // A terminal that cannot be written to is no reason to stop.
        let _ = std::io::stdout().flush();
    };
    let imported = run(db, source, plan, actor, clock.now(), &(), progress).await?;
    println!("\r{} commands applied, {} known from an earlier run", imported.n_applied, imported.n_known);
    if !imported.problems.is_empty() {
        tell(&imported.problems);
        bail!("{} commands were changed or refused", imported.problems.len());
    }
    Ok(())
}

fn tell(problems: &[Problem]) {
    problems.iter().take(MOST_PROBLEMS).for_each(|it| eprintln!("{it}"));
    if MOST_PROBLEMS < problems.len() {
        eprintln!("… and {} more", problems.len() - MOST_PROBLEMS);
    }
}
