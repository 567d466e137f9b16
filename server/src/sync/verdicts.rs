//! Verdicts for callers that push without pulling, such as the importer and the command line.

use std::collections::{BTreeMap, BTreeSet};

use domain::sync::Verdict;
use domain::values::ids::CommandId;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::db::{Database, sql};

#[derive(FromQueryResult)]
struct Answered {
    command_id: Uuid,
}

/// Which of these commands were ever answered.
pub async fn answered(db: &Database, commands: &[CommandId]) -> anyhow::Result<BTreeSet<CommandId>> {
    let ids = commands.iter().map(|it| it.0.into()).collect();
    let rows: Vec<Answered> = sql::all_in(db.connection(), "SELECT command_id FROM receipt WHERE command_id IN (", ")", ids).await?;
    Ok(rows.into_iter().map(|it| CommandId(it.command_id)).collect())
}

#[derive(FromQueryResult)]
struct DecidedRow {
    command_id: Uuid,
    verdict: String,
}

/// The verdicts on these commands.
pub async fn verdicts_of(db: &Database, commands: &[CommandId]) -> anyhow::Result<BTreeMap<CommandId, Verdict>> {
    let ids = commands.iter().map(|it| it.0.into()).collect();
    let rows: Vec<DecidedRow> =
        sql::all_in(db.connection(), "SELECT command_id, verdict FROM receipt WHERE command_id IN (", ")", ids).await?;
    rows.into_iter().map(|it| Ok((CommandId(it.command_id), serde_json::from_str(&it.verdict)?))).collect()
}
