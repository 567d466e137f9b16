//! `cargo xtask bench`: builds what `dist` builds, then runs the speed and size measurements of the `tests` crate.

use anyhow::Result;
use clap::Args;

use crate::command::{CommandExt, cargo};
use crate::postgres::{self, Durable, Postgres};
use crate::prepare::browser;
use crate::{dist, workspace};

#[derive(Args)]
pub struct Bench {
    /// Arguments for the measurements. `--postgres` also starts a throw-away server.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

impl Bench {
    pub fn run(self) -> Result<()> {
        let chromium = browser::ready()?;
        let binary = dist::build()?;
        let postgres = Postgres::if_asked(&self.args, Durable::Yes)?;
        let mut command = cargo(&["run", "--release", "--package", "tests", "--bin", "bench", "--"]);
        command.args(&self.args).env(browser::CHROMIUM, chromium).env("DABIAO_BINARY", binary).env("DABIAO_SITE", workspace::site());
        if let Some(postgres) = &postgres {
            command.env(postgres::VARIABLE, postgres.url());
        }
        command.run()
    }
}
