//! Verdicts for callers that push without pulling, such as the importer and the command line.

use std::collections::{BTreeMap, BTreeSet};

use domain::sync::Verdict;
use domain::values::ids::CommandId;

use crate::db::{Database, sql};

/// Which of these commands were ever answered.
pub async fn answered(db: &Database, commands: &[CommandId]) -> anyhow::Result<BTreeSet<CommandId>> {
    let ids = commands.iter().map(|it| it.0.into()).collect();
    let rows = sql::all_in(db.connection(), "SELECT command_id FROM receipt WHERE command_id IN (", ")", ids).await?;
    rows.iter().map(|row| Ok(CommandId(row.try_get_by_index(0)?))).collect()
}

/// The verdicts on these commands.
pub async fn verdicts_of(db: &Database, commands: &[CommandId]) -> anyhow::Result<BTreeMap<CommandId, Verdict>> {
    let ids = commands.iter().map(|it| it.0.into()).collect();
    let rows = sql::all_in(db.connection(), "SELECT command_id, verdict FROM receipt WHERE command_id IN (", ")", ids).await?;
    let mut verdicts = BTreeMap::new();
    for row in rows {
        let text: String = row.try_get_by_index(1)?;
        verdicts.insert(CommandId(row.try_get_by_index(0)?), serde_json::from_str(&text)?);
    }
    Ok(verdicts)
}
