//! Provides a wasm32 compiler on a Debian machine that cannot reach rustup's server: the distribution's packages, with a standard library for
//! wasm32 that is built once from the packaged source. Everything but the packages lies in a folder of `target`, which the compiler is given
//! as its sysroot.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::debian;
use super::wasm::{TARGET, has_target};
use crate::command::{CommandExt, at_root};
use crate::{say, workspace};

/// Where the packages install the compiler and the libraries for this machine.
const PACKAGED: &str = "/usr";

/// Debian updates these compilers for its browsers, so they are recent; the ordinary ones are as old as the release.
const RECENT: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const ORDINARY: [&str; 3] = ["rustc", "cargo", "rust-src"];
/// The packaged standard library; where a release has it, nothing is built.
const READY_MADE: &str = "libstd-rust-dev-wasm32";

pub fn is_ready() -> bool {
    let sysroot = sysroot();
    has_target(&sysroot) && linker_of(&sysroot).exists() && compiler().exists() && Path::new("/usr/bin/rustc").exists()
}

pub fn prepare() -> Result<()> {
    install_packages()?;
    check_version()?;
    let sysroot = sysroot();
    say::note(&format!("the toolchain for {TARGET} lies in {}", sysroot.display()));
    fs::create_dir_all(libraries_of(&sysroot, &host()).join("bin"))?;
    link(&libraries_of(Path::new(PACKAGED), &host()).join("lib"), &libraries_of(&sysroot, &host()).join("lib"))?;
    lend_linker(&sysroot)?;
    if has_target(Path::new(PACKAGED)) {
        link(&libraries_of(Path::new(PACKAGED), TARGET), &libraries_of(&sysroot, TARGET))?;
    } else if !has_target(&sysroot) {
        say::step("the standard library for wasm32, from the packaged source", || build_standard_library(&sysroot))?;
    }
    write_compiler(&sysroot)
}

/// A cargo command that compiles with the packaged compiler and this sysroot.
pub fn cargo(args: &[&str]) -> Command {
    // Called by its path: cargo would find rustup's instead, which belongs to another compiler.
    let clippy = args.first().is_some_and(|it| *it == "clippy");
    let mut command = at_root(if clippy { "/usr/bin/cargo-clippy" } else { "/usr/bin/cargo" });
    // `SYSROOT` is for clippy's driver, which cargo runs in place of the compiler.
    command.args(args).env("CARGO", "/usr/bin/cargo").env("RUSTC", compiler()).env("SYSROOT", sysroot()).env_remove("RUSTUP_TOOLCHAIN");
    command
}

fn sysroot() -> PathBuf {
    workspace::target().join("xtask/wasm-toolchain")
}

fn compiler() -> PathBuf {
    sysroot().join("bin/rustc")
}

fn libraries_of(sysroot: &Path, target: &str) -> PathBuf {
    sysroot.join("lib/rustlib").join(target)
}

fn host() -> String {
    format!("{}-unknown-linux-gnu", std::env::consts::ARCH)
}

/// Writes the compiler that cargo calls. The option comes last, because cargo's wrappers pass the compiler's own arguments first.
fn write_compiler(sysroot: &Path) -> Result<()> {
    let compiler = compiler();
    fs::create_dir_all(sysroot.join("bin"))?;
    fs::write(&compiler, format!("#!/bin/sh\nexec /usr/bin/rustc \"$@\" --sysroot '{}'\n", sysroot.display()))?;
    Command::new("chmod").arg("+x").arg(&compiler).run()
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

fn build_standard_library(sysroot: &Path) -> Result<()> {
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

    let library = libraries_of(sysroot, TARGET).join("lib");
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

fn linker_of(sysroot: &Path) -> PathBuf {
    libraries_of(sysroot, &host()).join("bin/rust-lld")
}

/// Links `rust-lld` of rustup's toolchain, because Debian does not package it.
fn lend_linker(sysroot: &Path) -> Result<()> {
    let rustup = Command::new("rustc").args(["--print", "sysroot"]).answer()?;
    let linker = linker_of(Path::new(&rustup));
    if !linker.exists() {
        bail!("no rust-lld in {}", linker.display());
    }
    link(&linker, &linker_of(sysroot))
}

/// Replaces a link that exists: one that dangles, of a toolchain that was removed, would block the new one.
#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<()> {
    if to.is_symlink() {
        fs::remove_file(to)?;
    }
    std::os::unix::fs::symlink(from, to).with_context(|| format!("cannot link {}", to.display()))
}

#[cfg(not(unix))]
fn link(_from: &Path, to: &Path) -> Result<()> {
    bail!("cannot link {}: only Debian needs this", to.display())
}
