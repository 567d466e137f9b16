//! How does a change reach the page while working? Sources are looked at twice a second; what depends on a changed one is built
//! again, the server is started anew, and the page notices and reloads.

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
/// What a server gets to finish what it is doing.
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
                    // The compiler has said what is wrong; the last good build keeps running.
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

/// Every watched file with its time: a list that differs as soon as one is written, added or removed.
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
    // It may have ended between the last look and now, which is as good.
    let _gone = child.kill();
    child.wait()?;
    Ok(())
}
