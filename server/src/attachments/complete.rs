//! Completes an upload: checks the file, stores it, and marks the record as stored.

use anyhow::{Result, bail};
use app::api::ApiError;
use domain::access::actor::Actor;
use domain::decide::command::{Command, StoreAttachment};
use domain::records::attachment::{Attachment, Media};
use domain::sync::Verdict;
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::ids::{AttachmentId, CommandId};
use domain::values::refusal::{Refusal, Refusals};
use uuid::Uuid;

use super::store::{Store, digest_of};
use crate::db::Database;
use crate::seed;
use crate::sync::{self, Announcer, Origin};

/// Namespace of the id of the command that marks a record as stored. Giving it twice has the effect of once.
const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e73_746f_7265_6400_0001);

/// Stores the file of an attachment that `actor` may see, assembled from the pieces they sent. Safe to repeat.
pub async fn complete(
    db: &Database,
    store: &Store,
    live: &dyn Announcer,
    actor: &Actor,
    attachment: &Attachment,
    now: Timestamp,
) -> Result<()> {
    let sha256 = &attachment.sha256;
    if attachment.stored_at.is_some() && store.has(sha256).await? {
        return store.forget_pieces(actor.person, sha256).await;
    }
    let Some(bytes) = store.assemble(actor.person, sha256, attachment.size).await? else { bail!(refused(Field::Size, Refusal::Missing)) };
    // Sending the rest cannot repair a wrong file: delete the pieces, so that the upload starts again.
    if digest_of(&bytes) != *sha256 {
        store.forget_pieces(actor.person, sha256).await?;
        bail!(refused(Field::Sha256, Refusal::Malformed));
    }
    if Media::sniff(&bytes) != Some(attachment.media) {
        store.forget_pieces(actor.person, sha256).await?;
        bail!(refused(Field::Media, Refusal::Malformed));
    }
    store.keep(bytes).await?;
    let command = Command::StoreAttachment(StoreAttachment { attachment: attachment.id });
    let envelope = seed::envelope(0, stored_by(attachment.id), now, &command);
    let id = envelope.command_id;
    sync::push_as(db, &Actor { imports: true, ..*actor }, Origin::HOUSE, &[envelope], now, live).await?;
    // Keep the pieces until the record is marked as stored: until then they are all there is of the file.
    match sync::verdicts_of(db, &[id]).await?.remove(&id) {
        Some(Verdict::Applied) => store.forget_pieces(actor.person, sha256).await,
        Some(Verdict::Refused { refusals }) => bail!(ApiError::Refused(refusals)),
        other => bail!("stored attachment {}, but could not mark its record: {other:?}", attachment.id),
    }
}

/// The id of the command that marks an attachment as stored.
pub fn stored_by(attachment: AttachmentId) -> CommandId {
    CommandId(Uuid::new_v5(&NAMESPACE, attachment.0.as_bytes()))
}

fn refused(field: Field, refusal: Refusal) -> ApiError {
    ApiError::Refused(Refusals::of(field, refusal))
}
