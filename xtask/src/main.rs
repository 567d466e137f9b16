//! The commands of `cargo xtask`: one command per verb, one file per command.

mod bench;
mod check;
mod command;
mod dev;
mod dist;
mod fingerprint;
mod han;
mod postgres;
mod prepare;
mod say;
mod serve;
mod server;
mod sim;
mod site;
mod tally;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Dabiao.", max_term_width = 100)]
struct Xtask {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Prepare what is missing, build, and start the server with the sample company.
    Serve(serve::Serve),
    /// Like `serve`, and build, restart and reload the page whenever a source file changes.
    Dev(dev::Dev),
    /// Prepare what is missing and run every test.
    Test(test::Test),
    /// Format, clippy (host and wasm32) and dependency rules, warnings denied.
    Check,
    /// Build one release binary with everything inside.
    Dist,
    /// Run the sync simulation; arguments are passed to it (`--seeds N`, `--broken`, `--postgres`).
    Sim(sim::Sim),
    /// Generate the table of Chinese characters from the published ones.
    Han(han::Han),
    /// Run the measurements; arguments are passed to them (`--postgres`).
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let done = match Xtask::parse().verb {
        Verb::Serve(serve) => serve.run(),
        Verb::Dev(dev) => dev.run(),
        Verb::Test(test) => test.run(),
        Verb::Check => check::run(),
        Verb::Dist => dist::run(),
        Verb::Sim(sim) => sim.run(),
        Verb::Han(han) => han.run(),
        Verb::Bench(bench) => bench.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
