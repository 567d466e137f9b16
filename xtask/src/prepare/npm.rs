//! Installs the front-end tools of the lock file.

use std::fs;

use anyhow::{Result, bail};

use crate::command::{CommandExt, at_root};
use crate::fingerprint::Inputs;
use crate::workspace;

const OLDEST_NODE: u32 = 20;

pub fn ready() -> Result<()> {
    check_node()?;
    let root = workspace::root();
    let marker = root.join("node_modules/.ready");
    Inputs::default().path(&root.join("package-lock.json"))?.once("npm packages", &marker, || {
        // No install scripts: none of our tools needs one.
        at_root("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).run_quietly()?;
        Ok(fs::write(&marker, "")?)
    })
}

fn check_node() -> Result<()> {
    let version = at_root("node").arg("--version").answer().unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if OLDEST_NODE <= major => Ok(()),
        Some(_) => bail!("Node {version} is too old: install Node {OLDEST_NODE} or newer (https://nodejs.org)"),
        None => bail!("Node is missing: install Node {OLDEST_NODE} or newer (https://nodejs.org)"),
    }
}
