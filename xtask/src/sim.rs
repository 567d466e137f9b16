//! `cargo xtask sim`: runs the sync simulation of the `tests` crate, which checks the sync guarantees under random event orders.

use anyhow::Result;
use clap::Args;

use crate::command::{CommandExt, cargo};
use crate::postgres::{self, Durable, Postgres};

#[derive(Args)]
pub struct Sim {
    /// Arguments for the simulation. `--postgres` also starts a throw-away server.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

impl Sim {
    pub fn run(self) -> Result<()> {
        let postgres = Postgres::if_asked(&self.args, Durable::No)?;
        let mut command = cargo(&["run", "--release", "--package", "tests", "--bin", "sim", "--features", "broken", "--"]);
        command.args(&self.args);
        if let Some(postgres) = &postgres {
            command.env(postgres::VARIABLE, postgres.url());
        }
        command.run()
    }
}
