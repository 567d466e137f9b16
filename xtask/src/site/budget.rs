//! What a phone downloads before the sign-in form. The build fails when it grows beyond this: one careless call can drag the whole app into the
//! first file.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::manifest::Manifest;
use super::{Build, frontend};
use crate::say;

/// The files that the sign-in form waits for, in bytes with brotli.
const FIRST_LOAD: u64 = 200_000;

/// The first wasm file of a quick build, in bytes. Such a build is neither optimised nor compressed; it is this large when the release is near
/// its budget.
const FIRST_FILE_OF_QUICK_BUILD: u64 = 2_500_000;

pub fn check(build: Build, site: &Path, manifest: &Manifest) -> Result<()> {
    let size = |name: &str, suffix: &str| -> Result<u64> {
        let path = manifest.path(name).with_context(|| format!("no {name} in the site"))?;
        Ok(site.join(format!("{path}{suffix}")).metadata().with_context(|| format!("cannot read {path}{suffix}"))?.len())
    };
    let (what, bytes, most) = if build.is_release() {
        let bytes = size(frontend::WASM, ".br")? + size("app.js", ".br")? + size("main.css", ".br")?;
        ("first load, brotli", bytes, FIRST_LOAD)
    } else {
        ("first wasm file", size(frontend::WASM, "")?, FIRST_FILE_OF_QUICK_BUILD)
    };
    say::note(&format!("{what}: {bytes} bytes of at most {most}"));
    ensure!(bytes <= most, "the sign-in page waits for {bytes} bytes, more than {most}: something pulls the app into the first file");
    Ok(())
}
