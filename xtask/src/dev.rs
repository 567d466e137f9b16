//! `cargo xtask dev`: polls the sources twice a second, rebuilds what depends on a change and restarts the server. The page then reloads itself.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result};
use clap::Args;

use crate::command::{CommandExt, words};
use crate::fingerprint::files_below;
use crate::serve::How;
use crate::site::{self, Build};
use crate::{say, server, workspace};

#[derive(Args)]
pub struct Dev {
    #[command(flatten)]
    how: How,
}

const WATCHED: [&str; 7] = ["app", "frontend", "migrations", "server", "style", "Cargo.toml", "package-lock.json"];
const GLANCE: Duration = Duration::from_millis(500);
/// How long a stopping server may take to finish its work.
const GRACE: Duration = Duration::from_secs(3);

impl Dev {
    pub fn run(self) -> Result<()> {
        let mut seen = Vec::new();
        let mut running: Option<Child> = None;
        loop {
            let now = sources()?;
            if now != seen {
                seen = now;
                match build() {
                    Ok(()) => running = Some(self.start_again(running.take())?),
                    // The compiler has printed the errors; the last good build keeps running.
                    Err(error) => say::note(&format!("{error:#}; waiting for the next change")),
                }
            }
            thread::sleep(GLANCE);
        }
    }

    fn start_again(&self, before: Option<Child>) -> Result<Child> {
        if let Some(mut before) = before {
            stop(&mut before)?;
        }
        let mut command = self.how.server(false);
        command.spawn().with_context(|| format!("cannot start {}", words(&command)))
    }
}

fn build() -> Result<()> {
    site::build(Build::Reloading)?;
    server::build(false)
}

/// Every watched file with its modification time: the list changes when a file is written, added or removed.
fn sources() -> Result<Vec<(PathBuf, Option<SystemTime>)>> {
    let mut sources = Vec::new();
    for name in WATCHED {
        for file in files_below(&workspace::root().join(name))? {
            let time = fs::metadata(&file).and_then(|it| it.modified()).ok();
            sources.push((file, time));
        }
    }
    Ok(sources)
}

fn stop(child: &mut Child) -> Result<()> {
    if cfg!(unix) {
        Command::new("kill").args(["-TERM", &child.id().to_string()]).succeeds();
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
    // Ignores a failure: the process may have ended just now.
    let _gone = child.kill();
    child.wait()?;
    Ok(())
}
