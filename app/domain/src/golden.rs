//! Golden files: stored output that makes every change visible, to be accepted explicitly.

use std::fs;
use std::path::{Path, PathBuf};

/// The path of a file in `tests/fixtures` of the workspace.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

/// Whether to overwrite the stored files with the current output.
pub(crate) fn accepts() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares `lines` with the stored file; `UPDATE_GOLDEN=1` rewrites the file.
#[track_caller]
pub(crate) fn check(name: &str, lines: &[String]) {
    let path = fixture(name);
    if accepts() {
        fs::write(&path, lines.join("\n") + "\n").expect("a folder that can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let stored: Vec<&str> = stored.lines().collect();
    let gone: Vec<&&str> = stored.iter().filter(|it| !lines.iter().any(|line| line == **it)).collect();
    let new: Vec<&String> = lines.iter().filter(|it| !stored.contains(&it.as_str())).collect();
    assert!(
        gone.is_empty() && new.is_empty() && stored.len() == lines.len(),
        "{name} says otherwise.\nno longer so: {gone:#?}\nso now: {new:#?}\nIf this is meant: UPDATE_GOLDEN=1 cargo test -p domain"
    );
}
