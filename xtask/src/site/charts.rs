//! Bundles ECharts as one module with only the charts that we draw. It is loaded with the first chart.

use anyhow::Result;

use super::Build;
use crate::command::{CommandExt, node_tool};
use crate::fingerprint::Inputs;
use crate::workspace;

const ENTRY: &str = "frontend/charts.js";

pub fn build(build: Build) -> Result<()> {
    let root = workspace::root();
    let output = build.stage().join("charts.js");
    Inputs::default().path(&root.join("package-lock.json"))?.path(&root.join(ENTRY))?.once("charts", &output, || {
        node_tool("esbuild")
            .arg(ENTRY)
            .args(["--bundle", "--format=esm", "--target=es2022", "--minify", "--log-level=warning"])
            .args(["--define:process.env.NODE_ENV=\"production\"", "--legal-comments=eof"])
            .arg(format!("--outfile={}", output.display()))
            .run()
    })
}
