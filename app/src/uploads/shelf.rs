//! Where kept files are stored: the metadata of each, and its bytes in a second drawer.

use domain::values::ids::AttachmentId;

use super::{Awaited, KeptFile, base64, drawers};
use crate::ports::{LocalStore, StoreError, Write};

/// All kept files, oldest first. An unreadable entry stays in the store: a later release may read it.
pub(super) async fn all(store: &dyn LocalStore) -> Result<Vec<KeptFile>, StoreError> {
    let texts = store.read_all(drawers::FILES).await?;
    Ok(texts.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect())
}

/// Stores a file and its bytes, both or neither.
pub(super) async fn keep(store: &dyn LocalStore, file: &KeptFile, bytes: &[u8]) -> Result<(), StoreError> {
    store.write(vec![put(file), Write::Put { drawer: drawers::BYTES, key: file.id.to_string(), value: base64::encode(bytes) }]).await
}

/// Updates the metadata of a file; its bytes stay.
pub(super) async fn amend(store: &dyn LocalStore, file: &KeptFile) -> Result<(), StoreError> {
    store.write(vec![put(file)]).await
}

/// Moves the files of a refused record to the draft of another try, all or none, and returns them. Skips files for which `is_taken` is true: they
/// belong, or will belong, to another record.
pub(super) async fn bring_back(
    store: &dyn LocalStore,
    refused: Awaited,
    awaits: Awaited,
    is_taken: impl Fn(&KeptFile) -> bool,
) -> Result<Vec<KeptFile>, StoreError> {
    let stranded = all(store).await?.into_iter().filter(|it| it.was_for(refused) && !is_taken(it));
    let files: Vec<KeptFile> = stranded.map(|it| it.tried_again(refused, awaits)).collect();
    if !files.is_empty() {
        store.write(files.iter().map(put).collect()).await?;
    }
    Ok(files)
}

fn put(file: &KeptFile) -> Write {
    let value = serde_json::to_string(file).unwrap_or_else(|_| unreachable!("a file is made of texts and numbers"));
    Write::Put { drawer: drawers::FILES, key: file.id.to_string(), value }
}

pub(super) async fn bytes(store: &dyn LocalStore, id: AttachmentId) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(store.read_one(drawers::BYTES, &id.to_string()).await?.and_then(|it| base64::decode(&it)))
}

/// Deletes a file and its bytes.
pub(super) async fn forget(store: &dyn LocalStore, id: AttachmentId) -> Result<(), StoreError> {
    let of = |drawer| Write::Delete { drawer, key: id.to_string() };
    store.write(vec![of(drawers::FILES), of(drawers::BYTES)]).await
}

#[cfg(test)]
mod tests {
    use domain::records::attachment::Media;
    use domain::values::calendar::Timestamp;
    use domain::values::ids::{FollowUpId, PaymentId};
    use futures::executor::block_on;
    use uuid::Uuid;

    use super::*;
    use crate::local::MemoryStore;

    #[test]
    fn photos_of_a_refused_record_return_with_every_retry() {
        let store = MemoryStore::default();
        let id = |number| AttachmentId(Uuid::from_u128(number));
        let visit = |number| Awaited::Record(FollowUpId(Uuid::from_u128(number)).into());
        let file = |number| KeptFile::of(id(number), "a.jpg".to_owned(), Media::Jpeg, None, b"a", Timestamp(0));
        let attached = |number, of| KeptFile { proves: Some(of), ..file(number) };
        let held = |number, of| KeptFile { awaits: Some(of), ..file(number) };
        // Of the refused visit: one attached, one still in its draft, and one attached again by somebody. Of others: a visit, a payment.
        let payment = Awaited::Payment(PaymentId(Uuid::from_u128(70)));
        let kept = [attached(1, visit(70)), held(2, visit(70)), attached(3, visit(70)), attached(4, visit(71)), held(5, payment)];
        for file in &kept {
            block_on(keep(&store, file, b"a")).expect("memory keeps everything");
        }
        let is_taken = |it: &KeptFile| it.id == id(3);
        let brings = |refused, awaits| {
            let files = block_on(bring_back(&store, refused, awaits, is_taken)).expect("memory writes everything");
            files.into_iter().map(|it| (it.id, it.awaits)).collect::<Vec<_>>()
        };
        assert_eq!(brings(visit(70), visit(80)), [(id(1), Some(visit(80))), (id(2), Some(visit(80)))]);
        // The draft is dropped: a returned file goes back, a file chosen for the draft only is deleted.
        let lies = |number| block_on(all(&store)).expect("memory reads").into_iter().find(|it| it.id == id(number)).expect("it is kept");
        assert_eq!(lies(1).dropped(), Some(attached(1, visit(70))));
        assert_eq!(held(6, visit(80)).dropped(), None);
        block_on(amend(&store, &attached(1, visit(70)))).expect("memory writes everything");
        // Another try of the same record follows.
        assert_eq!(brings(visit(70), visit(81)), [(id(1), Some(visit(81))), (id(2), Some(visit(81)))]);
        assert_eq!([3, 4, 5].map(lies), [kept[2].clone(), kept[3].clone(), kept[4].clone()], "nothing else was touched");
        assert_eq!(block_on(bytes(&store, id(1))), Ok(Some(b"a".to_vec())));
        // Once recorded, the files belong to the new record, and follow it if it is refused too.
        for number in [1, 2] {
            block_on(amend(&store, &lies(number).attached())).expect("memory writes everything");
        }
        assert!(brings(visit(70), visit(82)).is_empty());
        assert_eq!(brings(visit(81), visit(83)).len(), 2);
    }

    #[test]
    fn forgetting_a_file_removes_its_record_and_bytes() {
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
