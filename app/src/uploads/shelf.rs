//! Where kept files lie: what is known of each, and its bytes beside it.

use domain::ids::AttachmentId;

use super::{KeptFile, base64, drawers};
use crate::ports::{LocalStore, StoreError, Write};

/// Everything kept, oldest first. What cannot be read is left where it is: a later release may.
pub(super) async fn all(store: &dyn LocalStore) -> Result<Vec<KeptFile>, StoreError> {
    let texts = store.read_all(drawers::FILES).await?;
    Ok(texts.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect())
}

/// Keeps a file with its bytes, both or neither.
pub(super) async fn keep(store: &dyn LocalStore, file: &KeptFile, bytes: &[u8]) -> Result<(), StoreError> {
    let text = serde_json::to_string(file).unwrap_or_else(|_| unreachable!("a file is made of texts and numbers"));
    store
        .write(vec![
            Write::Put { drawer: drawers::FILES, key: file.id.to_string(), value: text },
            Write::Put { drawer: drawers::BYTES, key: file.id.to_string(), value: base64::encode(bytes) },
        ])
        .await
}

/// Writes down what is known of a file by now; its bytes stay as they are.
pub(super) async fn amend(store: &dyn LocalStore, file: &KeptFile) -> Result<(), StoreError> {
    let text = serde_json::to_string(file).unwrap_or_else(|_| unreachable!("a file is made of texts and numbers"));
    store.write(vec![Write::Put { drawer: drawers::FILES, key: file.id.to_string(), value: text }]).await
}

/// The bytes of a file.
pub(super) async fn bytes(store: &dyn LocalStore, id: AttachmentId) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(store.read_one(drawers::BYTES, &id.to_string()).await?.and_then(|it| base64::decode(&it)))
}

/// Forgets a file.
pub(super) async fn forget(store: &dyn LocalStore, id: AttachmentId) -> Result<(), StoreError> {
    let of = |drawer| Write::Delete { drawer, key: id.to_string() };
    store.write(vec![of(drawers::FILES), of(drawers::BYTES)]).await
}

#[cfg(test)]
mod tests {
    use domain::attachment::Media;
    use domain::calendar::Timestamp;
    use futures::executor::block_on;
    use uuid::Uuid;

    use super::*;
    use crate::local::MemoryStore;

    #[test]
    fn of_a_file_that_is_forgotten_nothing_is_left() {
        let store = MemoryStore::default();
        let (gone, stays) = (AttachmentId(Uuid::from_u128(1)), AttachmentId(Uuid::from_u128(2)));
        let file = |id, bytes: &[u8]| KeptFile::of(id, "a.jpg".to_owned(), Media::Jpeg, None, bytes, Timestamp(0));
        for (id, content) in [(gone, b"gone"), (stays, b"stay")] {
            block_on(keep(&store, &file(id, content), content)).expect("memory keeps everything");
        }
        block_on(forget(&store, gone)).expect("memory forgets everything");
        assert_eq!(block_on(bytes(&store, gone)), Ok(None));
        assert_eq!(block_on(bytes(&store, stays)), Ok(Some(b"stay".to_vec())));
        for drawer in drawers::ALL {
            let keys: Vec<_> = block_on(store.read_all(drawer)).expect("memory reads").into_iter().map(|it| it.0).collect();
            assert_eq!(keys, [stays.to_string()], "{drawer}");
        }
    }
}
