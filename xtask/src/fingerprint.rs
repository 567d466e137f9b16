//! Skips a build step whose inputs are unchanged. Inputs are hashed by content, because a fresh checkout changes every time stamp. The hash is
//! stored next to the output.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::say;

/// The inputs of a step.
#[derive(Default)]
pub struct Inputs {
    hasher: Sha256,
}

impl Inputs {
    /// Adds a file, or every file below a folder; a missing path counts as empty.
    pub fn path(mut self, path: &Path) -> Result<Self> {
        for file in files_below(path)? {
            self.hasher.update(file.as_os_str().as_encoded_bytes());
            self.hasher.update(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
        }
        Ok(self)
    }

    /// Adds a setting.
    pub fn text(mut self, text: &str) -> Self {
        self.hasher.update(text);
        self
    }

    /// Runs the step unless its inputs are unchanged and its output exists.
    pub fn once(self, name: &str, output: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let now = hex(&self.hasher.finalize());
        let record = output.with_added_extension("inputs");
        if output.exists() && fs::read_to_string(&record).is_ok_and(|before| before == now) {
            say::unchanged(name);
            return Ok(());
        }
        if let Some(folder) = output.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        say::step(name, work)?;
        fs::write(&record, now).with_context(|| format!("cannot write {}", record.display()))
    }
}

/// Ten hex digits: enough to avoid name collisions between builds, short enough to read.
pub fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))[..10].to_owned()
}

/// Every file below a folder, in a stable order. For a file, the file itself.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
        entries.push(entry?.path());
    }
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry)?);
    }
    Ok(files)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_again_only_when_an_input_changed() {
        let folder = std::env::temp_dir().join(format!("dabiao-fingerprint-{}", std::process::id()));
        let output = folder.join("output");
        let mut n_runs = 0;
        for setting in ["a", "a", "b", "b"] {
            let inputs = Inputs::default().text(setting);
            inputs
                .once("step", &output, || {
                    n_runs += 1;
                    Ok(fs::write(&output, setting)?)
                })
                .expect("the temporary folder is writable");
        }
        fs::remove_dir_all(&folder).expect("the folder was just made");
        assert_eq!(n_runs, 2);
    }
}
