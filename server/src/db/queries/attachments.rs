//! Attachments, by who may see them.

use domain::access::actor::Actor;
use domain::access::sight::Sight;
use domain::book::record::Record;
use domain::records::attachment::Attachment;
use domain::values::ids::{AttachmentId, Key, Kind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use crate::db::Database;
use crate::db::tables::record::{self, Body};
use crate::db::tables::scope_bucket;

/// The attachment, if this person may see it and the record it proves, as their devices hold it.
pub async fn seen(db: &Database, seen_by: &Actor, sight: Sight, id: AttachmentId) -> anyhow::Result<Option<Attachment>> {
    let Some(row) = standing(id.into()).one(db.connection()).await? else { return Ok(None) };
    let attachment: Attachment = serde_json::from_str(&row.body)?;
    let buckets = seen_by.buckets();
    // Check the record it proves as well: should the two ever differ in scope, the narrower one applies.
    for key in [Key::from(attachment.id), attachment.of] {
        let scope = standing(key).select_only().column(record::Column::ScopeId).into_query();
        let lies_in = scope_bucket::Entity::find().filter(scope_bucket::Column::ScopeId.in_subquery(scope)).all(db.connection()).await?;
        if !buckets.iter().any(|it| lies_in.iter().any(|row| row.bucket == it.to_string())) {
            return Ok(None);
        }
    }
    Ok(match sight.copy_of(attachment.into()) {
        Record::Attachment(attachment) => Some(attachment),
        _ => None,
    })
}

/// The record of this key, unless it was removed.
fn standing(key: Key) -> Select<record::Entity> {
    record::Entity::find_by_id((key.id, key.kind.as_str().to_owned())).filter(record::Column::Removed.eq(false))
}

/// Every attachment, including withdrawn ones. For upkeep, never for a person's request.
pub async fn all(db: &Database) -> anyhow::Result<Vec<Attachment>> {
    let attachments = record::Entity::find().select_only().column(record::Column::Body).filter(record::Column::Removed.eq(false));
    let attachments = attachments.filter(record::Column::Kind.eq(Kind::Attachment.as_str()));
    let bodies = attachments.into_model::<Body>().all(db.connection()).await?;
    bodies.iter().map(|it| Ok(serde_json::from_str(&it.body)?)).collect()
}
