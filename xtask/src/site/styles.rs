//! Builds the page's styles from `style/main.css`. The Tailwind command line scans the sources for the classes they use.

use anyhow::Result;

use super::Build;
use crate::command::{CommandExt, node_tool};
use crate::fingerprint::Inputs;
use crate::workspace;

pub fn build(build: Build) -> Result<()> {
    let root = workspace::root();
    let output = build.stage().join("main.css");
    let mut inputs = Inputs::default().path(&root.join("package-lock.json"))?;
    for folder in ["style", "app/src", "frontend/src", "server/src"] {
        inputs = inputs.path(&root.join(folder))?;
    }
    inputs.once("styles", &output, || {
        let mut tailwind = node_tool("tailwindcss");
        tailwind.args(["--input", "style/main.css", "--output"]).arg(&output);
        if build.is_release() {
            tailwind.arg("--minify");
        }
        tailwind.run_quietly()
    })
}
