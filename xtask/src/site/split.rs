//! Splits the client into several wasm files along the functions marked `wasm_split`, so that the sign-in page does not wait for the rest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::say;

/// Part of the fingerprint of what depends on the splitter.
pub const VERSION: &str = "split 2";

/// The files of a split client.
pub struct Split {
    /// The file that starts first. wasm-bindgen still has to process it.
    pub main: PathBuf,
    /// The files that the first one loads when it needs them.
    pub others: Vec<PathBuf>,
    /// The names of those that the app behind the sign-in page consists of.
    pub inside: BTreeSet<String>,
}

/// The split group of the app behind the sign-in page.
const INSIDE: &str = "inside";

/// Splits the linked client. The script that loads the files appears beside them, where the script of wasm-bindgen imports it.
pub fn split(wasm: &Path, folder: &Path) -> Result<Split> {
    say::step("splitting the client", || {
        let linked = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
        let main = folder.join("main.wasm");
        let mut options = Options::new(&linked);
        options.output_dir = folder;
        options.main_out_path = &main;
        options.main_module = "./app.js";
        let split = transform(options).map_err(|error| anyhow!("the client cannot be split: {error:#}"))?;
        let inside = split.prefetch_map.get(INSIDE).with_context(|| format!("no function is marked wasm_split({INSIDE})"))?;
        Ok(Split { main, inside: inside.iter().map(|stem| format!("{stem}.wasm")).collect(), others: split.split_modules })
    })
}
