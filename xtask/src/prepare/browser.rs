//! Finds or installs Chromium for the browser tests, and a Chinese font.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::debian;
use crate::command::CommandExt;
use crate::say;

/// Names a browser to use instead of the detected one.
pub const CHROMIUM: &str = "DABIAO_CHROMIUM";

/// The first is Chromium without windows and tabs of its own: the journeys run a sixth faster in it.
const NAMES: [&str; 5] = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

pub fn ready() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os(CHROMIUM) {
        return Ok(PathBuf::from(chosen));
    }
    if found().is_none() {
        let package = ["chromium-headless-shell", "chromium"].into_iter().find(|it| debian::offers(it)).unwrap_or("chromium");
        debian::install("Chromium", &[package, "fonts-noto-cjk"])?;
    } else if !can_show_chinese() {
        // A missing font only affects appearance, so it never stops a test run.
        if debian::install("a Chinese font", &["fonts-noto-cjk"]).is_err() {
            say::note("no Chinese font found: the browser tests run, their pictures show empty boxes");
        }
    }
    found().with_context(|| format!("no Chromium found; install one or name it in {CHROMIUM}"))
}

fn found() -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .chain([PathBuf::from(MAC)])
        .find(|candidate| candidate.is_file())
}

fn can_show_chinese() -> bool {
    if !Path::new("/usr/bin/fc-list").exists() {
        return true;
    }
    Command::new("fc-list").arg(":lang=zh").answer().is_ok_and(|fonts| !fonts.is_empty())
}
