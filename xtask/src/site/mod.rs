//! Builds the browser client into static files. Each part is built into a stage folder, then assembled in `target/site` under names with a
//! content hash, with a manifest from plain to hashed names.

mod assemble;
mod budget;
mod charts;
mod compress;
mod frontend;
mod manifest;
mod names;
mod split;
mod styles;

use std::fs;
use std::path::PathBuf;
use std::thread;

use anyhow::Result;

use crate::{prepare, workspace};

/// The kind of build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// For browser tests and a first look: builds fast.
    Quick,
    /// For development: `Quick` with the names of functions, and the page reloads when the site changes.
    Reloading,
    /// For production: small and compressed.
    Release,
}

impl Build {
    pub fn is_release(self) -> bool {
        self == Build::Release
    }

    /// The stage folder of this build. Separate folders make switching between kinds free.
    fn stage(self) -> PathBuf {
        let name = match self {
            Build::Quick => "quick",
            Build::Reloading => "reloading",
            Build::Release => "release",
        };
        workspace::target().join("site-stage").join(name)
    }
}

/// Builds what changed and updates `target/site`.
pub fn build(build: Build) -> Result<()> {
    let toolchain = prepare::wasm::ready()?;
    prepare::npm::ready()?;
    fs::create_dir_all(build.stage())?;
    // Beside the compiler, which rarely keeps all cores busy to its end.
    let (wasm, others) = thread::scope(|scope| {
        let others = scope.spawn(|| styles::build(build).and_then(|()| charts::build(build)));
        let wasm = frontend::compile(&toolchain, build).and_then(|wasm| frontend::bind(&wasm, build));
        (wasm, others.join())
    });
    wasm?;
    others.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    assemble::assemble(build)
}
