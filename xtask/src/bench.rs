//! `cargo xtask bench`: makes a release build, then runs the speed and size measurements of the `tests` crate.

use anyhow::Result;
use clap::Args;

use crate::command::{CommandExt, cargo};
use crate::postgres::{self, Durable, Postgres};
use crate::prepare::browser;
use crate::site::{self, Build};
use crate::{server, workspace};

#[derive(Args)]
pub struct Bench {
    /// Arguments for the measurements. `--postgres` also starts a throw-away server.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

impl Bench {
    pub fn run(self) -> Result<()> {
        let chromium = browser::ready()?;
        site::build(Build::Release)?;
        server::build(true)?;
        let postgres = Postgres::if_asked(&self.args, Durable::Yes)?;
        let mut command = cargo(&["run", "--release", "--package", "tests", "--bin", "bench", "--"]);
        command
            .args(&self.args)
            .env(browser::CHROMIUM, chromium)
            .env("DABIAO_BINARY", workspace::server_binary(true))
            .env("DABIAO_SITE", workspace::site());
        if let Some(postgres) = &postgres {
            command.env(postgres::VARIABLE, postgres.url());
        }
        command.run()
    }
}
