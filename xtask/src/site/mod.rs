//! How does the browser half become files a server can hand out? Each part is built into a stage of its own, then everything is
//! put into `target/site` under names that carry a hash of the content, with a manifest from plain names to hashed ones.

mod assemble;
mod charts;
mod compress;
mod frontend;
mod manifest;
mod styles;

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::{prepare, workspace};

/// How much care a build takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// For working and for the browser tests: soon ready.
    Quick,
    /// `Quick`, and the page reloads when the site has changed.
    Reloading,
    /// For people: small and compressed.
    Release,
}

impl Build {
    pub fn is_release(self) -> bool {
        self == Build::Release
    }

    /// Where the parts of this build wait to be put together. Apart from each other, so that changing over costs nothing.
    fn stage(self) -> PathBuf {
        let name = match self {
            Build::Quick => "quick",
            Build::Reloading => "reloading",
            Build::Release => "release",
        };
        workspace::target().join("site-stage").join(name)
    }
}

/// Builds what has changed and brings `target/site` up to date.
pub fn build(build: Build) -> Result<()> {
    let toolchain = prepare::wasm::ready()?;
    prepare::npm::ready()?;
    fs::create_dir_all(build.stage())?;
    let wasm = frontend::compile(&toolchain, build)?;
    frontend::bind(&wasm, build)?;
    styles::build(build)?;
    charts::build(build)?;
    assemble::assemble(build)
}
