//! `cargo xtask dist`: builds one release binary with the site embedded.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::{CommandExt, cargo};
use crate::site::{self, Build};
use crate::{say, workspace};

pub fn run() -> Result<()> {
    let binary = build()?;
    let megabytes = fs::metadata(&binary)?.len() as f64 / 1e6;
    println!("{} · {megabytes:.1} MB", binary.display());
    Ok(())
}

/// Builds it and returns where it is.
pub fn build() -> Result<PathBuf> {
    site::build(Build::Release)?;
    say::step("server with the site inside", || {
        // Keeps function names for crash reports; line information would be two thirds of the file.
        let stripped = ["--", "-C", "strip=debuginfo"];
        cargo(&["rustc", "--release", "--package", "server", "--bin", "dabiao", "--features", "embed"]).args(stripped).run()
    })?;
    let built = workspace::server_binary(true);
    let folder = workspace::target().join("dist");
    fs::create_dir_all(&folder)?;
    let binary = folder.join(built.file_name().context("the binary has a name")?);
    fs::copy(&built, &binary).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(binary)
}
