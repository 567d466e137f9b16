//! Where a person gets notices outside the app: the devices subscribed to push, and whether they want e-mail.

use app::api::delivery::Subscription;
use domain::rules::notices::QuietHours;
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::db::Database;
use crate::db::tables::{delivery_choice, push_subscription, session};

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

/// A device gets push messages only while the person is signed in on it. A person who signs out or is disabled gets none, without any cleanup.
fn is_signed_in(now: Timestamp) -> Expr {
    let (its, own) = (|it| Expr::col((session::Entity, it)), |it| Expr::col((push_subscription::Entity, it)));
    let open = Condition::all()
        .add(its(session::Column::DeviceId).eq(own(push_subscription::Column::DeviceId)))
        .add(its(session::Column::PersonId).eq(own(push_subscription::Column::PersonId)))
        .add(session::Column::RevokedAt.is_null())
        .add(session::Column::ExpiresAt.gt(now.0));
    Expr::exists(Query::select().expr(Expr::val(1)).from(session::Entity).cond_where(open).to_owned())
}

/// Enables push on this device for this person only.
pub async fn subscribe(db: &Database, device: &Device, now: Timestamp) -> anyhow::Result<()> {
    use push_subscription::{ActiveModel, Column, Entity, Model};
    let Subscription { endpoint, p256dh, auth } = device.subscription.clone();
    let row = Model {
        device_id: device.device.0,
        person_id: device.person.0,
        endpoint,
        receiver_key: p256dh,
        receiver_secret: auth,
        made_at: now.0,
    };
    let row: ActiveModel = row.into_active_model().reset_all();
    let replace = OnConflict::column(Column::DeviceId)
        .update_columns([Column::PersonId, Column::Endpoint, Column::ReceiverKey, Column::ReceiverSecret, Column::MadeAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(db.connection()).await?;
    Ok(())
}

/// Disables push on this device.
pub async fn unsubscribe(db: &Database, device: DeviceId, person: PersonId) -> anyhow::Result<()> {
    let theirs = push_subscription::Column::PersonId.eq(person.0);
    push_subscription::Entity::delete_by_id(device.0).filter(theirs).exec(db.connection()).await?;
    Ok(())
}

/// Deletes subscriptions to an endpoint that the browser has revoked.
pub async fn forget_endpoint(db: &Database, endpoint: &str) -> anyhow::Result<()> {
    push_subscription::Entity::delete_many().filter(push_subscription::Column::Endpoint.eq(endpoint)).exec(db.connection()).await?;
    Ok(())
}

/// All devices that may get push messages now, ordered by person.
pub async fn devices(connection: &impl ConnectionTrait, now: Timestamp) -> anyhow::Result<Vec<Device>> {
    let rows = push_subscription::Entity::find()
        .filter(is_signed_in(now))
        .order_by_asc(push_subscription::Column::PersonId)
        .order_by_asc(push_subscription::Column::DeviceId)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(device_of).collect())
}

/// This device, if it may get push messages for this person now.
pub async fn device(db: &Database, device: DeviceId, person: PersonId, now: Timestamp) -> anyhow::Result<Option<Device>> {
    let theirs = push_subscription::Column::PersonId.eq(person.0);
    let row = push_subscription::Entity::find_by_id(device.0).filter(theirs).filter(is_signed_in(now)).one(db.connection()).await?;
    Ok(row.map(device_of))
}

fn device_of(row: push_subscription::Model) -> Device {
    let subscription = Subscription { endpoint: row.endpoint, p256dh: row.receiver_key, auth: row.receiver_secret };
    Device { device: DeviceId(row.device_id), person: PersonId(row.person_id), subscription }
}

/// The choices of everybody who made any.
pub async fn choices(connection: &impl ConnectionTrait) -> anyhow::Result<Vec<(PersonId, Choice)>> {
    let rows = delivery_choice::Entity::find().all(connection).await?;
    Ok(rows.into_iter().map(|it| (PersonId(it.person_id), choice_of(it))).collect())
}

/// This person's choices; the defaults if they made none.
pub async fn choice(db: &Database, person: PersonId) -> anyhow::Result<Choice> {
    Ok(delivery_choice::Entity::find_by_id(person.0).one(db.connection()).await?.map(choice_of).unwrap_or_default())
}

fn choice_of(row: delivery_choice::Model) -> Choice {
    let quiet = row.quiet_from.zip(row.quiet_until).map(|(from, until)| QuietHours { from, until });
    Choice { mail: row.mail, language: row.language, quiet }
}

/// Stores this person's own quiet hours; `None` removes them.
pub async fn choose_quiet(db: &Database, person: PersonId, own: Option<QuietHours>) -> anyhow::Result<()> {
    let choice = Choice { quiet: own, ..Choice::default() };
    choose(db, person, choice, &[delivery_choice::Column::QuietFrom, delivery_choice::Column::QuietUntil]).await
}

/// Stores whether this person wants e-mail, and the language they read.
pub async fn choose_mail(db: &Database, person: PersonId, mail: bool, language: &str) -> anyhow::Result<()> {
    let choice = Choice { mail, language: language.to_owned(), quiet: None };
    choose(db, person, choice, &[delivery_choice::Column::Mail, delivery_choice::Column::Language]).await
}

/// Stores the language this person reads.
pub async fn choose_language(db: &Database, person: PersonId, language: &str) -> anyhow::Result<()> {
    let choice = Choice { language: language.to_owned(), ..Choice::default() };
    choose(db, person, choice, &[delivery_choice::Column::Language]).await
}

/// Inserts these choices, or updates `chosen` alone if the person made some before.
async fn choose(db: &Database, person: PersonId, choice: Choice, chosen: &[delivery_choice::Column]) -> anyhow::Result<()> {
    use delivery_choice::{ActiveModel, Column, Entity, Model};
    let (quiet_from, quiet_until) = choice.quiet.map(|it| (it.from, it.until)).unzip();
    let row = Model { person_id: person.0, mail: choice.mail, language: choice.language, quiet_from, quiet_until };
    let row: ActiveModel = row.into_active_model().reset_all();
    let replace = OnConflict::column(Column::PersonId).update_columns(chosen.iter().copied()).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(db.connection()).await?;
    Ok(())
}
