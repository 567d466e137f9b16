//! The order in which the history is read: by time, of everything, of one person and of one kind. Also the lines of records that a command made,
//! which only the receipts told so far.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The first command about a record made it, unless the history tells another beginning.
const MADE: &str = "INSERT INTO history (record_id, kind, version, command_id, by_id, at, made_at, changes) \
    SELECT subject_id, subject_kind, version, command_id, person_id, accepted_at, \
           CASE WHEN made_at < accepted_at THEN made_at ELSE accepted_at END, '{\"made\":[false,true]}' \
    FROM (SELECT receipt.*, ROW_NUMBER() OVER (PARTITION BY subject_id, subject_kind ORDER BY version, seq) AS place \
          FROM receipt WHERE subject_id IS NOT NULL AND verdict NOT LIKE '{\"is\":\"refused\"%') AS told \
    WHERE place = 1 \
      AND EXISTS (SELECT 1 FROM record WHERE record.id = told.subject_id AND record.kind = told.subject_kind) \
      AND NOT EXISTS (SELECT 1 FROM history \
                      WHERE history.record_id = told.subject_id AND history.kind = told.subject_kind AND history.version <= told.version)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(MADE).await?;
        for columns in [&["at"][..], &["by_id", "at"], &["kind", "at"]] {
            let mut index = Index::create();
            index.name(format!("history_{}", columns.join("_"))).table("history");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }
}
