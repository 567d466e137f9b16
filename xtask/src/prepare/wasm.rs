//! Finds a toolchain for wasm32: the ordinary one with the target added, or the distribution's if rustup cannot reach its server.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::debian_wasm;
use crate::command::CommandExt;
use crate::say;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// For networks that drop packets silently; on most other closed networks rustup fails by itself.
const PATIENCE: Duration = Duration::from_secs(180);

/// A toolchain that can build for wasm32.
pub enum Toolchain {
    /// The default toolchain.
    Ordinary,
    /// The distribution's compiler.
    Debian,
}

impl Toolchain {
    /// The same cargo command, run with this toolchain.
    pub fn cargo(&self, args: &[&str]) -> Command {
        match self {
            Toolchain::Ordinary => crate::command::cargo(args),
            Toolchain::Debian => debian_wasm::cargo(args),
        }
    }
}

pub fn ready() -> Result<Toolchain> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).answer().context("Rust is missing: https://rustup.rs")?;
    if has_target(Path::new(&sysroot)) {
        return Ok(Toolchain::Ordinary);
    }
    if debian_wasm::is_ready() {
        return Ok(Toolchain::Debian);
    }
    // Checks the files again: rustup reports success for a target it once installed even if its files are gone.
    if say::step(&format!("rustup target add {TARGET}"), add_with_rustup).is_ok() && has_target(Path::new(&sysroot)) {
        return Ok(Toolchain::Ordinary);
    }
    say::note("rustup cannot install the target; trying the distribution's compiler");
    debian_wasm::prepare().with_context(|| format!("no compiler for {TARGET}; where rustup works, `rustup target add {TARGET}` is all"))?;
    Ok(Toolchain::Debian)
}

/// Whether a sysroot holds a standard library for wasm32.
pub fn has_target(sysroot: &Path) -> bool {
    let folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    folder.read_dir().is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

fn add_with_rustup() -> Result<()> {
    let mut child = Command::new("rustup")
        .args(["target", "add", TARGET])
        .env("RUSTUP_MAX_RETRIES", "0")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("rustup is not installed")?;
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            anyhow::ensure!(status.success(), "rustup target add {TARGET} failed");
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.kill()?;
    child.wait()?;
    anyhow::bail!("rustup did not answer for {} s", PATIENCE.as_secs())
}
