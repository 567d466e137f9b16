//! Measurements in a real Chromium, against the release server on the loaded database.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Report, load};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Ignores errors: the process may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A release server on a loaded database, and where it answers. `None` if there is no binary to measure.
fn serve(data: &Path, report: &Report) -> Result<Option<(Running, String)>> {
    let Ok(binary) = std::env::var("DABIAO_BINARY") else {
        report.note("browser: DABIAO_BINARY names nothing to measure");
        return Ok(None);
    };
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let addr = format!("127.0.0.1:{port}");
    let mut command = Command::new(binary);
    command.arg("serve").arg("--keep-sample-accounts").args(["--addr", &addr]).arg("--data-dir").arg(data);
    let server = Running(command.env_remove("DATABASE_URL").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    for attempt in 0.. {
        if std::net::TcpStream::connect(&addr).is_ok() {
            break;
        }
        if 1_200 < attempt {
            bail!("the server does not answer on {addr}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(Some((server, format!("http://{addr}"))))
}

/// Measures a first visit, the first pull, a warm offline start, and the server's memory.
pub fn measure(data: &Path, n_records: usize, report: &Report) -> Result<()> {
    let Some((server, url)) = serve(data, report)? else { return Ok(()) };
    run("door.mjs", &[&url, load::ACCOUNT, load::PASSWORD], report)?;
    run("offline-start.mjs", &[&url, load::ACCOUNT, load::PASSWORD, &n_records.to_string()], report)?;
    report.line("server memory after serving it (resident)", &resident(server.0.id()));
    Ok(())
}

/// Measures the page of all KPIs offline, for somebody who sees the whole company.
pub fn measure_kpis(data: &Path, account: &str, password: &str, report: &Report) -> Result<()> {
    let Some((_server, url)) = serve(data, report)? else { return Ok(()) };
    run("kpis.mjs", &[&url, account, password], report)
}

/// Runs a script of `tests/e2e/bench` and reports its lines `what <tab> milliseconds`.
fn run(script: &str, args: &[&str], report: &Report) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut node = Command::new("node");
    node.arg(root.join("tests/e2e/bench").join(script)).args(args);
    let mut node = node.current_dir(&root).stdout(Stdio::piped()).spawn().context("node is needed")?;
    let output = node.stdout.take().context("the output was asked for")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        match line
            .split_once('\t')
            .and_then(|(what, ms)| ms.parse::<f64>().ok().filter(|it| it.is_finite()).map(|ms| (what.to_owned(), ms)))
        {
            Some((what, ms)) => report.row(&what, &[Duration::from_secs_f64(ms / 1_000.0)], None),
            None => report.note(&line),
        }
    }
    if !node.wait()?.success() {
        bail!("the browser's measurements failed");
    }
    Ok(())
}

fn resident(process: u32) -> String {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kilobytes = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).and_then(|it| it.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.map_or("unknown".to_owned(), |it: u64| format!("{} MB", it / 1_000))
}
