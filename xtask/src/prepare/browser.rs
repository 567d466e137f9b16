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
/// Names the browser for journeys that need no more than pages.
pub const LIGHT: &str = "DABIAO_CHROMIUM_LIGHT";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/// Chromium without windows and tabs of its own, the name of its program and of its package.
const SHELL: &str = "chromium-headless-shell";
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

pub fn ready() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os(CHROMIUM) {
        return Ok(PathBuf::from(chosen));
    }
    if found().is_none() {
        debian::install("Chromium", &["chromium", "fonts-noto-cjk"])?;
    } else if !can_show_chinese() {
        // A missing font only affects appearance, so it never stops a test run.
        if debian::install("a Chinese font", &["fonts-noto-cjk"]).is_err() {
            say::note("no Chinese font found: the browser tests run, their pictures show empty boxes");
        }
    }
    found().with_context(|| format!("no Chromium found; install one or name it in {CHROMIUM}"))
}

/// The browser for journeys that need no more than pages: the headless shell, in which they take a fifth less time, or else `chromium`.
pub fn light(chromium: &Path) -> PathBuf {
    if env::var_os(CHROMIUM).is_some() {
        return chromium.to_owned();
    }
    if in_path(&[SHELL]).is_none() && debian::is_debian() && debian::is_root() && debian::offers(SHELL) {
        // Only saves time, so a failure does not matter.
        let _ = debian::install("Chromium's headless shell", &[SHELL]);
    }
    in_path(&[SHELL]).unwrap_or_else(|| chromium.to_owned())
}

fn found() -> Option<PathBuf> {
    in_path(&NAMES).or_else(|| Some(PathBuf::from(MAC)).filter(|it| it.is_file()))
}

fn in_path(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).flat_map(|folder| names.iter().map(move |it| folder.join(it))).find(|it| it.is_file())
}

fn can_show_chinese() -> bool {
    if !Path::new("/usr/bin/fc-list").exists() {
        return true;
    }
    Command::new("fc-list").arg(":lang=zh").answer().is_ok_and(|fonts| !fonts.is_empty())
}
