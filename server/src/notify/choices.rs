//! A person's settings for notices.

use anyhow::{Result, bail};
use app::api::ApiError;
use app::api::delivery::{Delivery, Subscription};
use app::i18n::Lang;
use domain::rules::notices::QuietHours;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};

use super::message::Message;
use super::sealed::Receiver;
use super::{packing, vapid};
use crate::Server;
use crate::auth::Known;
use crate::db::queries::delivery::{self, Device};
use crate::db::queries::{parcels, people};

/// The person's present settings.
pub async fn current(server: &Server, known: &Known) -> Result<Delivery> {
    let (db, person, now) = (&server.db, known.actor.person, server.clock.now());
    let device = delivery::device(db, known.session.device, person, now).await?;
    let choice = delivery::choice(db, person).await?;
    Ok(Delivery {
        push_key: vapid::ensure(db, now).await?.public(),
        push_here: device.is_some(),
        address: people::by_id(db, person).await?.and_then(|it| it.email),
        mail_is_sent: server.channels.sends_mail(),
        mail: choice.mail,
        quiet: choice.quiet,
    })
}

/// Enables push on the device of this session.
pub async fn subscribe(server: &Server, known: &Known, subscription: Subscription, language: &str) -> Result<()> {
    if server.channels.outward.check(&subscription.endpoint).is_none() {
        bail!(refused(Field::Endpoint));
    }
    if Receiver::parse(&subscription.p256dh, &subscription.auth).is_none() {
        bail!(refused(Field::Keys));
    }
    // A browser that renews its own subscription does not know the person's language.
    let language = Some(language).filter(|it| !it.is_empty()).map(checked).transpose()?;
    let device = Device { device: known.session.device, person: known.actor.person, subscription };
    delivery::subscribe(&server.db, &device, server.clock.now()).await?;
    match language {
        Some(language) => delivery::choose_language(&server.db, known.actor.person, language.tag()).await,
        None => Ok(()),
    }
}

/// Disables push on the device of this session.
pub async fn unsubscribe(server: &Server, known: &Known) -> Result<()> {
    delivery::unsubscribe(&server.db, known.session.device, known.actor.person).await
}

/// Turns e-mail on or off.
pub async fn mail(server: &Server, known: &Known, on: bool, language: &str) -> Result<()> {
    delivery::choose_mail(&server.db, known.actor.person, on, checked(language)?.tag()).await
}

/// Stores the person's own quiet hours; `None` applies the company's.
pub async fn quiet(server: &Server, known: &Known, own: Option<QuietHours>) -> Result<()> {
    let mut refusals = Refusals::default();
    own.iter().for_each(|it| it.check(&mut refusals));
    refusals.into_result().map_err(ApiError::Refused)?;
    delivery::choose_quiet(&server.db, known.actor.person, own).await
}

/// Queues a trial message on every channel the person chose, a limited number of times in ten minutes. Returns the number of messages.
pub async fn try_out(server: &Server, known: &Known) -> Result<u32> {
    let (db, person, now) = (&server.db, known.actor.person, server.clock.now());
    server.trials.count(person, now).map_err(|retry_after| ApiError::Busy { retry_after })?;
    let choice = delivery::choice(db, person).await?;
    let devices: Vec<Device> = delivery::devices(db.connection(), now).await?.into_iter().filter(|it| it.person == person).collect();
    let has_address = people::by_id(db, person).await?.is_some_and(|it| it.email.is_some());
    let wants_mail = choice.mail && has_address && server.channels.sends_mail();
    let message = Message::trial(Lang::parse(&choice.language).unwrap_or_default());
    let parcels = packing::addressed(person, &devices, wants_mail, &message);
    parcels::add(db.connection(), &parcels, now).await?;
    Ok(u32::try_from(parcels.len()).unwrap_or(u32::MAX))
}

fn checked(language: &str) -> Result<Lang> {
    Ok(Lang::parse(language).ok_or_else(|| refused(Field::Language))?)
}

fn refused(field: Field) -> ApiError {
    ApiError::Refused(Refusals::of(field, Refusal::Malformed))
}
