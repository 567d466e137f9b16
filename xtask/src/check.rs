//! `cargo xtask check`: format, clippy for host and wasm32 with warnings denied, and the dependency rules.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::command::{CommandExt, at_root, cargo};
use crate::prepare::wasm::{self, TARGET};
use crate::{say, workspace};

/// Built once into `target/tools` if cargo-deny is not installed: the version that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";

pub fn run() -> Result<()> {
    // Runs every check: a failure must not hide the results of later checks.
    let outcomes = [
        say::step("format", || cargo(&["fmt", "--all", "--check"]).run()),
        say::step("clippy for this machine", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()),
        say::step("clippy for wasm32", clippy_wasm),
        say::step("dependencies", dependencies),
        say::step("advisories", advisories),
    ];
    let n_failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    for error in outcomes.into_iter().filter_map(Result::err) {
        eprintln!("✗ {error:#}");
    }
    if n_failed != 0 {
        bail!("{n_failed} of 5 checks failed");
    }
    Ok(())
}

fn clippy_wasm() -> Result<()> {
    let toolchain = wasm::ready()?;
    let mut clippy = toolchain.cargo(&["clippy", "--package", "frontend", "--target", TARGET, "--target-dir"]);
    clippy.arg(workspace::target_wasm()).args(["--", "-D", "warnings"]).run()
}

fn dependencies() -> Result<()> {
    at_root(cargo_deny()?).args(["check", "licenses", "bans", "sources"]).run()
}

/// Checks our dependency versions against known advisories. The list is downloaded; if that fails, prints a note and succeeds.
fn advisories() -> Result<()> {
    let program = cargo_deny()?;
    if !at_root(&program).args(["fetch", "db"]).succeeds() {
        say::note("the advisories cannot be reached: nothing was checked against them");
        return Ok(());
    }
    at_root(program).args(["check", "--disable-fetch", "advisories"]).run()
}

/// The path of cargo-deny; builds it if it is not installed.
fn cargo_deny() -> Result<PathBuf> {
    let tools = workspace::target().join("tools");
    let ours = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !ours.exists() {
        if at_root("cargo-deny").arg("--version").succeeds() {
            return Ok("cargo-deny".into());
        }
        say::note("cargo-deny is not installed: building it once, without optimisation, which takes minutes");
        let mut install = cargo(&["install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug", "--root"]);
        install.arg(&tools).run()?;
    }
    Ok(ours)
}
