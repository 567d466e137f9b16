//! Sends the parcels that are due: several at once, and the result of each is stored as soon as it is known.

use anyhow::{Context, Result};
use app::i18n::Lang;
use app::t;
use domain::records::organisation::Company;
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};
use futures::stream::{self, StreamExt, TryStreamExt};
use sea_orm::ActiveEnum;

use super::message::Message;
use super::retry::{self, Attempt};
use super::vapid::{self, Vapid};
use super::{push, robot};
use crate::Server;
use crate::db::queries::parcels::{self, Channel, Outcome, Parcel};
use crate::db::queries::{delivery, people, robots};

/// Parcels claimed at a time.
const TAKEN: u64 = 32;
/// Parcels sent at once.
const AT_ONCE: usize = 8;
/// How long claimed parcels belong to this server, in milliseconds: longer than all of them can take.
const LEASE: i64 = 5 * 60_000;
/// How long finished parcels are kept, in milliseconds.
const KEPT: i64 = 30 * 24 * 60 * 60_000;

/// Sends until nothing is due.
pub(super) async fn send(server: &Server) -> Result<()> {
    let now = server.clock.now();
    let mut known = None;
    loop {
        let parcels = parcels::claim(&server.db, TAKEN, now, Timestamp(now.0 + LEASE)).await?;
        if parcels.is_empty() {
            break;
        }
        if known.is_none() {
            known = Some((vapid::ensure(&server.db, now).await?, people::company(&server.db).await?));
            parcels::forget(&server.db, Timestamp(now.0 - KEPT)).await?;
        }
        let Some((vapid, company)) = &known else { break };
        stream::iter(parcels)
            .map(|it| async move { deliver(server, vapid, company, &it).await })
            .buffer_unordered(AT_ONCE)
            .try_collect::<()>()
            .await?;
    }
    Ok(())
}

async fn deliver(server: &Server, vapid: &Vapid, company: &Company, parcel: &Parcel) -> Result<()> {
    let now = server.clock.now();
    // An error in one message must not hold back the others: it counts as an attempt.
    let attempt = attempt(server, vapid, parcel, now).await.unwrap_or_else(|error| Attempt::Failed(format!("{error:#}")));
    let outcome = match retry::outcome(attempt, parcel.attempts, now) {
        // A retry notifies like a first attempt: not in the quiet hours.
        Outcome::Again(at, why) => {
            let own = match parcel.person {
                Some(person) => delivery::choice(&server.db, PersonId(person)).await?.quiet,
                None => None,
            };
            Outcome::Again(company.notices.quiet_of(own).next_loud(at, company.utc_offset_minutes), why)
        }
        done => done,
    };
    let (id, channel, attempts) = (parcel.id, parcel.channel.to_value(), parcel.attempts);
    match &outcome {
        Outcome::Sent => tracing::info!(parcel = %id, channel, attempts, "delivered a message"),
        Outcome::Again(_, why) => tracing::info!(parcel = %id, channel, attempts, why, "a message was not delivered; it will be retried"),
        Outcome::Dropped(why) => tracing::info!(parcel = %id, channel, attempts, why, "a message has no receiver"),
        Outcome::GivenUp(why) => tracing::warn!(parcel = %id, channel, attempts, why, "gave up delivering a message"),
    }
    parcels::note(&server.db, parcel.id, &outcome, now).await
}

async fn attempt(server: &Server, vapid: &Vapid, parcel: &Parcel, now: Timestamp) -> Result<Attempt> {
    let message: Message = serde_json::from_str(&parcel.body).context("the message of a parcel")?;
    let gone = |why: &str| Ok(Attempt::Dropped(why.to_owned()));
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
            Ok(match pushed.attempt {
                Attempt::Refused(why) if pushed.is_gone => Attempt::Dropped(why),
                attempt => attempt,
            })
        }
        Channel::Mail => {
            let person = PersonId(parcel.receiver);
            let who = people::by_id(&server.db, person).await?.filter(|it| it.active);
            let Some(address) = who.and_then(|it| it.email) else { return gone("they have no e-mail address") };
            let Some(mailer) = &server.channels.mailer else { return Ok(Attempt::Refused("this server sends no e-mail".to_owned())) };
            if !delivery::choice(&server.db, person).await?.mail {
                return gone("they do not want e-mail any more");
            }
            Ok(mailer.mail(&address, parcel.id, &message, app).await)
        }
        Channel::Robot => {
            let Some(robot) = robots::by_id(&server.db, parcel.receiver).await? else { return gone("the robot is not there any more") };
            if !robot.robot.active {
                return gone(t!(in Lang::parse(&robot.robot.language).unwrap_or_default(), "delivery.trouble.off"));
            }
            Ok(robot::say(&server.channels.outward, &robot, &message, app, now).await)
        }
    }
}

/// Where the operators of a push service reach those of this server (RFC 8292 asks for an address).
fn contact(server: &Server) -> String {
    let config = &server.config;
    let written = || config.mail.as_ref().and_then(|it| it.address()).map(|it| format!("mailto:{it}"));
    let public = config.public_url.clone().filter(|_| config.is_public_over_tls());
    public.or_else(written).unwrap_or_else(|| "https://localhost".to_owned())
}
