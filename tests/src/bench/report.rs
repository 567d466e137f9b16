//! The results as one table: our time, the floor and the ratio.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

/// The table; each line is printed at once.
pub struct Report;

impl Report {
    /// Prints the machine's cores and load.
    pub fn begin() -> Report {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        println!("{cores} cores, load average {}", load.split_whitespace().take(3).collect::<Vec<_>>().join(" "));
        println!("{:<58} {:>12} {:>21} {:>12} {:>7}", "work", "median", "range", "floor", "ratio");
        Report
    }

    /// Prints a measured line.
    pub fn row(&self, what: &str, ours: &[Duration], floor: Option<&[Duration]>) {
        let (ours, floor) = (sorted(ours), floor.map(sorted));
        let median = |it: &[Duration]| it.get(it.len() / 2).copied().unwrap_or_default();
        let range = format!("{}–{}", shown(ours.first()), shown(ours.last()));
        let (floor_text, ratio) = floor.map_or((String::new(), String::new()), |floor| {
            let ratio = median(&ours).as_secs_f64() / median(&floor).as_secs_f64().max(f64::MIN_POSITIVE);
            (shown(Some(&median(&floor))), format!("{ratio:.1}×"))
        });
        println!("{what:<58} {:>12} {range:>21} {floor_text:>12} {ratio:>7}", shown(Some(&median(&ours))));
    }

    /// Prints a value that is not a duration.
    pub fn line(&self, what: &str, value: &str) {
        println!("{what:<58} {value:>12}");
    }

    /// Prints a remark.
    pub fn note(&self, what: &str) {
        println!("{what}");
    }

    /// Prints what a first visit transfers with brotli, without the charts.
    pub fn first_load(&self) -> Result<()> {
        let Ok(site) = std::env::var("DABIAO_SITE").map(PathBuf::from) else {
            self.note("first load: DABIAO_SITE names no built site");
            return Ok(());
        };
        let manifest: std::collections::BTreeMap<String, String> =
            serde_json::from_slice(&std::fs::read(site.join("manifest.json")).context("the site has no manifest")?)?;
        let size = |name: &str| -> Result<u64> {
            let path = manifest.get(name).with_context(|| format!("no {name} in the site"))?;
            Ok(std::fs::metadata(site.join(format!("{path}.br"))).with_context(|| format!("{name} is not compressed"))?.len())
        };
        let (wasm, js, css) = (size("app_bg.wasm")?, size("app.js")?, size("main.css")?);
        let mut inside = 0;
        for name in manifest.keys().filter(|it| it.starts_with("inside/")) {
            inside += size(name)?;
        }
        self.line("first load, brotli: wasm + js + css", &format!("{} kB", (wasm + js + css) / 1_000));
        self.line("  of which wasm / js / css", &format!("{} / {} / {} kB", wasm / 1_000, js / 1_000, css / 1_000));
        self.line("  from sign-in to Today", &format!("{} kB", inside / 1_000));
        self.line("  charts, only when one shows", &format!("{} kB", size("charts.js")? / 1_000));
        self.line("  characters, after signing in", &format!("{} kB", size("han.txt")? / 1_000));
        Ok(())
    }
}

fn sorted(of: &[Duration]) -> Vec<Duration> {
    let mut sorted = of.to_vec();
    sorted.sort();
    sorted
}

fn shown(of: Option<&Duration>) -> String {
    let micros = of.map_or(0, Duration::as_micros);
    match micros {
        0..10_000 => format!("{:.2} ms", micros as f64 / 1_000.0),
        10_000..1_000_000 => format!("{} ms", micros / 1_000),
        _ => format!("{:.2} s", micros as f64 / 1_000_000.0),
    }
}
