//! Gives a plan's commands to the server in batches, as exchanges of a device of its own.

use domain::access::actor::Actor;
use domain::sync::{Envelope, MOST_ENVELOPES, Verdict};
use domain::values::calendar::Timestamp;
use domain::values::ids::CommandId;

use super::ids;
use super::plan::{Plan, Planned};
use super::reading::Problem;
use crate::db::Database;
use crate::seed::envelope;
use crate::sync::{self, Announcer};

/// The result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Commands that took effect.
    pub n_applied: usize,
    /// Commands known from an earlier run.
    pub n_known: usize,
    /// Commands that the server refused or merged, by file and line.
    pub problems: Vec<Problem>,
}

/// Gives the commands and reports progress after each batch. Repeating it after an interruption continues where it stopped.
pub async fn run(
    db: &Database,
    source: &str,
    plan: &Plan,
    actor: &Actor,
    now: Timestamp,
    live: &dyn Announcer,
    mut progress: impl FnMut(usize, usize),
) -> anyhow::Result<Imported> {
    let origin = ids::origin(source);
    let all: Vec<CommandId> = plan.commands.iter().map(|it| it.id).collect();
    let known = sync::answered(db, &all).await?;
    let new: Vec<&Planned> = plan.commands.iter().filter(|it| !known.contains(&it.id)).collect();
    let mut imported = Imported { n_known: plan.commands.len() - new.len(), ..Imported::default() };
    let mut n_done = imported.n_known;
    for batch in new.chunks(MOST_ENVELOPES) {
        let envelopes: Vec<Envelope> =
            batch.iter().enumerate().map(|(index, it)| envelope((n_done + index) as u64 + 1, it.id, it.made_at, &it.command)).collect();
        sync::push_as(db, actor, origin, &envelopes, now, live).await?;
        let ids: Vec<CommandId> = batch.iter().map(|it| it.id).collect();
        let verdicts = sync::verdicts_of(db, &ids).await?;
        for planned in batch {
            match verdicts.get(&planned.id) {
                Some(Verdict::Applied) => imported.n_applied += 1,
                Some(Verdict::Merged { conflicts }) => {
                    imported.n_applied += 1;
                    for conflict in conflicts {
                        let what = format!("{} was taken; it is {} now", conflict.yours, conflict.theirs);
                        imported.problems.push(problem(planned, &conflict.field.text(), what));
                    }
                }
                Some(Verdict::Refused { refusals }) => {
                    for (field, reasons) in &refusals.0 {
                        imported.problems.push(problem(planned, &field.text(), format!("refused: {reasons:?}")));
                    }
                }
                None => imported.problems.push(problem(planned, "", "got no answer".to_owned())),
            }
        }
        n_done += batch.len();
        progress(n_done, plan.commands.len());
    }
    Ok(imported)
}

fn problem(planned: &Planned, column: &str, what: String) -> Problem {
    let (file, line) = planned.from.clone();
    Problem { file, line, column: column.to_owned(), what }
}
