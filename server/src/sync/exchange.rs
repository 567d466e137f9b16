//! One exchange: push, then pull.

use app::api::ApiError;
use domain::actor::Actor;
use domain::calendar::Timestamp;
use domain::refusal::Refusal;
use domain::sync::{Answer, Exchange, PROTOCOL, VerdictRow};

use super::ledger::refused;
use super::{Announcer, pull, push_as};
use crate::db::Database;

/// Takes a device's commands and answers with what it does not have yet. That the device is this person's is the caller's to know.
pub async fn exchange(db: &Database, live: &dyn Announcer, actor: &Actor, ours: Exchange, now: Timestamp) -> Result<Answer, ApiError> {
    if PROTOCOL < ours.protocol {
        return Err(ApiError::Outdated);
    }
    if let Some(answer) = pull::at_once(db, actor.person, &ours, now).await? {
        return Ok(answer);
    }
    let pushed = push_as(db, actor, ours.device, &ours.envelopes, now, live).await?;
    let mut answer = pull::pull(db, actor.person, &ours, now).await?;
    if !pushed.reused.is_empty() {
        // The receipt of that id speaks of another command; this one is answered here and now, every time it comes.
        answer.verdicts.retain(|it| !pushed.reused.contains(&it.command_id));
        let reused = pushed.reused.iter().map(|it| (*it, refused("command", Refusal::IdReused)));
        answer.verdicts.extend(reused.map(|(command_id, verdict)| VerdictRow { version: answer.verdicts_to, command_id, verdict }));
    }
    Ok(answer)
}
