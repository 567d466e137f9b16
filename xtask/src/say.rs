//! Prints steps and their durations on standard error, so that standard output stays clean.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Runs a named step and prints its duration, also on failure.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let started = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name} · {}", seconds(started.elapsed()));
    outcome
}

/// Prints that a step had nothing to do.
pub fn unchanged(name: &str) {
    eprintln!("✓ {name} · unchanged");
}

/// Prints one remark.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

pub fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}
