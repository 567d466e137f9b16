//! What a signed-in person may call. The session was looked up when the request was admitted; nothing here looks it up again.

use std::sync::Arc;

use anyhow::Result;
use app::api::ApiError;
use app::api::customers::Twin;
use app::api::delivery::{Delivery, Subscription, WayState};
use app::api::devices::{SignInsAnswer, SignedInDevice};
use app::api::robots::{Robot, RobotDraft};
use app::ports::{self, Accounts, Channels, Devices, Notices, Records};
use async_trait::async_trait;
use domain::access::actor::Actor;
use domain::figures::kpis::{RankedMember, RankingQuestion};
use domain::rules::notices::QuietHours;
use domain::sync::history::{HistoryAnswer, HistoryQuestion};
use domain::sync::{Answer, Exchange};
use domain::values::ids::{DeviceId, PersonId};
use domain::views::simulation::{RuleDraft, Simulation};
use uuid::Uuid;

use super::ResponseHead;
use crate::Server;
use crate::auth::{self, Known, devices, sign_ins};
use crate::db::queries::{history, ranking, twins};
use crate::notify::{self, choices, robots, ways};
use crate::simulation;
use crate::sync;

pub(super) struct Admitted {
    pub server: Arc<Server>,
    pub known: Known,
    pub reply: ResponseHead,
}

impl ports::Admitted for Admitted {
    fn actor(&self) -> &Actor {
        &self.known.actor
    }
}

#[async_trait]
impl Records for Admitted {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        let (db, actor, now) = (&self.server.db, &self.known.actor, self.server.clock.now());
        if !self.reply.answer(auth::claim(db, ours.device, actor.person, now).await)? {
            return self.reply.answer(Err(ApiError::WrongPerson.into()));
        }
        let answer = sync::exchange(db, &self.server.live, actor, ours, now).await;
        self.reply.answer(answer.map_err(anyhow::Error::from))
    }

    async fn twins(&self, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError> {
        self.reply.answer(twins::twins(&self.server.db, &self.known.actor, name, phone).await)
    }

    async fn ranking(&self, question: RankingQuestion) -> Result<Vec<RankedMember>, ApiError> {
        let (db, now) = (&self.server.db, self.server.clock.now());
        self.reply.answer(ranking::of_own_team(db, &self.known.actor, question, now).await)
    }

    async fn history(&self, question: HistoryQuestion) -> Result<HistoryAnswer, ApiError> {
        self.reply.answer(history::page(&self.server.db, &self.known.actor, &question, self.server.clock.now()).await)
    }

    async fn simulate(&self, draft: RuleDraft) -> Result<Simulation, ApiError> {
        self.reply.answer(simulation::run(&self.server, self.known.actor, draft).await)
    }
}

#[async_trait]
impl Notices for Admitted {
    async fn delivery(&self) -> Result<Delivery, ApiError> {
        self.reply.answer(choices::current(&self.server, &self.known).await)
    }

    async fn subscribe(&self, subscription: Subscription, language: &str) -> Result<(), ApiError> {
        self.reply.answer(choices::subscribe(&self.server, &self.known, subscription, language).await)
    }

    async fn unsubscribe(&self) -> Result<(), ApiError> {
        self.reply.answer(choices::unsubscribe(&self.server, &self.known).await)
    }

    async fn mail(&self, on: bool, language: &str) -> Result<(), ApiError> {
        self.reply.answer(choices::mail(&self.server, &self.known, on, language).await)
    }

    async fn quiet(&self, own: Option<QuietHours>) -> Result<(), ApiError> {
        self.reply.answer(choices::quiet(&self.server, &self.known, own).await)
    }

    async fn try_delivery(&self) -> Result<u32, ApiError> {
        let n = self.reply.answer(choices::try_out(&self.server, &self.known).await)?;
        notify::soon(&self.server);
        Ok(n)
    }
}

#[async_trait]
impl Devices for Admitted {
    async fn my_devices(&self) -> Result<Vec<SignedInDevice>, ApiError> {
        let (session, now) = (&self.known.session, self.server.clock.now());
        self.reply.answer(devices::list(&self.server.db, session, session.person, now).await)
    }

    async fn sign_out_device(&self, device: DeviceId) -> Result<(), ApiError> {
        let session = &self.known.session;
        self.reply.answer(devices::sign_out(&self.server.db, session, session.person, Some(device)).await)
    }
}

#[async_trait]
impl Accounts for Admitted {
    async fn reset_password(&self, person: PersonId, new: &str) -> Result<(), ApiError> {
        self.reply.answer(auth::reset_password(&self.server.db, person, new, self.server.clock.now()).await)
    }

    async fn devices_of(&self, person: PersonId) -> Result<Vec<SignedInDevice>, ApiError> {
        self.reply.answer(devices::list(&self.server.db, &self.known.session, person, self.server.clock.now()).await)
    }

    async fn sign_out_person(&self, person: PersonId, device: Option<DeviceId>) -> Result<(), ApiError> {
        self.reply.answer(devices::sign_out(&self.server.db, &self.known.session, person, device).await)
    }

    async fn sign_ins_of(&self, person: PersonId, before: Option<i64>) -> Result<SignInsAnswer, ApiError> {
        self.reply.answer(sign_ins::page(&self.server.db, person, before, self.server.clock.now()).await)
    }
}

#[async_trait]
impl Channels for Admitted {
    async fn ways(&self) -> Result<Vec<WayState>, ApiError> {
        self.reply.answer(ways::all(&self.server).await)
    }

    async fn robots(&self) -> Result<Vec<Robot>, ApiError> {
        self.reply.answer(robots::list(&self.server).await)
    }

    async fn save_robot(&self, robot: RobotDraft) -> Result<(), ApiError> {
        self.reply.answer(robots::save(&self.server, robot).await)
    }

    async fn remove_robot(&self, robot: Uuid) -> Result<(), ApiError> {
        self.reply.answer(robots::remove(&self.server, robot).await)
    }

    async fn try_robot(&self, robot: Uuid) -> Result<Option<String>, ApiError> {
        self.reply.answer(robots::try_out(&self.server, self.known.actor.person, robot).await)
    }
}
