//! Files that say how things are, so that a change of them is seen and meant.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the workspace's fixtures.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

/// Whether what is there now shall be taken as right.
pub(crate) fn accepts() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares with the file, line by line; `UPDATE_GOLDEN=1` writes it anew.
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
