//! Administration of the robots of chat groups.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use app::api::ApiError;
use app::api::robots::{Robot, RobotDraft};
use app::i18n::Lang;
use domain::access::bucket::Bucket;
use domain::book::Book;
use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text;
use reqwest::Url;
use uuid::Uuid;

use super::message::Message;
use super::outward::{LONGEST_URL, Outward};
use super::retry::Attempt;
use super::robot::say;
use crate::Server;
use crate::db::queries::parcels::{self, Channel};
use crate::db::queries::people;
use crate::db::queries::robots::{self, FullRobot};

/// Every robot, without its address and secret.
pub async fn list(server: &Server) -> Result<Vec<Robot>> {
    // Collecting keeps the last error of each.
    let troubles: BTreeMap<Uuid, Option<String>> = parcels::troubles(&server.db, Channel::Robot).await?.into_iter().collect();
    let shown = |full: FullRobot| {
        let host = Url::parse(&full.url).ok().and_then(|it| it.host_str().map(str::to_owned)).unwrap_or_default();
        Robot { host, trouble: troubles.get(&full.robot.id).cloned().flatten(), ..full.robot }
    };
    Ok(robots::all(server.db.connection()).await?.into_iter().map(shown).collect())
}

/// Inserts or updates a robot.
pub async fn save(server: &Server, draft: RobotDraft) -> Result<()> {
    let was = robots::by_id(&server.db, draft.id).await?;
    let book = people::catalogue(&server.db).await?;
    let robot = checked(draft, was, &book, &server.channels.outward).map_err(ApiError::Refused)?;
    robots::save(&server.db, &robot, server.clock.now()).await
}

pub async fn remove(server: &Server, id: Uuid) -> Result<()> {
    robots::remove(&server.db, id).await
}

/// Sends a trial message at once, also through an inactive robot. Returns the error, if any.
pub async fn try_out(server: &Server, by: PersonId, id: Uuid) -> Result<Option<String>> {
    server.trials.count(by, server.clock.now()).map_err(|retry_after| ApiError::Busy { retry_after })?;
    let Some(robot) = robots::by_id(&server.db, id).await? else { bail!(ApiError::Refused(Refusals::of(Field::Id, Refusal::NotYours))) };
    let message = Message::trial(Lang::parse(&robot.robot.language).unwrap_or_default());
    let app = server.config.public_url.as_deref();
    Ok(match say(&server.channels.outward, &robot, &message, app, server.clock.now()).await {
        Attempt::Sent => None,
        Attempt::Failed(why) | Attempt::Refused(why) | Attempt::Dropped(why) => Some(why),
    })
}

fn checked(draft: RobotDraft, was: Option<FullRobot>, book: &Book, outward: &Outward) -> Result<FullRobot, Refusals> {
    const LONGEST_SECRET: u32 = 200;
    let mut refusals = Refusals::default();
    let name = refusals.keep(Field::Name, text::required(&draft.name, text::LINE));
    let (kept_url, kept_secret) = was.map(|it| (it.url, it.secret)).unzip();
    let given_url = draft.url.as_deref().unwrap_or_default();
    let url = refusals.keep(Field::Url, text::token(given_url, LONGEST_URL)).flatten();
    refusals.refuse_if(given_url.trim().is_empty() && kept_url.is_none(), Field::Url, Refusal::Missing);
    refusals.refuse_if(url.as_ref().is_some_and(|it| outward.check(it).is_none()), Field::Url, Refusal::Malformed);
    let secret = match &draft.secret {
        Some(given) => refusals.keep(Field::Secret, text::token(given, LONGEST_SECRET)).flatten(),
        None => kept_secret.flatten(),
    };
    let is_known = match draft.of {
        Bucket::Company => true,
        Bucket::Catalog | Bucket::Assigned(_) => false,
        Bucket::Person(id) => book.person(id).is_some(),
        Bucket::Team(id) => book.team(id).is_some(),
        Bucket::Department(id) => book.department(id).is_some(),
    };
    refusals.refuse_if(!is_known, Field::Of, Refusal::NotYours);
    refusals.refuse_if(Lang::parse(&draft.language).is_none(), Field::Language, Refusal::Malformed);
    refusals.into_result()?;
    let robot = Robot {
        id: draft.id,
        name: name.unwrap_or_default(),
        kind: draft.kind,
        host: String::new(),
        is_signed: secret.is_some(),
        of: draft.of,
        urgent_only: draft.urgent_only,
        language: draft.language,
        active: draft.active,
        trouble: None,
    };
    Ok(FullRobot { robot, url: url.or(kept_url).unwrap_or_default(), secret })
}
