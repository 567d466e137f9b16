//! Installs Debian packages, only on a Debian-like system and as root. Otherwise the error gives the command to type.

use std::path::Path;
use std::process::Command;
use std::sync::Once;

use anyhow::{Result, bail};

use crate::command::CommandExt;
use crate::say;

/// Installs packages, or fails with the command to type.
pub fn install(purpose: &str, packages: &[&str]) -> Result<()> {
    let line = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !is_debian() {
        bail!("{purpose} is missing; install it with your system's package manager (on Debian: {line})");
    }
    if !is_root() {
        bail!("{purpose} is missing; install it with: sudo {line}");
    }
    say::step(&format!("{purpose}: {line}"), || {
        refresh();
        apt(&["install", "--yes", "--no-install-recommends"]).args(packages).run_quietly()
    })
}

/// Whether the distribution has this package.
pub fn offers(package: &str) -> bool {
    if is_root() {
        refresh();
    }
    Command::new("apt-cache")
        .args(["policy", package])
        .answer()
        .is_ok_and(|policy| policy.lines().any(|line| line.contains("Candidate:") && !line.contains("(none)")))
}

pub fn is_debian() -> bool {
    cfg!(target_os = "linux") && Path::new("/usr/bin/apt-get").exists()
}

pub fn is_root() -> bool {
    Command::new("id").arg("-u").answer().is_ok_and(|user| user == "0")
}

/// A fresh container has no package lists. If a failure here matters, the following installation reports it.
fn refresh() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        apt(&["update"]).succeeds();
    });
}

fn apt(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "DPkg::Lock::Timeout=300"]).args(args);
    command
}
