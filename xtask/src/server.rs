//! Builds the server's binary.

use anyhow::Result;

use crate::command::{CommandExt, cargo};
use crate::say;

pub fn build(release: bool) -> Result<()> {
    say::step("server", || {
        let mut command = cargo(&["build", "--package", "server", "--bin", "dabiao"]);
        if release {
            command.arg("--release");
        }
        command.run()
    })
}
