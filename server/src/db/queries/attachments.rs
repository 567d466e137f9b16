//! Attachments, by who may see them.

use domain::access::actor::Actor;
use domain::records::attachment::Attachment;
use domain::values::ids::{AttachmentId, Key};

use crate::db::{Database, sql};

/// The attachment, when this person may see it and what it proves; masked for somebody who sees no contact details.
pub async fn seen(db: &Database, seen_by: &Actor, id: AttachmentId) -> anyhow::Result<Option<Attachment>> {
    let question = "SELECT body FROM record WHERE removed = FALSE AND kind = 'attachment' AND id = $1";
    let Some(row) = sql::one(db.connection(), question, vec![id.0.into()]).await? else { return Ok(None) };
    let attachment: Attachment = serde_json::from_str(&row.try_get_by_index::<String>(0)?)?;
    let buckets = seen_by.buckets();
    let question = "SELECT scope_bucket.bucket FROM record JOIN scope_bucket ON scope_bucket.scope_id = record.scope_id \
                    WHERE record.removed = FALSE AND record.kind = $1 AND record.id = $2";
    // Through what it proves as well: should the two ever lie apart, the narrower holds.
    for key in [Key::from(attachment.id), attachment.of] {
        let rows = sql::all(db.connection(), question, vec![key.kind.as_str().into(), key.id.into()]).await?;
        let lies_in = rows.iter().map(|it| it.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()?;
        if !buckets.iter().any(|it| lies_in.contains(&it.to_string())) {
            return Ok(None);
        }
    }
    Ok(Some(if seen_by.sees_contacts() { attachment } else { attachment.masked() }))
}

/// Every attachment there is, withdrawn ones included: for upkeep, never for a person.
pub async fn all(db: &Database) -> anyhow::Result<Vec<Attachment>> {
    let rows = sql::all(db.connection(), "SELECT body FROM record WHERE removed = FALSE AND kind = 'attachment'", vec![]).await?;
    rows.iter().map(|it| Ok(serde_json::from_str(&it.try_get_by_index::<String>(0)?)?)).collect()
}
