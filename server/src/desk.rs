//! Implements the server functions. There is one desk per request: it reads the request's cookies and may set those of the response.

mod admitted;

use std::sync::Arc;

use anyhow::Result;
use app::api::ApiError;
use app::api::session::SignedIn;
use app::ports::{self, Backend};
use async_trait::async_trait;
use domain::records::organisation::Person;
use domain::values::ids::{DeviceId, PersonId};
use http::HeaderValue;
use http::header;
use http::request::Parts;
use leptos_axum::ResponseOptions;

use crate::Server;
use crate::auth::{self, Known, SignInAttempt, cookie};
use crate::db::queries::people;
use crate::http::{api_error, client_address, is_over_tls, note_session, retry_after, status};
use admitted::Admitted;

pub struct Desk {
    server: Arc<Server>,
    request: Parts,
    reply: ResponseHead,
}

impl Desk {
    /// The desk of one request.
    pub fn new(server: Arc<Server>, request: Parts, response: ResponseOptions) -> Desk {
        Desk { server, request, reply: ResponseHead(response) }
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
            self.reply.set_cookie(cookie::keep(token, self.is_over_tls()));
        }
        Ok(known)
    }

    async fn admitted(&self) -> Result<Known> {
        let known = self.known().await?;
        auth::refuse_password_due(&self.server.db, &known).await?;
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

    async fn let_in(&self, attempt: SignInAttempt<'_>) -> Result<SignedIn> {
        let (token, person) = auth::sign_in(&self.server.db, attempt, self.server.clock.now()).await?;
        // Ends the previous session of this browser.
        if let Some(before) = self.token() {
            auth::close(&self.server.db, before).await?;
        }
        self.reply.set_cookie(cookie::keep(&token, self.is_over_tls()));
        self.signed_in(person).await
    }

    async fn let_out(&self) -> Result<()> {
        self.reply.set_cookie(cookie::forget(self.is_over_tls()));
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
        let agent = self.request.headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default();
        self.reply.answer(self.let_in(SignInAttempt { account, password, device, address, agent }).await)
    }

    async fn sign_out(&self) -> Result<(), ApiError> {
        self.reply.answer(self.let_out().await)
    }

    async fn current(&self) -> Result<SignedIn, ApiError> {
        let known = self.reply.answer(self.known().await)?;
        self.reply.answer(self.signed_in_as(known.actor.person).await)
    }

    async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError> {
        let known = self.reply.answer(self.known().await)?;
        self.reply.answer(auth::change_password(&self.server.db, &known, old, new, self.server.clock.now()).await)
    }

    async fn admit(&self) -> Result<Arc<dyn ports::Admitted>, ApiError> {
        let known = self.reply.answer(self.admitted().await)?;
        Ok(Arc::new(Admitted { server: Arc::clone(&self.server), known, reply: self.reply.clone() }))
    }
}

/// The response of one request, as far as it is not the answer itself.
#[derive(Clone)]
struct ResponseHead(ResponseOptions);

impl ResponseHead {
    /// Sets the HTTP status and `Retry-After` of an error, and logs it if it is the server's fault.
    fn answer<T>(&self, result: Result<T>) -> Result<T, ApiError> {
        result.map_err(|error| {
            let error = api_error(error);
            self.0.set_status(status(&error));
            if let Some(seconds) = retry_after(&error) {
                self.0.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            error
        })
    }

    fn set_cookie(&self, cookie: HeaderValue) {
        self.0.append_header(header::SET_COOKIE, cookie);
    }
}
