//! `cargo xtask dev`: watches the sources, rebuilds what depends on a change and restarts the server. The page then reloads itself.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::command::{CommandExt, words};
use crate::serve::{How, build_both};
use crate::site::Build;
use crate::{say, workspace};

#[derive(Args)]
pub struct Dev {
    #[command(flatten)]
    how: How,
}

const WATCHED: [&str; 7] = ["app", "frontend", "migrations", "server", "style", "Cargo.toml", "package-lock.json"];
/// An editor writes a file in several steps, and saves several files at once.
const QUIET: Duration = Duration::from_millis(50);
/// How long a stopping server may take to finish its work.
const GRACE: Duration = Duration::from_secs(3);

impl Dev {
    pub fn run(self) -> Result<()> {
        let (changed, changes) = mpsc::channel();
        let _watcher = watch(changed)?;
        let mut running: Option<Child> = None;
        loop {
            match build_both(Build::Reloading) {
                Ok(()) => running = Some(self.start_again(running.take())?),
                // The compiler has printed the errors; the last good build keeps running.
                Err(error) => say::note(&format!("{error:#}; waiting for the next change")),
            }
            changes.recv().context("the sources are no longer watched")?;
            while changes.recv_timeout(QUIET).is_ok() {}
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

/// Reports each change of a watched file until the watcher is dropped.
fn watch(changed: Sender<()>) -> Result<RecommendedWatcher> {
    let root = workspace::root();
    let is_watched = move |path: &PathBuf| {
        let first = path.strip_prefix(root).ok().and_then(|path| path.components().next());
        first.is_some_and(|first| WATCHED.iter().any(|name| first.as_os_str() == *name))
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // The build reads the sources, which is an event too.
        if event.is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(is_watched)) {
            // Fails only while xtask ends.
            let _ended = changed.send(());
        }
    })?;
    // The root for its files: an editor that replaces a file ends the watching of the file itself.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for name in WATCHED {
        let path = root.join(name);
        if path.is_dir() {
            watcher.watch(&path, RecursiveMode::Recursive).with_context(|| format!("cannot watch {}", path.display()))?;
        }
    }
    Ok(watcher)
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
