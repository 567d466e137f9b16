//! `cargo xtask sim`: simulates many companies under a bad network, and proves that the simulation detects broken protocols.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use domain::values::broken::Broken;
#[cfg(feature = "broken")]
use domain::values::broken::break_protocol;
use tests::sim::{Database, live};

struct Asked {
    seeds: u64,
    from: u64,
    broken: bool,
    postgres: Option<String>,
}

fn main() -> ExitCode {
    match asked() {
        Ok(asked) if asked.broken => broken_variants(&asked),
        Ok(asked) => lives(&asked),
        Err(error) => {
            eprintln!("sim: {error}");
            eprintln!("usage: sim [--seeds N] [--from SEED] [--broken] [--postgres [URL]]");
            ExitCode::FAILURE
        }
    }
}

fn asked() -> Result<Asked, String> {
    let mut asked = Asked { seeds: 200, from: 0, broken: false, postgres: None };
    let mut words = std::env::args().skip(1).peekable();
    while let Some(word) = words.next() {
        let mut number = |what: &str| words.next().and_then(|it| it.parse().ok()).ok_or(format!("{what} needs a number"));
        match word.as_str() {
            "--seeds" => asked.seeds = number("--seeds")?,
            "--from" => asked.from = number("--from")?,
            "--broken" => asked.broken = true,
            "--postgres" => {
                let url = words.next_if(|it| it.contains("://")).or_else(|| std::env::var("DABIAO_TEST_POSTGRES").ok());
                asked.postgres = Some(url.ok_or("--postgres needs an address, or DABIAO_TEST_POSTGRES")?);
            }
            other => return Err(format!("{other}?")),
        }
    }
    Ok(asked)
}

/// Runs all seeds on all cores. Returns the failures and how much was done.
fn run(asked: &Asked, stop_at_first: bool) -> (Vec<(u64, String)>, u64, usize) {
    let next = AtomicU64::new(asked.from);
    let (n_lives, n_commands) = (AtomicU64::new(0), AtomicUsize::new(0));
    let failures = std::sync::Mutex::new(Vec::new());
    let last = asked.from + asked.seeds;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for thread in 0..cores {
            let (next, failures, n_lives, n_commands) = (&next, &failures, &n_lives, &n_commands);
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                runtime.block_on(async {
                    let database = match open(asked, thread).await {
                        Ok(database) => database,
                        Err(error) => return failures.lock().expect("no thread panicked").push((0, error)),
                    };
                    loop {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        let is_over = stop_at_first && !failures.lock().expect("no thread panicked").is_empty();
                        if last <= seed || is_over {
                            return;
                        }
                        match live(&database, seed).await {
                            Ok(n) => drop(n_commands.fetch_add(n, Ordering::Relaxed)),
                            Err(error) => failures.lock().expect("no thread panicked").push((seed, error)),
                        }
                        n_lives.fetch_add(1, Ordering::Relaxed);
                    }
                });
            });
        }
    });
    let mut failures = failures.into_inner().expect("no thread panicked");
    failures.sort();
    (failures, n_lives.into_inner(), n_commands.into_inner())
}

async fn open(asked: &Asked, thread: usize) -> Result<Database, String> {
    let url = match &asked.postgres {
        None => "sqlite::memory:".to_owned(),
        Some(server) => {
            let name = format!("sim_{}_{thread}", std::process::id());
            tests::place::fresh_postgres(server, &name).await.map_err(|it| format!("{it:#}"))?
        }
    };
    Database::open(&url).await.map_err(|it| format!("{it:#}"))
}

fn lives(asked: &Asked) -> ExitCode {
    let began = Instant::now();
    let (failures, n_lives, n_commands) = run(asked, false);
    for (seed, error) in failures.iter().take(10) {
        println!("seed {seed}: {error}");
    }
    println!("{n_lives} seeds, {n_commands} commands, {} violations ({:.1} s)", failures.len(), began.elapsed().as_secs_f64());
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(feature = "broken")]
fn broken_variants(asked: &Asked) -> ExitCode {
    let mut n_caught = 0;
    for variant in Broken::ALL {
        break_protocol(Some(variant));
        let began = Instant::now();
        let (failures, n_lives, _) = run(asked, true);
        let took = began.elapsed().as_secs_f64();
        match failures.first() {
            Some((seed, error)) => {
                n_caught += 1;
                println!("{variant:?}: caught by seed {seed}: {error} ({took:.1} s)");
            }
            None => println!("{variant:?}: SURVIVED {n_lives} seeds ({took:.1} s)"),
        }
    }
    break_protocol(None);
    println!("{n_caught} of {} broken variants caught", Broken::ALL.len());
    if n_caught == Broken::ALL.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(not(feature = "broken"))]
fn broken_variants(_: &Asked) -> ExitCode {
    eprintln!("sim: built without the feature `broken`; {} variants could not be tried", Broken::ALL.len());
    ExitCode::FAILURE
}
