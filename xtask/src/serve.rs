//! `cargo xtask serve`: prepares, builds and starts Dabiao with the sample company.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::site::{self, Build};
use crate::{command, server, workspace};

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub how: How,
    /// Build everything as for production: smaller, faster, slower to build.
    #[arg(long)]
    pub release: bool,
}

/// Options passed to the server.
#[derive(Args)]
pub struct How {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:3000")]
    pub addr: String,
    /// Folder of the embedded database and the files; kept between starts. `DATABASE_URL` chooses another database.
    #[arg(long, default_value = "dabiao-data")]
    pub data_dir: PathBuf,
}

impl How {
    pub fn server(&self, release: bool) -> Command {
        let mut command = command::at_root(workspace::server_binary(release));
        command
            .arg("serve")
            .args(["--addr", &self.addr])
            .arg("--data-dir")
            .arg(&self.data_dir)
            .arg("--site")
            .arg(workspace::site())
            .arg("--sample");
        command
    }
}

impl Serve {
    pub fn run(self) -> Result<()> {
        site::build(if self.release { Build::Release } else { Build::Quick })?;
        server::build(self.release)?;
        become_server(&mut self.how.server(self.release))
    }
}

/// Replaces this process with the server, so that signals, output and exit code are the server's.
#[cfg(unix)]
fn become_server(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(anyhow::Error::new(error).context(format!("cannot start {}", command::words(command))))
}

#[cfg(not(unix))]
fn become_server(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    std::process::exit(status.code().unwrap_or(1));
}
