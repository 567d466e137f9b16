//! Access to the repository's source files for the checks.

use std::path::{Path, PathBuf};

/// One source file.
pub struct SourceFile {
    /// Path from the repository root, with `/`.
    pub path: String,
    /// Its lines without comments.
    pub code: String,
}

impl SourceFile {
    /// The code before its unit tests.
    pub fn without_tests(&self) -> &str {
        self.code.split("#[cfg(test)]").next().unwrap_or_default()
    }
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file below a folder.
pub fn rust_files(folder: &str) -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&root().join(folder), folder, &mut files);
    assert!(!files.is_empty(), "{folder} holds no Rust: was it moved?");
    files
}

fn collect(folder: &Path, name: &str, files: &mut Vec<SourceFile>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).expect("a folder of the checkout").flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &path, files);
        } else if path.ends_with(".rs") {
            let text = std::fs::read_to_string(entry.path()).expect("a source file is text");
            let code: Vec<&str> = text.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
            files.push(SourceFile { path, code: code.join("\n") });
        }
    }
}

/// Fails and lists every place where one of the words occurs.
#[track_caller]
pub fn never(files: &[SourceFile], words: &[&str], except: &[&str], why: &str) {
    let mut places = Vec::new();
    for file in files.iter().filter(|it| !except.iter().any(|except| it.path.contains(except))) {
        for word in words.iter().filter(|it| file.code.contains(**it)) {
            places.push(format!("{}: {word}", file.path));
        }
    }
    assert!(places.is_empty(), "{why}\n  {}", places.join("\n  "));
}
