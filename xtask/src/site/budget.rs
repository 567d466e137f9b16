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
/// its budget: 1,206,000 when the release was at 166,000.
const FIRST_FILE_OF_QUICK_BUILD: u64 = 1_350_000;

pub fn check(build: Build, site: &Path, manifest: &Manifest) -> Result<()> {
    let size = |name: &str, suffix: &str| -> Result<u64> {
        let path = manifest.path(name).with_context(|| format!("no {name} in the site"))?;
        Ok(site.join(format!("{path}{suffix}")).metadata().with_context(|| format!("cannot read {path}{suffix}"))?.len())
    };
    let (what, bytes, most) = match build {
        Build::Release => {
            let bytes = size(frontend::WASM, ".br")? + size("app.js", ".br")? + size("main.css", ".br")?;
            ("first load, brotli", bytes, FIRST_LOAD)
        }
        Build::Quick => ("first wasm file", size(frontend::WASM, "")?, FIRST_FILE_OF_QUICK_BUILD),
        // Its files contain the names of functions, so their size says little.
        Build::Reloading => return Ok(()),
    };
    say::note(&format!("{what}: {bytes} bytes of at most {most}"));
    ensure!(bytes <= most, "the sign-in page waits for {bytes} bytes, more than {most}: something pulls the app into the first file");
    Ok(())
}
