//! Storage of bytes: a folder, or any S3-compatible store. `arriving/<person>/<digest>/<offset>` are pieces under way, `kept/<ab>/<digest>`
//! whole files by their content. Deliberately, no path contains a name that somebody typed.

use std::path::Path as Folder;
use std::sync::Arc;

use anyhow::{Context, Result};
use domain::records::attachment::{Digest, offsets, piece};
use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;
use futures::TryStreamExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest as _, Sha256};

/// The attachment store. Clones share it.
#[derive(Clone, Debug)]
pub struct Store(Arc<dyn ObjectStore>);

/// A stored object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub(super) path: String,
    /// In bytes.
    pub(super) size: u64,
    pub(super) put_at: Timestamp,
}

/// What one person has under way, seen from one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// Bytes of all their pieces.
    pub bytes: u64,
    /// The first piece of the file is there.
    pub has_begun: bool,
}

impl Default for Store {
    /// In memory, for tests. Lost when the process ends.
    fn default() -> Store {
        Store(Arc::new(InMemory::new()))
    }
}

impl Store {
    /// In a folder, created when missing. Every write is synced to disk (fsync).
    pub fn in_folder(folder: &Folder) -> Result<Store> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let store = LocalFileSystem::new_with_prefix(folder).with_context(|| format!("cannot use {}", folder.display()))?;
        Ok(Store(Arc::new(store.with_fsync(true))))
    }

    /// In a bucket: `s3://bucket/prefix`. Keys, region and endpoint are taken from `settings` under their usual names: `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`. The program passes its environment.
    pub fn in_bucket(url: &str, settings: impl Iterator<Item = (String, String)>) -> Result<Store> {
        // Fails when a provider is already installed, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = settings
            .filter(|(name, _)| name.starts_with("AWS_"))
            .filter_map(|(name, value)| Some((name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>().ok()?, value)))
            .fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value));
        let prefix = url.strip_prefix("s3://").and_then(|it| it.split_once('/')).map_or("", |(_, prefix)| prefix);
        let store = builder.with_url(url).build().context("the S3 store of attachments")?;
        Ok(Store(Arc::new(PrefixStore::new(store, prefix))))
    }

    /// The same store below a prefix.
    #[must_use]
    pub fn below(&self, prefix: &str) -> Store {
        Store(Arc::new(PrefixStore::new(Arc::clone(&self.0), prefix)))
    }

    /// Stores a piece. Safe to repeat.
    pub async fn put_piece(&self, person: PersonId, sha256: &Digest, offset: u32, bytes: Vec<u8>) -> Result<()> {
        self.put(&arriving(person, sha256, Some(offset)), bytes).await
    }

    /// Offsets of the pieces of a file that have arrived, in ascending order.
    pub async fn pieces(&self, person: PersonId, sha256: &Digest) -> Result<Vec<u32>> {
        let items = self.list(&arriving(person, sha256, None)).await?;
        let mut offsets: Vec<u32> = items.iter().filter_map(|it| it.path.rsplit('/').next()?.parse().ok()).collect();
        offsets.sort_unstable();
        Ok(offsets)
    }

    /// What one person has under way, and whether this file has begun.
    pub async fn under_way(&self, person: PersonId, sha256: &Digest) -> Result<UnderWay> {
        let items = self.list(&format!("arriving/{person}")).await?;
        let first = arriving(person, sha256, Some(0));
        Ok(UnderWay { bytes: items.iter().map(|it| it.size).sum(), has_begun: items.iter().any(|it| it.path == first) })
    }

    /// The file assembled from all its pieces; `None` while one is missing or has the wrong length.
    pub async fn assemble(&self, person: PersonId, sha256: &Digest, size: u32) -> Result<Option<Vec<u8>>> {
        let mut whole = Vec::with_capacity(size as usize);
        for offset in offsets(size) {
            match self.get(&arriving(person, sha256, Some(offset))).await? {
                Some(bytes) if Some(bytes.len()) == piece(size, offset).map(|it| it as usize) => whole.extend_from_slice(&bytes),
                _ => return Ok(None),
            }
        }
        Ok(Some(whole))
    }

    /// Deletes the pieces of a file.
    pub async fn forget_pieces(&self, person: PersonId, sha256: &Digest) -> Result<()> {
        for item in self.list(&arriving(person, sha256, None)).await? {
            self.delete(&item).await?;
        }
        Ok(())
    }

    /// Stores a file by its content. Writes it even when it is already there: it may be without a record, and the new time keeps a running
    /// cleanup from deleting it.
    pub async fn keep(&self, bytes: Vec<u8>) -> Result<Digest> {
        let sha256 = digest_of(&bytes);
        self.put(&kept(&sha256), bytes).await?;
        Ok(sha256)
    }

    /// Whether a file is kept.
    pub async fn has(&self, sha256: &Digest) -> Result<bool> {
        match self.0.head(&Path::from(kept(sha256))).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error).context("the store of attachments"),
        }
    }

    /// The bytes of a kept file.
    pub async fn read(&self, sha256: &Digest) -> Result<Option<Vec<u8>>> {
        self.get(&kept(sha256)).await
    }

    /// Every kept file.
    pub(super) async fn all_kept(&self) -> Result<Vec<Item>> {
        self.list("kept").await
    }

    /// Every piece under way.
    pub(super) async fn all_arriving(&self) -> Result<Vec<Item>> {
        self.list("arriving").await
    }

    /// Deletes an object, unless it was written again after it was listed. Returns whether it is gone.
    pub(super) async fn delete_if_untouched(&self, item: &Item) -> Result<bool> {
        let is_untouched = match self.0.head(&Path::from(item.path.as_str())).await {
            // A bucket reports the time to the millisecond in a listing, but to the second for a single object.
            Ok(now) => now.last_modified.timestamp_millis().div_euclid(1_000) <= item.put_at.0.div_euclid(1_000),
            Err(Error::NotFound { .. }) => true,
            Err(error) => return Err(error).context("the store of attachments"),
        };
        if is_untouched {
            self.delete(item).await?;
        }
        Ok(is_untouched)
    }

    /// Deletes an object. Succeeds when it is already gone.
    async fn delete(&self, item: &Item) -> Result<()> {
        match self.0.delete(&Path::from(item.path.as_str())).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error).context("the store of attachments"),
        }
    }

    async fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&Path::from(path), PutPayload::from(bytes)).await.map(drop).context("the store of attachments")
    }

    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>> {
        match self.0.get(&Path::from(path)).await {
            Ok(found) => Ok(Some(found.bytes().await.context("the store of attachments")?.to_vec())),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).context("the store of attachments"),
        }
    }

    async fn list(&self, prefix: &str) -> Result<Vec<Item>> {
        let item =
            |it: ObjectMeta| Item { path: it.location.to_string(), size: it.size, put_at: Timestamp(it.last_modified.timestamp_millis()) };
        let all: Vec<ObjectMeta> = self.0.list(Some(&Path::from(prefix))).try_collect().await.context("the store of attachments")?;
        Ok(all.into_iter().map(item).collect())
    }
}

impl Item {
    /// The digest of a kept file.
    pub(super) fn sha256(&self) -> Option<Digest> {
        Digest::parse(self.path.rsplit('/').next()?).ok()
    }
}

/// The SHA-256 of `bytes`.
pub(super) fn digest_of(bytes: &[u8]) -> Digest {
    Digest::parse(&hex::encode(Sha256::digest(bytes))).expect("a sha-256 has 64 digits")
}

fn arriving(person: PersonId, sha256: &Digest, offset: Option<u32>) -> String {
    let folder = format!("arriving/{person}/{}", sha256.as_str());
    offset.map_or(folder.clone(), |it| format!("{folder}/{it}"))
}

fn kept(sha256: &Digest) -> String {
    format!("kept/{}/{}", &sha256.as_str()[..2], sha256.as_str())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_file_stored_again_is_not_deleted() {
        let folder = std::env::temp_dir().join(format!("dabiao-store-{}", uuid::Uuid::now_v7().simple()));
        for store in [Store::default(), Store::in_folder(&folder).unwrap()] {
            let sha256 = store.keep(b"a photo".to_vec()).await.unwrap();
            let listed = store.all_kept().await.unwrap();
            // The upkeep has listed the file and is reading the records when somebody sends it again.
            tokio::time::sleep(Duration::from_millis(1_100)).await;
            store.keep(b"a photo".to_vec()).await.unwrap();
            assert!(!store.delete_if_untouched(&listed[0]).await.unwrap());
            assert!(store.has(&sha256).await.unwrap(), "it is wanted again");

            let listed = store.all_kept().await.unwrap();
            assert!(store.delete_if_untouched(&listed[0]).await.unwrap());
            assert!(!store.has(&sha256).await.unwrap());
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
