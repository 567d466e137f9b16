//! `cargo xtask test`: prepares what is missing, then runs the workspace tests on both databases, the broken variants, and the browser tests.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::command::{cargo, node_tool};
use crate::postgres::{self, Durable, Postgres};
use crate::prepare::browser;
use crate::site::{self, Build};
use crate::tally::{self, Tally};
use crate::{say, server, workspace};

#[derive(Args)]
pub struct Test {
    /// Run only this part; may be given several times.
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Arguments for the runner, such as a name to filter by.
    #[arg(last = true)]
    runner_args: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The domain rules alone: seconds.
    Domain,
    /// Every crate except the browser's, on SQLite and PostgreSQL.
    Workspace,
    /// The simulation must detect every deliberately broken variant of the protocol.
    Broken,
    /// The app in Chromium.
    Browser,
}

/// What a run without `--only` consists of. The workspace's tests include those of the rules.
const ALL: [Part; 3] = [Part::Workspace, Part::Broken, Part::Browser];

impl Test {
    pub fn run(self) -> Result<()> {
        let parts = if self.only.is_empty() { &ALL[..] } else { &self.only[..] };
        let mut total = Tally::default();
        for part in parts {
            total += match part {
                Part::Domain => self.domain()?,
                Part::Workspace => self.workspace()?,
                Part::Broken => broken()?,
                Part::Browser => self.browser()?,
            };
        }
        println!("{} passed, {} failed", total.n_passed, total.n_failed);
        if total.n_failed != 0 {
            bail!("the tests do not pass");
        }
        Ok(())
    }

    fn domain(&self) -> Result<Tally> {
        timed("rules", || tally::count(cargo(&["test", "--package", "domain", "--"]).args(&self.runner_args)))
    }

    fn workspace(&self) -> Result<Tally> {
        let postgres = Postgres::start(Durable::No)?;
        timed("workspace, both databases", || {
            // `frontend` is empty on this machine; excluding it also keeps its features away from the server's.
            let mut command = cargo(&["test", "--workspace", "--exclude", "frontend", "--no-fail-fast", "--"]);
            tally::count(command.args(&self.runner_args).env(postgres::VARIABLE, postgres.url()))
        })
    }

    fn browser(&self) -> Result<Tally> {
        let chromium = browser::ready()?;
        site::build(Build::Quick)?;
        server::build(false)?;
        let postgres = Postgres::start(Durable::No)?;
        let database = postgres.fresh_database("dabiao_browser")?;
        timed("browser", || {
            let mut command = node_tool("playwright");
            command
                .args(["test", "--config", "tests/e2e/playwright.config.ts"])
                .args(&self.runner_args)
                .env(browser::CHROMIUM, &chromium)
                .env(browser::LIGHT, browser::light(&chromium))
                .env("DABIAO_BINARY", workspace::server_binary(false))
                .env("DABIAO_SITE", workspace::site())
                .env(postgres::VARIABLE, &database);
            tally::count(&mut command)
        })
    }
}

/// Checks that the simulation detects every broken variant. A separate build, because the other tests use the protocol as it ships.
fn broken() -> Result<Tally> {
    timed("broken variants of the protocol", || {
        let mut command = cargo(&["run", "--package", "tests", "--bin", "sim", "--features", "broken", "--", "--broken"]);
        let caught = command.status()?.success();
        Ok(Tally { n_passed: u32::from(caught), n_failed: u32::from(!caught) })
    })
}

fn timed(name: &str, work: impl FnOnce() -> Result<Tally>) -> Result<Tally> {
    let started = Instant::now();
    eprintln!("▸ tests: {name}");
    let tally = work()?;
    let mark = if tally.n_failed == 0 { "✓" } else { "✗" };
    eprintln!("{mark} tests: {name} · {} passed, {} failed · {}", tally.n_passed, tally.n_failed, say::seconds(started.elapsed()));
    Ok(tally)
}
