//! `manifest.json` tells the server where each file is: plain name → path in the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// The manifest does not list itself.
pub const FILE: &str = "manifest.json";

#[derive(Default)]
pub struct Manifest {
    path_by_name: BTreeMap<String, String>,
}

impl Manifest {
    pub fn add(&mut self, name: &str, path: &str) {
        self.path_by_name.insert(name.to_owned(), path.to_owned());
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.path_by_name.values().map(String::as_str)
    }

    pub fn path(&self, name: &str) -> Option<&str> {
        self.path_by_name.get(name).map(String::as_str)
    }

    pub fn write(&self, site: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.path_by_name)?;
        Ok(fs::write(site.join(FILE), text + "\n")?)
    }
}
