//! Takes commands, the whole batch in one transaction. When a batch fails unexpectedly, every command gets a transaction of its own instead of a
//! savepoint in a common one: the guarantee is the same, and the failing command (poison) holds no lock while it is reported. Only that command
//! is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::decide::command::Command;
use domain::sync::{Envelope, MOST_BYTES, MOST_ENVELOPES, Verdict};
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::ids::{CommandId, DeviceId, PersonId};
use domain::values::refusal::{Refusal, Refusals};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::faults::Faults;
use super::ledger::{Circumstances, Ledger, refused};
use super::origin::Origin;
use super::receipts::{self, Reached};
use super::time::{self, Newest};
use super::{broken, gather, write};
use crate::db::tx::{AsDbErr, Attempts};
use crate::db::{Database, constraint};

/// Tells other devices that there are changes for them.
pub trait Announcer: Send + Sync {
    /// Announces changes in these buckets.
    fn announce(&self, buckets: &BTreeSet<Bucket>);
}

/// Announces nothing.
impl Announcer for () {
    fn announce(&self, _: &BTreeSet<Bucket>) {}
}

/// The result of a push, besides the receipts.
#[derive(Debug, Default)]
pub struct Pushed {
    /// The buckets with changes.
    pub touched: BTreeSet<Bucket>,
    /// Commands whose id was used for something else before. They have no receipt of their own.
    pub reused: Vec<CommandId>,
}

/// Pushes commands in a person's name: those of a device's exchange, of the importer and of the command line. The person is read again in the
/// same transaction, unless they import or are not in the database yet (the very first administrator).
pub async fn push_as(
    db: &Database,
    actor: &Actor,
    origin: Origin,
    envelopes: &[Envelope],
    now: Timestamp,
    live: &dyn Announcer,
) -> Result<Pushed, ApiError> {
    check_limits(envelopes)?;
    if envelopes.is_empty() {
        return Ok(Pushed::default());
    }
    time::check(Newest::read(db.connection()).await.map_err(broken)?.at, now)?;
    let pushed = push(db, actor, origin, envelopes, now).await?;
    if !pushed.touched.is_empty() {
        live.announce(&pushed.touched);
    }
    Ok(pushed)
}

fn check_limits(envelopes: &[Envelope]) -> Result<(), ApiError> {
    let bytes: usize = envelopes.iter().map(|it| it.command.get().len()).sum();
    let mut refusals = Refusals::default();
    refusals.refuse_if(MOST_ENVELOPES < envelopes.len(), Field::Envelopes, Refusal::TooLong { longest: MOST_ENVELOPES as u32 });
    // A single command is accepted whatever its size: it passed the request's own limit, and refusing it would block the outbox permanently.
    refusals.refuse_if(1 < envelopes.len() && MOST_BYTES < bytes, Field::Envelopes, Refusal::TooLong { longest: MOST_BYTES as u32 });
    refusals.into_result().map_err(ApiError::Refused)
}

fn push<'a>(
    db: &'a Database,
    actor: &'a Actor,
    origin: Origin,
    envelopes: &'a [Envelope],
    now: Timestamp,
) -> Pin<Box<dyn Future<Output = Result<Pushed, ApiError>> + Send + 'a>> {
    Box::pin(async move {
        let error = match together(db, actor, origin, envelopes, now).await {
            Ok(pushed) => return Ok(pushed),
            Err(error) => error,
        };
        if error.as_db_err().is_some_and(|it| constraint::is_outage(it) || constraint::is_lost_race(it)) {
            return Err(broken(error));
        }
        let [poison] = envelopes else {
            tracing::warn!(error = format!("{error:#}"), commands = envelopes.len(), "a batch failed; its commands go one by one");
            let mut all = Pushed::default();
            for envelope in envelopes {
                let one = push(db, actor, origin, std::slice::from_ref(envelope), now).await?;
                all.touched.extend(one.touched);
                all.reused.extend(one.reused);
            }
            return Ok(all);
        };
        tracing::error!(command = %poison.command_id, device = %origin.device(), error = format!("{error:#}"), "a command is poison and was refused");
        refuse(db, (origin.device(), actor.person), poison, now).await.map_err(broken)?;
        Ok(Pushed::default())
    })
}

/// The whole batch in one transaction.
async fn together(db: &Database, actor: &Actor, origin: Origin, envelopes: &[Envelope], now: Timestamp) -> anyhow::Result<Pushed> {
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = within(db, &transaction, actor, origin, envelopes, now).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

/// Stores the refusal of a command that cannot be carried out.
async fn refuse(db: &Database, whose: (DeviceId, PersonId), poison: &Envelope, now: Timestamp) -> anyhow::Result<()> {
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = async {
            let version = write::raise_clock(&transaction, now).await?;
            let reached = Reached { envelope: poison, command: None, verdict: refused(Field::Command, Refusal::Broken) };
            receipts::save(&transaction, whose, (version, now), &[reached]).await
        };
        let result = result.await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

async fn within(
    db: &Database,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    origin: Origin,
    envelopes: &[Envelope],
    now: Timestamp,
) -> anyhow::Result<Pushed> {
    let known = receipts::known(transaction, (origin.device(), actor.person), envelopes).await?;
    let newest = Newest::read(transaction).await?;
    // The clock was set back within the tolerance: time stands still until it has caught up.
    let now = now.max(newest.at);
    let mut pushed = Pushed::default();
    let mut seen: BTreeMap<CommandId, Uuid> = BTreeMap::new();
    let mut new: Vec<(&Envelope, Option<Command>)> = Vec::new();
    for envelope in envelopes {
        let (id, digest) = (envelope.command_id, receipts::digest_of(envelope));
        let is_same = match (known.get(&id), seen.get(&id)) {
            (Some(known), _) => known.is(digest, actor.person, origin),
            (None, Some(seen)) => *seen == digest,
            (None, None) if origin.may_name(id) => {
                seen.insert(id, digest);
                new.push((envelope, envelope.read()));
                true
            }
            (None, None) => false,
        };
        if !is_same {
            pushed.reused.push(id);
        }
    }
    if new.is_empty() {
        return Ok(pushed);
    }

    let commands: Vec<&Command> = new.iter().filter_map(|(_, it)| it.as_ref()).collect();
    let gathered = gather::gather(transaction, db.catalogue(), &commands).await?;
    let person = gathered.book.person(actor.person).filter(|_| !actor.imports);
    let actor = person.map_or(*actor, |it| Actor::of(it, &gathered.book));
    let left = person.is_some_and(|it| !it.active);

    let mut ledger = Ledger::new(gathered, Circumstances { actor, origin, newest: newest.version, now });
    let mut reached = Vec::with_capacity(new.len());
    for (envelope, command) in &new {
        let verdict = match left {
            true => refused(Field::Role, Refusal::NotAllowed),
            // The envelope was damaged in storage, or written by hand.
            false if envelope.digest != receipts::digest_of(envelope) => refused(Field::Command, Refusal::Malformed),
            false => ledger.decide(envelope, command.as_ref()),
        };
        reached.push(Reached { envelope, command: command.as_ref(), verdict: Faults::verdict(verdict) });
    }

    let version = write::raise_clock(transaction, now).await?;
    pushed.touched = write::write(transaction, &ledger, version, now).await?;
    receipts::save(transaction, (origin.device(), actor.person), (version, now), &reached).await?;
    let refusals = reached.iter().filter(|it| matches!(it.verdict, Verdict::Refused { .. })).count();
    tracing::debug!(version, commands = reached.len(), refusals, "pushed");
    Ok(pushed)
}
