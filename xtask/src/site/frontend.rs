//! Builds a script and wasm files from the `frontend` crate: cargo, the splitter, wasm-bindgen as a library (so that its version always matches
//! the crate's), wasm-opt for release builds, and esbuild, which bundles the script and its snippets into one module.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Build, names, split};
use crate::command::{CommandExt, node_tool};
use crate::fingerprint::Inputs;
use crate::prepare::wasm::{TARGET, Toolchain};
use crate::{say, workspace};

/// The name by which wasm-bindgen's script loads the first wasm file.
pub const WASM: &str = "app_bg.wasm";

/// The stage folder of all wasm files. Those of the app behind the sign-in page have a folder of their own in it.
pub const WASM_FOLDER: &str = "wasm";

/// The folder of the app behind the sign-in page, and the beginning of the names of its files in the manifest.
pub const INSIDE: &str = "inside";

/// Features that all current browsers support and the Rust target enables by default.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Optimizes the transferred size. Without this limit, wasm-opt inlines large functions that have one caller, which makes the
/// file smaller but destroys the repetition that brotli compresses.
const OPTIMIZE: [&str; 2] = ["-Oz", "-ocimfs=20"];

const START: &str = include_str!("start.js");
const RELOAD: &str = include_str!("reload.js");

pub fn compile(toolchain: &Toolchain, build: Build) -> Result<PathBuf> {
    let profile = if build.is_release() { "wasm-release" } else { "wasm-dev" };
    let folder = workspace::target_wasm();
    say::step(&format!("frontend for wasm32, profile {profile}"), || {
        let mut cargo = toolchain.cargo(&["rustc", "--package", "frontend", "--lib", "--target", TARGET, "--profile", profile]);
        // The splitter reads the relocations that the linker otherwise resolves and drops.
        cargo.arg("--target-dir").arg(&folder).args(["--", "-Clink-arg=--emit-relocs"]).run()
    })?;
    Ok(folder.join(TARGET).join(profile).join("frontend.wasm"))
}

pub fn bind(wasm: &Path, build: Build) -> Result<()> {
    let bound = build.stage().join("bound");
    let script = build.stage().join("app.js");
    let start = if build == Build::Reloading { format!("{START}\n{RELOAD}") } else { START.to_owned() };
    let settings = format!("{WASM_FEATURES:?} {OPTIMIZE:?} {} {}", split::VERSION, names::VERSION);
    Inputs::default().path(wasm)?.text(&start).text(&settings).once("wasm-bindgen", &script, || {
        let finished = build.stage().join(WASM_FOLDER);
        for folder in [&bound, &finished] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(folder)?;
        }
        fs::create_dir_all(finished.join(INSIDE))?;
        let split = split::split(wasm, &bound)?;
        Bindgen::new()
            .input_path(&split.main)
            .out_name("app")
            .web(true)?
            .typescript(false)
            .omit_default_module_path(false)
            // The other files import by the names that the linker gave.
            .keep_lld_exports(true)
            .demangle(false)
            .remove_name_section(build.is_release())
            .remove_producers_section(build.is_release())
            .generate(&bound)
            .context("wasm-bindgen could not read the frontend")?;
        bundle(&bound, &script, &start)?;
        for file in split.others.iter().chain([&bound.join(WASM)]) {
            let name = file.file_name().and_then(|it| it.to_str()).context("a wasm file has a plain name")?;
            let folder = if split.inside.contains(name) { finished.join(INSIDE) } else { finished.clone() };
            let finished = folder.join(name);
            match build {
                Build::Release => optimise(file, &finished)?,
                Build::Quick => names::strip(file, &finished)?,
                // A crash in development names the functions it went through.
                Build::Reloading => copy(file, &finished)?,
            }
        }
        Ok(())
    })
}

fn bundle(bound: &Path, script: &Path, start: &str) -> Result<()> {
    let entry = bound.join("start.js");
    fs::write(&entry, start)?;
    node_tool("esbuild")
        .arg(&entry)
        .args(["--bundle", "--format=esm", "--target=es2022", "--minify", "--log-level=warning"])
        // Each split file imports this module, and wasm-bindgen lists it once for each.
        .arg("--log-override:duplicate-object-key=silent")
        .arg(format!("--outfile={}", script.display()))
        .run()
}

fn optimise(from: &Path, to: &Path) -> Result<()> {
    say::step(&format!("wasm-opt {}", to.file_name().unwrap_or_default().display()), || {
        node_tool("wasm-opt").args(OPTIMIZE).args(WASM_FEATURES).arg("-o").arg(to).arg(from).run()
    })
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
