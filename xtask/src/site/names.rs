//! Removes the names of functions from a wasm file. They are half of what a quick build would send to each browser of the tests, which the
//! service worker stores whole.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// Part of the fingerprint of what depends on this.
pub const VERSION: &str = "names 1";

pub fn strip(from: &Path, to: &Path) -> Result<()> {
    let named = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    let stripped = without_names(&named).with_context(|| format!("{} is not wasm", from.display()))?;
    fs::write(to, stripped).with_context(|| format!("cannot write {}", to.display()))
}

fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let is_names = matches!(&payload, Payload::CustomSection(section) if section.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !is_names) {
            module.section(&RawSection { id, data: &wasm[range] });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use wasm_encoder::{CustomSection, MemorySection, MemoryType};

    use super::*;

    #[test]
    fn only_the_names_are_removed() {
        let mut memory = MemorySection::new();
        memory.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let custom = |name: &'static str| CustomSection { name: Cow::Borrowed(name), data: Cow::Borrowed(&[1, 2, 3]) };
        let (mut named, mut expected) = (Module::new(), Module::new());
        named.section(&memory).section(&custom("name")).section(&custom("other"));
        expected.section(&memory).section(&custom("other"));
        assert_eq!(without_names(&named.finish()).expect("wasm"), expected.finish());
    }
}
