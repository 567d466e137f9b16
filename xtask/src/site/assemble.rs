//! Assembles the site under hashed names and removes files of earlier builds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use super::manifest::{self, Manifest};
use super::{Build, budget, compress, frontend};
use crate::fingerprint::{files_below, short_hash};
use crate::{han, say, workspace};

/// The file that the page polls under `cargo xtask dev`. Not in the manifest: the service worker must not cache it.
const DEV: &str = "dev.json";

pub fn assemble(build: Build) -> Result<()> {
    let site = workspace::site();
    say::step(&format!("site in {}", site.strip_prefix(workspace::root()).unwrap_or(&site).display()), || {
        let mut manifest = Manifest::default();
        add_hashed(build, &site, &mut manifest)?;
        add_public(&site, &mut manifest)?;
        let mut kept: BTreeSet<String> = manifest.paths().map(str::to_owned).collect();
        if build.is_release() {
            kept.extend(compress::all(&site, manifest.paths())?);
        }
        budget::check(build, &site, &manifest)?;
        if build == Build::Reloading {
            fs::write(site.join(DEV), format!("{{ \"built\": {} }}\n", SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis()))?;
            kept.insert(DEV.to_owned());
        }
        manifest.write(&site)?;
        kept.insert(manifest::FILE.to_owned());
        remove_others(&site, &kept)
    })
}

fn add_hashed(build: Build, site: &Path, manifest: &mut Manifest) -> Result<()> {
    let stage = build.stage();
    let mut add = |folder: &str, name: &str, content: &[u8]| -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').context("an asset has an extension")?;
        let hashed = format!("{stem}.{}.{extension}", short_hash(content));
        let path = format!("pkg/{hashed}");
        write_if_new(&site.join(&path), content)?;
        manifest.add(&format!("{folder}{name}"), &path);
        Ok(hashed)
    };

    // The script loads the wasm files next to it, so it must contain their hashed names before it is hashed itself.
    let mut script = String::from_utf8(read(&stage.join("app.js"))?)?;
    let wasm = stage.join(frontend::WASM_FOLDER);
    for file in files_below(&wasm)? {
        let name = file.file_name().and_then(|it| it.to_str()).context("a wasm file has a plain name")?;
        let folder = if file.starts_with(wasm.join(frontend::INSIDE)) { format!("{}/", frontend::INSIDE) } else { String::new() };
        let hashed = add(&folder, name, &read(&file)?)?;
        anyhow::ensure!(script.contains(name), "the script does not name {name}");
        script = script.replace(name, &hashed);
    }
    add("", "app.js", script.as_bytes())?;
    for name in ["charts.js", "main.css"] {
        add("", name, &read(&stage.join(name))?)?;
    }
    add("", "han.txt", &read(&workspace::root().join(han::TABLE))?)?;
    Ok(())
}

/// Icons and similar files keep their names: other files and systems refer to them.
fn add_public(site: &Path, manifest: &mut Manifest) -> Result<()> {
    let public = workspace::root().join("frontend/public");
    for file in files_below(&public)? {
        let name = file.strip_prefix(&public)?.to_str().context("a public file has a plain name")?.replace('\\', "/");
        write_if_new(&site.join(&name), &read(&file)?)?;
        manifest.add(&name, &name);
    }
    Ok(())
}

/// An unchanged file keeps its modification time, so its compressed copies stay valid.
fn write_if_new(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("a site file lies in a folder")?)?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn remove_others(site: &Path, kept: &BTreeSet<String>) -> Result<()> {
    for file in files_below(site)? {
        let name = file.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        if !kept.contains(&name) {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
