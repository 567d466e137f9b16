//! Runs other programs: with visible output, quietly, or to capture the output. Errors name the command.

use std::ffi::OsStr;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace;

pub trait CommandExt {
    /// Runs with inherited output; a failing exit status is an error.
    fn run(&mut self) -> Result<()>;
    /// Captures the output and prints it only on failure.
    fn run_quietly(&mut self) -> Result<()>;
    /// Returns the trimmed standard output.
    fn answer(&mut self) -> Result<String>;
    /// Whether the program starts and exits with success.
    fn succeeds(&mut self) -> bool;
}

impl CommandExt for Command {
    fn run(&mut self) -> Result<()> {
        let status = self.status().with_context(|| format!("cannot start {}", words(self)))?;
        if !status.success() {
            bail!("{} failed ({status})", words(self));
        }
        Ok(())
    }

    fn run_quietly(&mut self) -> Result<()> {
        let output = finished(self)?;
        if !output.status.success() {
            eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            bail!("{} failed ({})", words(self), output.status);
        }
        Ok(())
    }

    fn answer(&mut self) -> Result<String> {
        let output = finished(self)?;
        if !output.status.success() {
            bail!("{} failed: {}", words(self), String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn succeeds(&mut self) -> bool {
        finished(self).is_ok_and(|output| output.status.success())
    }
}

fn finished(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", words(command)))
}

/// The command as a person would type it.
pub fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

/// A program that runs at the root of the workspace.
pub fn at_root(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}

pub fn cargo(args: &[&str]) -> Command {
    let mut command = at_root("cargo");
    command.args(args);
    command
}

/// A tool installed by `npm ci`.
pub fn node_tool(name: &str) -> Command {
    let suffix = if cfg!(windows) { ".cmd" } else { "" };
    at_root(workspace::root().join("node_modules/.bin").join(format!("{name}{suffix}")))
}
