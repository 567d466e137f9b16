//! Provides a wasm32 compiler on a Debian machine that cannot reach rustup's server: the distribution's packages, with a standard library for
//! wasm32 that is built once from the packaged source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::debian;
use super::wasm::{TARGET, has_target};
use crate::command::CommandExt;
use crate::{say, workspace};

/// The name of the distribution's toolchain in rustup.
pub const NAME: &str = "dabiao-wasm";

const SYSROOT: &str = "/usr";

/// Debian updates these compilers for its browsers, so they are recent; the ordinary ones are as old as the release.
const RECENT: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const ORDINARY: [&str; 3] = ["rustc", "cargo", "rust-src"];
/// The packaged standard library; where a release has it, nothing is built.
const READY_MADE: &str = "libstd-rust-dev-wasm32";

pub fn is_ready() -> bool {
    has_target(Path::new(SYSROOT)) && linker().exists() && is_linked()
}

pub fn prepare() -> Result<()> {
    install_packages()?;
    check_version()?;
    if !has_target(Path::new(SYSROOT)) {
        say::step("the standard library for wasm32, from the packaged source", build_standard_library)?;
    }
    if !linker().exists() {
        lend_linker()?;
    }
    if !is_linked() {
        Command::new("rustup").args(["toolchain", "link", NAME, SYSROOT]).run_quietly()?;
    }
    Ok(())
}

fn install_packages() -> Result<()> {
    let mut packages = if debian::offers(RECENT[0]) { RECENT.to_vec() } else { ORDINARY.to_vec() };
    if packages == ORDINARY && debian::offers(READY_MADE) {
        packages = vec!["rustc", "cargo", READY_MADE];
    }
    if packages.iter().all(|package| is_installed(package)) {
        return Ok(());
    }
    debian::install("a compiler for wasm32", &packages)
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .answer()
        .is_ok_and(|status| status == "installed")
}

/// Checks the distribution's Rust against the version that the workspace needs.
fn check_version() -> Result<()> {
    let version = compiler_answer(&["--version"])?;
    let minor = version.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
    let needed: u32 = env!("CARGO_PKG_RUST_VERSION")
        .split('.')
        .nth(1)
        .and_then(|minor| minor.parse().ok())
        .context("the workspace declares a rust-version")?;
    ensure!(minor.is_some_and(|minor| needed <= minor), "the distribution's {version} is older than Rust 1.{needed}");
    Ok(())
}

fn compiler_answer(args: &[&str]) -> Result<String> {
    Command::new("/usr/bin/rustc").args(args).answer()
}

fn build_standard_library() -> Result<()> {
    ensure!(debian::is_root(), "building the standard library into {SYSROOT} needs root: run `sudo cargo xtask serve` once");
    let folder = workspace::target().join("xtask/wasm-std");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    // Its own workspace table stops cargo from searching the parent folders.
    fs::write(folder.join("Cargo.toml"), "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n")?;
    Command::new("/usr/bin/cargo")
        .current_dir(&folder)
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,panic_unwind", "--target", TARGET])
        // Without embedded bitcode the first LTO build ends with "Can't find section .llvmbc".
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", "/usr/bin/rustc")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTUP_TOOLCHAIN")
        .run_quietly()?;

    let library = Path::new(SYSROOT).join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library)?;
    for entry in folder.join("target").join(TARGET).join("release/deps").read_dir()? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&path, library.join(&*name))?;
        }
    }
    // Artifacts built against another standard library cannot be used with this one (E0460).
    let stale = workspace::target_wasm();
    if stale.exists() {
        fs::remove_dir_all(stale)?;
    }
    Ok(())
}

fn linker() -> PathBuf {
    linker_of(Path::new(SYSROOT))
}

fn linker_of(sysroot: &Path) -> PathBuf {
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    sysroot.join("lib/rustlib").join(host).join("bin/rust-lld")
}

/// Links `rust-lld` of rustup's toolchain, because Debian does not package it.
fn lend_linker() -> Result<()> {
    let ours = Command::new("rustc").args(["--print", "sysroot"]).answer()?;
    let ours = linker_of(Path::new(&ours));
    if !ours.exists() {
        bail!("no rust-lld in {}", ours.display());
    }
    let theirs = linker();
    fs::create_dir_all(theirs.parent().expect("the linker lives in a folder"))?;
    // A dangling link of a removed toolchain would block the new one.
    if theirs.is_symlink() {
        fs::remove_file(&theirs)?;
    }
    link(&ours, &theirs).with_context(|| format!("cannot link {}", theirs.display()))
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::copy(from, to).map(drop)
}

fn is_linked() -> bool {
    Command::new("rustup")
        .args(["toolchain", "list"])
        .answer()
        .is_ok_and(|list| list.lines().any(|line| line.split_whitespace().next() == Some(NAME)))
}
