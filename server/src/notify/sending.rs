//! What is due is sent: several at once, each noted as soon as it is known what became of it.

use anyhow::{Context, Result};
use domain::calendar::Timestamp;
use domain::ids::{DeviceId, PersonId};
use futures::stream::{self, StreamExt, TryStreamExt};

use super::message::Message;
use super::retry::{self, Attempt};
use super::vapid::{self, Vapid};
use super::{push, robot};
use crate::Server;
use crate::db::queries::parcels::{self, Channel, Outcome, Parcel};
use crate::db::queries::{delivery, people, robots};

/// Parcels taken at a time.
const TAKEN: u64 = 32;
/// Parcels sent at once.
const AT_ONCE: usize = 8;
/// How long taken parcels are this server's: longer than all of them can take.
const LEASE: i64 = 5 * 60_000;
/// How long it is kept what became of a parcel.
const KEPT: i64 = 30 * 24 * 60 * 60_000;

/// Sends until nothing is due.
pub(super) async fn send(server: &Server) -> Result<()> {
    let now = server.clock.now();
    let mut vapid = None;
    loop {
        let parcels = parcels::claim(&server.db, TAKEN, now, Timestamp(now.0 + LEASE)).await?;
        if parcels.is_empty() {
            break;
        }
        if vapid.is_none() {
            vapid = Some(vapid::ensure(&server.db, now).await?);
            parcels::forget(&server.db, Timestamp(now.0 - KEPT)).await?;
        }
        let Some(vapid) = &vapid else { break };
        stream::iter(parcels)
            .map(|it| async move { deliver(server, vapid, &it).await })
            .buffer_unordered(AT_ONCE)
            .try_collect::<()>()
            .await?;
    }
    Ok(())
}

async fn deliver(server: &Server, vapid: &Vapid, parcel: &Parcel) -> Result<()> {
    let now = server.clock.now();
    // What breaks one message must not keep the others back: it counts as an attempt.
    let attempt = attempt(server, vapid, parcel, now).await.unwrap_or_else(|error| Attempt::Failed(format!("{error:#}")));
    let outcome = retry::outcome(attempt, parcel.attempts, now);
    let (id, channel, attempts) = (parcel.id, parcel.channel.word(), parcel.attempts);
    match &outcome {
        Outcome::Sent => tracing::info!(parcel = %id, channel, attempts, "a message arrived"),
        Outcome::Again(_, why) => tracing::info!(parcel = %id, channel, attempts, why, "a message did not arrive yet"),
        Outcome::GivenUp(why) => tracing::warn!(parcel = %id, channel, attempts, why, "a message was given up"),
    }
    parcels::note(&server.db, parcel.id, &outcome, now).await
}

async fn attempt(server: &Server, vapid: &Vapid, parcel: &Parcel, now: Timestamp) -> Result<Attempt> {
    let message: Message = serde_json::from_str(&parcel.body).context("the message of a parcel")?;
    let gone = |why: &str| Ok(Attempt::Refused(why.to_owned()));
    let app = server.config.public_url.as_deref();
    match parcel.channel {
        Channel::Push => {
            let person = PersonId(parcel.person.unwrap_or_default());
            let device = delivery::device(&server.db, DeviceId(parcel.receiver), person, now).await?;
            let Some(device) = device else { return gone("they are not rung on that device any more") };
            let contact = contact(server);
            let sender = push::Sender { outward: &server.channels.outward, vapid, contact: &contact };
            let pushed = push::push(&sender, &device, parcel.id, &message, now).await?;
            if pushed.is_gone {
                delivery::forget_endpoint(&server.db, &device.subscription.endpoint).await?;
            }
            Ok(pushed.attempt)
        }
        Channel::Mail => {
            let person = PersonId(parcel.receiver);
            let who = people::by_id(&server.db, person).await?.filter(|it| it.active);
            let Some(address) = who.and_then(|it| it.email) else { return gone("they have no e-mail address") };
            let Some(mailer) = &server.channels.mailer else { return gone("this server sends no e-mail") };
            if !delivery::choice(&server.db, person).await?.mail {
                return gone("they do not want e-mail any more");
            }
            Ok(mailer.mail(&address, parcel.id, &message, app).await)
        }
        Channel::Robot => {
            let robot = robots::by_id(&server.db, parcel.receiver).await?.filter(|it| it.robot.active);
            let Some(robot) = robot else { return gone("the robot is not there any more") };
            Ok(robot::say(&server.channels.outward, &robot, &message, app, now).await)
        }
    }
}

/// Where the keepers of a push service reach ours (RFC 8292 asks for an address).
fn contact(server: &Server) -> String {
    let config = &server.config;
    let written = || config.mail.as_ref().and_then(|it| it.address()).map(|it| format!("mailto:{it}"));
    let public = config.public_url.clone().filter(|_| config.is_public_over_tls());
    public.or_else(written).unwrap_or_else(|| "https://localhost".to_owned())
}
