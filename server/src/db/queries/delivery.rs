//! Where a person gets notices outside the app: the devices subscribed to push, and whether they want e-mail.

use app::api::delivery::Subscription;
use domain::rules::notices::QuietHours;
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::db::{Database, sql};

/// A device subscribed to push.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    pub device: DeviceId,
    pub person: PersonId,
    pub subscription: Subscription,
}

/// A person's choices on delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// They want e-mail.
    pub mail: bool,
    /// The tag of the language they read; empty if they chose none.
    pub language: String,
    /// Their own quiet hours; `None` if the company's apply.
    pub quiet: Option<QuietHours>,
}

fn choice_of(row: &QueryResult, first: usize) -> anyhow::Result<Choice> {
    let [from, until] = [first + 2, first + 3].map(|it| row.try_get_by_index::<Option<i32>>(it));
    let quiet = from?.zip(until?).map(|(from, until)| QuietHours { from, until });
    Ok(Choice { mail: row.try_get_by_index(first)?, language: row.try_get_by_index(first + 1)?, quiet })
}

/// A device gets push messages only while the person is signed in on it. A person who signs out or is disabled gets none, without any cleanup.
/// `$1` is the present time.
const SIGNED_IN: &str = "EXISTS (SELECT 1 FROM session WHERE session.device_id = push_subscription.device_id \
     AND session.person_id = push_subscription.person_id AND session.revoked_at IS NULL AND $1 < session.expires_at)";

/// Enables push on this device for this person only.
pub async fn subscribe(db: &Database, device: &Device, now: Timestamp) -> anyhow::Result<()> {
    let keep = "INSERT INTO push_subscription (device_id, person_id, endpoint, receiver_key, receiver_secret, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (device_id) DO UPDATE SET person_id = excluded.person_id, endpoint = excluded.endpoint, \
         receiver_key = excluded.receiver_key, receiver_secret = excluded.receiver_secret, made_at = excluded.made_at";
    let Subscription { endpoint, p256dh, auth } = device.subscription.clone();
    let values = vec![device.device.0.into(), device.person.0.into(), endpoint.into(), p256dh.into(), auth.into(), now.0.into()];
    sql::run(db.connection(), keep, values).await?;
    Ok(())
}

/// Disables push on this device.
pub async fn unsubscribe(db: &Database, device: DeviceId, person: PersonId) -> anyhow::Result<()> {
    let gone = "DELETE FROM push_subscription WHERE device_id = $1 AND person_id = $2";
    sql::run(db.connection(), gone, vec![device.0.into(), person.0.into()]).await?;
    Ok(())
}

/// Deletes subscriptions to an endpoint that the browser has revoked.
pub async fn forget_endpoint(db: &Database, endpoint: &str) -> anyhow::Result<()> {
    sql::run(db.connection(), "DELETE FROM push_subscription WHERE endpoint = $1", vec![endpoint.into()]).await?;
    Ok(())
}

/// All devices that may get push messages now, ordered by person.
pub async fn devices(connection: &impl ConnectionTrait, now: Timestamp) -> anyhow::Result<Vec<Device>> {
    let question = format!(
        "SELECT device_id, person_id, endpoint, receiver_key, receiver_secret FROM push_subscription WHERE {SIGNED_IN} \
         ORDER BY person_id, device_id"
    );
    sql::all(connection, question, vec![now.0.into()]).await?.iter().map(device_of).collect()
}

/// This device, if it may get push messages for this person now.
pub async fn device(db: &Database, device: DeviceId, person: PersonId, now: Timestamp) -> anyhow::Result<Option<Device>> {
    let question = format!(
        "SELECT device_id, person_id, endpoint, receiver_key, receiver_secret FROM push_subscription \
         WHERE {SIGNED_IN} AND device_id = $2 AND person_id = $3"
    );
    let row = sql::one(db.connection(), question, vec![now.0.into(), device.0.into(), person.0.into()]).await?;
    row.as_ref().map(device_of).transpose()
}

fn device_of(row: &QueryResult) -> anyhow::Result<Device> {
    Ok(Device {
        device: DeviceId(row.try_get_by_index(0)?),
        person: PersonId(row.try_get_by_index(1)?),
        subscription: Subscription { endpoint: row.try_get_by_index(2)?, p256dh: row.try_get_by_index(3)?, auth: row.try_get_by_index(4)? },
    })
}

/// The choices of everybody who made any.
pub async fn choices(connection: &impl ConnectionTrait) -> anyhow::Result<Vec<(PersonId, Choice)>> {
    let rows = sql::all(connection, "SELECT person_id, mail, language, quiet_from, quiet_until FROM delivery_choice", vec![]).await?;
    rows.iter().map(|it| Ok((PersonId(it.try_get_by_index::<Uuid>(0)?), choice_of(it, 1)?))).collect()
}

/// This person's choices; the defaults if they made none.
pub async fn choice(db: &Database, person: PersonId) -> anyhow::Result<Choice> {
    let question = "SELECT mail, language, quiet_from, quiet_until FROM delivery_choice WHERE person_id = $1";
    let Some(row) = sql::one(db.connection(), question, vec![person.0.into()]).await? else { return Ok(Choice::default()) };
    choice_of(&row, 0)
}

/// Stores this person's own quiet hours; `None` removes them.
pub async fn choose_quiet(db: &Database, person: PersonId, own: Option<QuietHours>) -> anyhow::Result<()> {
    let keep = "INSERT INTO delivery_choice (person_id, mail, language, quiet_from, quiet_until) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (person_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until";
    let (from, until) = own.map(|it| (it.from, it.until)).unzip();
    sql::run(db.connection(), keep, vec![person.0.into(), false.into(), "".into(), from.into(), until.into()]).await?;
    Ok(())
}

/// Stores whether this person wants e-mail, and the language they read.
pub async fn choose_mail(db: &Database, person: PersonId, choice: &Choice) -> anyhow::Result<()> {
    let keep = "INSERT INTO delivery_choice (person_id, mail, language) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET mail = excluded.mail, language = excluded.language";
    sql::run(db.connection(), keep, vec![person.0.into(), choice.mail.into(), choice.language.clone().into()]).await?;
    Ok(())
}

/// Stores the language this person reads.
pub async fn choose_language(db: &Database, person: PersonId, language: &str) -> anyhow::Result<()> {
    let keep = "INSERT INTO delivery_choice (person_id, mail, language) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET language = excluded.language";
    sql::run(db.connection(), keep, vec![person.0.into(), false.into(), language.into()]).await?;
    Ok(())
}
