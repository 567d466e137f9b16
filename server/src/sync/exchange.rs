//! One exchange: push, then pull.

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::decide::arrival::NOTABLE;
use domain::sync::{Answer, Exchange, PROTOCOL, VerdictRow};
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::refusal::Refusal;

use super::ledger::refused;
use super::{Announcer, Origin, carry_out, pull, push_as};
use crate::db::Database;

/// Takes a device's commands and answers with what it does not have yet. The caller must have checked that the device is this person's.
pub async fn exchange(db: &Database, live: &dyn Announcer, actor: &Actor, ours: Exchange, now: Timestamp) -> Result<Answer, ApiError> {
    if PROTOCOL < ours.protocol {
        return Err(ApiError::Outdated);
    }
    if let Some(answer) = pull::at_once(db, actor.person, &ours, now).await? {
        return Ok(answer);
    }
    // A device that pushes on the morning of a move is decided by the new posting, as it decided itself.
    carry_out(db, live, now).await?;
    let seen = ours.cursors.iter().map(|it| it.pos).max().unwrap_or(0);
    let origin = Origin::Device { id: ours.device, seen, behind: behind(ours.sent_at, now) };
    let pushed = push_as(db, actor, origin, &ours.envelopes, now, live).await?;
    let mut answer = pull::pull(db, actor.person, &ours, now).await?;
    if !pushed.reused.is_empty() {
        // The receipt of that id is about another command. This one is answered here, every time it comes.
        answer.verdicts.retain(|it| !pushed.reused.contains(&it.command_id));
        let reused = pushed.reused.iter().map(|it| (*it, refused(Field::Command, Refusal::IdReused)));
        answer.verdicts.extend(reused.map(|(command_id, verdict)| VerdictRow { version: answer.verdicts_to, command_id, verdict }));
    }
    Ok(answer)
}

/// How far a device's clock is behind the server's, in milliseconds; 0 if not notable: a request takes a moment, and minutes do no harm.
fn behind(sent_at: Option<Timestamp>, now: Timestamp) -> i64 {
    let behind = sent_at.map_or(0, |it| now.0.saturating_sub(it.0));
    if NOTABLE < behind.saturating_abs() { behind } else { 0 }
}
