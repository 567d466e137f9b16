//! The files of the app, as `cargo xtask` built them. Read once at the start, from a folder or from this binary.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// Written by `cargo xtask`: logical name → path in the site.
const MANIFEST: &str = "manifest.json";

/// The file that a page of `cargo xtask dev` watches. Never listed, never cached by the service worker.
const WATCHED: &str = "dev.json";

/// One file, with its compressed variants. Each response shares these bytes.
#[derive(Debug)]
pub struct File {
    /// Uncompressed.
    pub plain: Bytes,
    /// Compressed with brotli, if built so.
    pub brotli: Option<Bytes>,
    /// Compressed with gzip, if built so.
    pub gzip: Option<Bytes>,
    /// A digest of the uncompressed bytes.
    pub digest: String,
}

/// What a site is read from.
#[derive(Debug)]
pub struct Content {
    bytes: Bytes,
    /// The digest, if it is known without reading the bytes. Those inside the binary are read from disk only when they are served.
    sha256: Option<[u8; 32]>,
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Content {
        Content { bytes: bytes.into(), sha256: None }
    }
}

/// Every file that may be asked for, by its path without the first slash.
#[derive(Debug, Default)]
pub struct Site {
    path_by_name: BTreeMap<String, String>,
    file_by_path: BTreeMap<String, File>,
}

impl Site {
    /// Reads the site in a folder.
    pub fn from_folder(folder: &Path) -> Result<Site> {
        Site::read(|path| std::fs::read(folder.join(path)).ok())
            .with_context(|| format!("no site in {}: build one with `cargo xtask serve`, or say where it is with --site", folder.display()))
    }

    /// The site inside this binary, if it was built with one.
    pub fn embedded() -> Option<Result<Site>> {
        embedded::site()
    }

    /// Reads the files that the manifest lists.
    pub fn read<C: Into<Content>>(get: impl Fn(&str) -> Option<C>) -> Result<Site> {
        let get = |path: &str| get(path).map(C::into);
        let manifest = get(MANIFEST).with_context(|| format!("{MANIFEST} is missing"))?.bytes;
        let path_by_name: BTreeMap<String, String> = serde_json::from_slice(&manifest).with_context(|| format!("{MANIFEST} is damaged"))?;
        let mut file_by_path = BTreeMap::new();
        for path in path_by_name.values() {
            let plain = get(path).with_context(|| format!("{MANIFEST} lists {path}, which is missing"))?;
            file_by_path.insert(path.clone(), File::new(plain, get(&format!("{path}.br")), get(&format!("{path}.gz"))));
        }
        if let Some(plain) = get(WATCHED) {
            file_by_path.insert(WATCHED.to_owned(), File::new(plain, None, None));
        }
        Ok(Site { path_by_name, file_by_path })
    }

    /// The path of the file of this logical name, such as `app.js`.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.path_by_name.get(name).map(String::as_str)
    }

    /// The paths of the files whose logical names begin with `folder/`.
    pub fn folder(&self, folder: &str) -> impl Iterator<Item = &str> {
        let is_in = move |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.path_by_name.iter().filter(move |(name, _)| is_in(name)).map(|(_, path)| path.as_str())
    }

    /// The file at this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.file_by_path.get(path)
    }

    /// Every listed file with its path, in order.
    pub fn listed(&self) -> impl Iterator<Item = (&str, &File)> {
        self.file_by_path.iter().filter(|(path, _)| *path != WATCHED).map(|(path, file)| (path.as_str(), file))
    }
}

impl File {
    fn new(plain: Content, brotli: Option<Content>, gzip: Option<Content>) -> File {
        let sha256 = plain.sha256.unwrap_or_else(|| Sha256::digest(&plain.bytes).into());
        let [brotli, gzip] = [brotli, gzip].map(|variant| variant.map(|it| it.bytes));
        File { plain: plain.bytes, brotli, gzip, digest: hex::encode(&sha256[..12]) }
    }
}

#[cfg(feature = "embed")]
mod embedded {
    use std::borrow::Cow;

    use bytes::Bytes;
    use rust_embed::EmbeddedFile;

    use super::{Content, Site};

    #[derive(rust_embed::RustEmbed)]
    #[folder = "../target/site"]
    struct Files;

    pub(super) fn site() -> Option<anyhow::Result<Site>> {
        Some(Site::read(|path| Files::get(path).map(content)))
    }

    fn content(file: EmbeddedFile) -> Content {
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => bytes.into(),
        };
        Content { bytes, sha256: Some(file.metadata.sha256_hash()) }
    }
}

#[cfg(not(feature = "embed"))]
mod embedded {
    pub(super) fn site() -> Option<anyhow::Result<super::Site>> {
        None
    }
}
