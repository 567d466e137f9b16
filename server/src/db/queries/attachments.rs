//! Attachments, by who may see them.

use domain::access::actor::Actor;
use domain::records::attachment::Attachment;
use domain::values::ids::{AttachmentId, Key};

use crate::db::{Database, sql};

/// The attachment, if this person may see it and the record it proves. Masked for a person who may not see contact details.
pub async fn seen(db: &Database, seen_by: &Actor, id: AttachmentId) -> anyhow::Result<Option<Attachment>> {
    let question = "SELECT body FROM record WHERE removed = FALSE AND kind = 'attachment' AND id = $1";
    let Some(row) = sql::one(db.connection(), question, vec![id.0.into()]).await? else { return Ok(None) };
    let attachment: Attachment = serde_json::from_str(&row.try_get_by_index::<String>(0)?)?;
    let buckets = seen_by.buckets();
    let question = "SELECT scope_bucket.bucket FROM record JOIN scope_bucket ON scope_bucket.scope_id = record.scope_id \
                    WHERE record.removed = FALSE AND record.kind = $1 AND record.id = $2";
    // Check the record it proves as well: should the two ever differ in scope, the narrower one applies.
    for key in [Key::from(attachment.id), attachment.of] {
        let rows = sql::all(db.connection(), question, vec![key.kind.as_str().into(), key.id.into()]).await?;
        let lies_in = rows.iter().map(|it| it.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()?;
        if !buckets.iter().any(|it| lies_in.contains(&it.to_string())) {
            return Ok(None);
        }
    }
    Ok(Some(if seen_by.sees_contacts() { attachment } else { attachment.masked() }))
}

/// Every attachment, including withdrawn ones. For upkeep, never for a person's request.
pub async fn all(db: &Database) -> anyhow::Result<Vec<Attachment>> {
    let rows = sql::all(db.connection(), "SELECT body FROM record WHERE removed = FALSE AND kind = 'attachment'", vec![]).await?;
    rows.iter().map(|it| Ok(serde_json::from_str(&it.try_get_by_index::<String>(0)?)?)).collect()
}
