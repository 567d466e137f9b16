//! Implements the server functions. There is one desk per request: it reads the request's cookies and may set those of the response.

use std::sync::Arc;

use anyhow::Result;
use app::api::ApiError;
use app::api::customers::Twin;
use app::api::delivery::{Delivery, Subscription, WayState};
use app::api::robots::{Robot, RobotDraft};
use app::api::session::SignedIn;
use app::ports::Backend;
use async_trait::async_trait;
use domain::access::actor::Actor;
use domain::records::organisation::Person;
use domain::rules::notices::QuietHours;
use domain::sync::{Answer, Exchange};
use domain::values::ids::{DeviceId, PersonId};
use http::HeaderValue;
use http::header;
use http::request::Parts;
use leptos_axum::ResponseOptions;
use uuid::Uuid;

use crate::Server;
use crate::auth::{self, Attempt, Known, cookie};
use crate::db::queries::{people, twins};
use crate::http::{api_error, client_address, is_over_tls, note_session, retry_after, status};
use crate::notify::{self, choices, robots, ways};
use crate::sync;

pub struct Desk {
    server: Arc<Server>,
    request: Parts,
    response: ResponseOptions,
}

impl Desk {
    /// The desk of one request.
    pub fn new(server: Arc<Server>, request: Parts, response: ResponseOptions) -> Desk {
        Desk { server, request, response }
    }

    /// Sets the HTTP status and `Retry-After` of an error, and logs it if it is the server's fault.
    fn answer<T>(&self, result: Result<T>) -> Result<T, ApiError> {
        result.map_err(|error| {
            let error = api_error(error);
            self.response.set_status(status(&error));
            if let Some(seconds) = retry_after(&error) {
                self.response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            error
        })
    }

    fn token(&self) -> Option<&str> {
        cookie::token(&self.request.headers)
    }

    fn is_over_tls(&self) -> bool {
        is_over_tls(&self.request, &self.server.config)
    }

    async fn known(&self) -> Result<Known> {
        let known = auth::known(&self.server.db, self.token(), self.server.clock.now()).await?;
        note_session(&self.request.extensions);
        if let Some(token) = self.token().filter(|_| known.session.is_renewed) {
            self.response.append_header(header::SET_COOKIE, cookie::keep(token, self.is_over_tls()));
        }
        Ok(known)
    }

    async fn signed_in(&self, person: Person) -> Result<SignedIn> {
        let company = people::company(&self.server.db).await?;
        let must_change_password = auth::must_change(&self.server.db, person.id).await?;
        Ok(SignedIn { person, company, must_change_password })
    }

    async fn signed_in_as(&self, person: PersonId) -> Result<SignedIn> {
        let person = people::by_id(&self.server.db, person).await?.ok_or(ApiError::SignedOut)?;
        self.signed_in(person).await
    }

    async fn let_in(&self, attempt: Attempt<'_>) -> Result<SignedIn> {
        let (token, person) = auth::sign_in(&self.server.db, attempt, self.server.clock.now()).await?;
        // Ends the previous session of this browser.
        if let Some(before) = self.token() {
            auth::close(&self.server.db, before).await?;
        }
        self.response.append_header(header::SET_COOKIE, cookie::keep(&token, self.is_over_tls()));
        self.signed_in(person).await
    }

    async fn let_out(&self) -> Result<()> {
        self.response.append_header(header::SET_COOKIE, cookie::forget(self.is_over_tls()));
        match self.token() {
            Some(token) => auth::close(&self.server.db, token).await,
            None => Ok(()),
        }
    }
}

#[async_trait]
impl Backend for Desk {
    async fn sign_in(&self, account: &str, password: &str, device: DeviceId) -> Result<SignedIn, ApiError> {
        let address = client_address(&self.request, &self.server.config);
        self.answer(self.let_in(Attempt { account, password, device, address }).await)
    }

    async fn sign_out(&self) -> Result<(), ApiError> {
        self.answer(self.let_out().await)
    }

    async fn current(&self) -> Result<SignedIn, ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(self.signed_in_as(known.actor.person).await)
    }

    async fn actor(&self) -> Result<Actor, ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(auth::refuse_password_due(&self.server.db, &known).await)?;
        Ok(known.actor)
    }

    async fn exchange(&self, actor: &Actor, ours: Exchange) -> Result<Answer, ApiError> {
        let now = self.server.clock.now();
        if !self.answer(auth::claim(&self.server.db, ours.device, actor.person, now).await)? {
            return self.answer(Err(ApiError::WrongPerson.into()));
        }
        let answer = sync::exchange(&self.server.db, &self.server.live, actor, ours, now).await;
        self.answer(answer.map_err(anyhow::Error::from))
    }

    async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(auth::change_password(&self.server.db, &known, old, new, self.server.clock.now()).await)
    }

    async fn reset_password(&self, _actor: &Actor, person: PersonId, new: &str) -> Result<(), ApiError> {
        self.answer(auth::reset_password(&self.server.db, person, new, self.server.clock.now()).await)
    }

    async fn twins(&self, actor: &Actor, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError> {
        self.answer(twins::twins(&self.server.db, actor, name, phone).await)
    }

    async fn delivery(&self, _actor: &Actor) -> Result<Delivery, ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(choices::current(&self.server, &known).await)
    }

    async fn subscribe(&self, _actor: &Actor, subscription: Subscription, language: &str) -> Result<(), ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(choices::subscribe(&self.server, &known, subscription, language).await)
    }

    async fn unsubscribe(&self, _actor: &Actor) -> Result<(), ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(choices::unsubscribe(&self.server, &known).await)
    }

    async fn mail(&self, _actor: &Actor, on: bool, language: &str) -> Result<(), ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(choices::mail(&self.server, &known, on, language).await)
    }

    async fn quiet(&self, _actor: &Actor, own: Option<QuietHours>) -> Result<(), ApiError> {
        let known = self.answer(self.known().await)?;
        self.answer(choices::quiet(&self.server, &known, own).await)
    }

    async fn try_delivery(&self, _actor: &Actor) -> Result<u32, ApiError> {
        let known = self.answer(self.known().await)?;
        let n = self.answer(choices::try_out(&self.server, &known).await)?;
        notify::soon(&self.server);
        Ok(n)
    }

    async fn ways(&self, _actor: &Actor) -> Result<Vec<WayState>, ApiError> {
        self.answer(ways::all(&self.server).await)
    }

    async fn robots(&self, _actor: &Actor) -> Result<Vec<Robot>, ApiError> {
        self.answer(robots::list(&self.server).await)
    }

    async fn save_robot(&self, _actor: &Actor, robot: RobotDraft) -> Result<(), ApiError> {
        self.answer(robots::save(&self.server, robot).await)
    }

    async fn remove_robot(&self, _actor: &Actor, robot: Uuid) -> Result<(), ApiError> {
        self.answer(robots::remove(&self.server, robot).await)
    }

    async fn try_robot(&self, actor: &Actor, robot: Uuid) -> Result<Option<String>, ApiError> {
        self.answer(robots::try_out(&self.server, actor.person, robot).await)
    }
}
