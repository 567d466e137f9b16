//! What is happening, and how long did it take? Every step says both, on standard error, so that output stays clean.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Runs one named step and prints how long it took, also when it fails.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let started = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name} · {}", seconds(started.elapsed()));
    outcome
}

/// A step that had nothing to do.
pub fn unchanged(name: &str) {
    eprintln!("✓ {name} · unchanged");
}

/// One remark.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

pub fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}
