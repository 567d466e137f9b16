//! Compresses text and wasm files once at build time, as `.br` and `.gz` next to each file.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::say;

const WORTH_IT: [&str; 8] = ["js", "css", "wasm", "svg", "json", "webmanifest", "html", "txt"];

/// Creates compressed copies that are missing or out of date. Returns the names of all copies.
pub fn all<'a>(site: &Path, paths: impl Iterator<Item = &'a str>) -> Result<Vec<String>> {
    let mut twins = Vec::new();
    for path in paths.filter(|path| WORTH_IT.contains(&path.rsplit('.').next().unwrap_or_default())) {
        let file = site.join(path);
        let (brotli, gzip) = (format!("{path}.br"), format!("{path}.gz"));
        if !is_newer(&site.join(&brotli), &file) || !is_newer(&site.join(&gzip), &file) {
            let started = Instant::now();
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let (small, smaller) = (gzipped(&content)?, brotlied(&content)?);
            let kb = |bytes: usize| bytes.div_ceil(1000);
            say::note(&format!(
                "{path}: {} kB, gzip {} kB, brotli {} kB · {}",
                kb(content.len()),
                kb(small.len()),
                kb(smaller.len()),
                say::seconds(started.elapsed()),
            ));
            fs::write(site.join(&gzip), small)?;
            fs::write(site.join(&brotli), smaller)?;
        }
        twins.extend([brotli, gzip]);
    }
    Ok(twins)
}

fn is_newer(twin: &Path, file: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|it| it.modified());
    matches!((time(twin), time(file)), (Ok(twin), Ok(file)) if file <= twin)
}

fn gzipped(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn brotlied(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}
