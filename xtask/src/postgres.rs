//! Provides PostgreSQL for tests: the server named in the environment, or a throw-away cluster. The cluster lives as long as the [`Postgres`]
//! value and stops even if xtask is killed.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command::CommandExt;
use crate::prepare::debian;
use crate::say;

/// Names a server to use; also tells the tests the server's address.
pub const VARIABLE: &str = "DABIAO_TEST_POSTGRES";

const USER: &str = "postgres";
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits until its standard input closes, which happens however xtask ends. Then stops the server and deletes its files. Ignores Ctrl-C of the
/// terminal, so that it survives xtask and can clean up.
const KEEPER: &str = r#"
trap '' INT TERM HUP
folder=$1; bin=$2; port=$3; durable=$4
"$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 -c max_connections=300 \
  -c "fsync=$durable" -c "synchronous_commit=$durable" -c "full_page_writes=$durable" -c jit=off >"$folder/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
"#;

/// Whether commits survive a power cut: tests do not need it, measurements do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durable {
    Yes,
    No,
}

/// A PostgreSQL server for tests.
pub enum Postgres {
    /// An existing server; left running.
    Named(String),
    /// Started here; stopped and deleted when dropped.
    ThrowAway { url: String, keeper: Child },
}

impl Postgres {
    pub fn start(durable: Durable) -> Result<Postgres> {
        if let Ok(url) = env::var(VARIABLE) {
            say::note(&format!("PostgreSQL: the server that {VARIABLE} names"));
            return Ok(Postgres::Named(url));
        }
        let bin = match binaries() {
            Some(bin) => bin,
            None => {
                debian::install("PostgreSQL", &["postgresql"])?;
                binaries().context("PostgreSQL is installed, but its `initdb` is nowhere to be found")?
            }
        };
        say::step("throw-away PostgreSQL", || throw_away(&bin, durable))
    }

    /// Starts a server if the arguments for another program contain `--postgres`.
    pub fn if_asked(args: &[String], durable: Durable) -> Result<Option<Postgres>> {
        args.iter().any(|arg| arg == "--postgres").then(|| Postgres::start(durable)).transpose()
    }

    pub fn url(&self) -> &str {
        match self {
            Postgres::Named(url) | Postgres::ThrowAway { url, .. } => url,
        }
    }

    /// Creates an empty database on this server and returns its address. Drops an existing one with this name.
    pub fn fresh_database(&self, name: &str) -> Result<String> {
        let bin = binaries().context("PostgreSQL's `psql` is nowhere to be found")?;
        for statement in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
            Command::new(bin.join("psql")).args([self.url(), "-qc", &statement]).run_quietly()?;
        }
        let (server, _) = self.url().rsplit_once('/').context("the address of PostgreSQL names no database")?;
        Ok(format!("{server}/{name}"))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Postgres::ThrowAway { keeper, .. } = self {
            drop(keeper.stdin.take());
            // Nothing can be done if waiting fails.
            let _ended = keeper.wait();
        }
    }
}

fn throw_away(bin: &Path, durable: Durable) -> Result<Postgres> {
    let folder = own_folder()?;
    as_owner(&[&bin.join("initdb").to_string_lossy()])
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        .run_quietly()?;

    let port = free_port()?;
    let mut keeper = as_owner(&["sh", "-c", KEEPER, "keeper"])
        .args([&folder, bin])
        .arg(port.to_string())
        .arg(if durable == Durable::Yes { "on" } else { "off" })
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start the process that watches the cluster")?;

    let started = Instant::now();
    while !is_up(bin, port) {
        if PATIENCE < started.elapsed() {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            drop(keeper.stdin.take());
            keeper.wait()?;
            bail!("PostgreSQL did not start: {}", log.lines().last().unwrap_or("it wrote no log"));
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(Postgres::ThrowAway { url: format!("postgres://{USER}@127.0.0.1:{port}/postgres"), keeper })
}

/// PostgreSQL refuses to run as root; root runs it as the user that the package created.
fn as_owner(words: &[&str]) -> Command {
    let (program, args) = words.split_first().expect("a command has a name");
    let mut command = if debian::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", USER, "--", program]);
        command
    } else {
        Command::new(program)
    };
    // That user may not be able to enter the current folder.
    command.args(args).current_dir(env::temp_dir());
    command
}

fn own_folder() -> Result<PathBuf> {
    let folder = env::temp_dir().join(format!("dabiao-postgres-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    if debian::is_root() {
        Command::new("chown").arg(USER).arg(&folder).run_quietly()?;
    }
    Ok(folder)
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn is_up(bin: &Path, port: u16) -> bool {
    Command::new(bin.join("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]).succeeds()
}

/// The folder with the newest `initdb` and its companions: Debian's, or one on the path.
fn binaries() -> Option<PathBuf> {
    let mut debian: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
    debian.sort_by_key(|folder| version(folder));
    let on_path = env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    debian
        .into_iter()
        .rev()
        .chain(on_path)
        .find(|folder| ["initdb", "postgres", "pg_isready"].iter().all(|program| folder.join(program).is_file()))
}

fn version(folder: &Path) -> u32 {
    let name = folder.parent().and_then(Path::file_name).unwrap_or_default();
    name.to_string_lossy().parse().unwrap_or(0)
}
