//! `cargo xtask serve`: prepares, builds and starts Dabiao with the sample company.

use std::path::PathBuf;
use std::process::Command;
use std::thread;

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
        if self.release {
            // The binary holds the site.
            site::build(Build::Release)?;
            server::build(true)?;
        } else {
            build_both(Build::Quick)?;
        }
        become_server(&mut self.how.server(self.release))
    }
}

/// Builds the site and the server beside each other: each compiles its largest crates one after another, which leaves cores idle.
pub fn build_both(build: Build) -> Result<()> {
    let (site, server) = thread::scope(|scope| {
        let server = scope.spawn(|| server::build(false));
        (site::build(build), server.join())
    });
    site?;
    server.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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
