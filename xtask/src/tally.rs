//! Counts passed and failed tests by reading the runners' summary lines while they print.

use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::command::words;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub n_passed: u32,
    pub n_failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.n_passed += other.n_passed;
        self.n_failed += other.n_failed;
    }
}

/// Runs a test runner with visible output. An unsuccessful run without a counted failure (a compile error) counts as one failure.
pub fn count(command: &mut Command) -> Result<Tally> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", words(command)))?;
    let output = child.stdout.take().context("the output was asked for")?;
    let mut tally = Tally::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        tally += read(&line);
    }
    if !child.wait()?.success() && tally.n_failed == 0 {
        tally.n_failed = 1;
    }
    Ok(tally)
}

/// Parses `test result: ok. 12 passed; 1 failed; 0 ignored; …` from cargo, and `  12 passed (3.4s)` and `  1 failed` from Playwright.
fn read(line: &str) -> Tally {
    let text = match line.strip_prefix("test result:") {
        Some(rest) => rest.split_once(". ").map_or(rest, |(_, counts)| counts),
        None => line.strip_prefix("  ").unwrap_or_default(),
    };
    let words: Vec<&str> = text.split([' ', ';', '(']).filter(|word| !word.is_empty()).collect();
    let of = |what: &str| match words.iter().position(|word| *word == what) {
        Some(at) if (1..=3).contains(&at) => words[at - 1].parse().unwrap_or(0),
        _ => 0,
    };
    Tally { n_passed: of("passed"), n_failed: of("failed") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_both_runners_are_understood() {
        let cases = [
            ("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s", 12, 0),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s", 3, 2),
            ("  7 passed (5.2s)", 7, 0),
            ("  1 failed", 0, 1),
            ("    [phone] › visits.spec.ts:3:1 › a visit that failed", 0, 0),
            ("a line that says 4 passed", 0, 0),
        ];
        for (line, n_passed, n_failed) in cases {
            assert_eq!(read(line), Tally { n_passed, n_failed }, "{line}");
        }
    }
}
