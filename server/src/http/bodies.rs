//! Reads the body of a call before the call takes a slot, so that a slow sender holds up nobody else. Without a session only a little is read,
//! for a short time, and for few calls of one address at once.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use app::api::ApiError;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::access::actor::Actor;
use domain::values::ids::PersonId;
use futures::StreamExt;
use http::header;
use http::request::Parts;
use tokio::time::{Instant, timeout_at};

use super::answers;
use super::connections::note_session;
use super::places::Places;
use super::trace::client_address;
use crate::Server;
use crate::address::subscriber;
use crate::auth::{self, cookie};

/// Most bytes read without a session: signing in takes a few hundred.
const MOST_OF_A_STRANGER: usize = 16 * 1024;
/// Time limit of a body without a session.
const TIME_OF_A_STRANGER: Duration = Duration::from_secs(10);
/// Most calls of one address that are read at once without a session.
const MOST_STRANGERS_AT_ONCE: usize = 32;
/// Longest pause of a signed-in person while sending, in a basement.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// Most calls of one person that are read at once.
const MOST_OF_A_PERSON_AT_ONCE: usize = 16;

/// How the bodies of some calls are read.
#[derive(Clone)]
pub(super) struct BodyReading {
    server: Arc<Server>,
    strangers: Places<Option<IpAddr>>,
    people: Places<PersonId>,
    most_bytes: usize,
}

/// How much of one body may be read.
struct Allowance {
    bytes: usize,
    /// Deadline of the whole body; `None` limits only each pause.
    until: Option<Instant>,
}

/// Why a body was not read completely.
enum Unread {
    TooLarge,
    TooLate,
    Refused(ApiError),
}

impl BodyReading {
    /// `most_bytes` is the limit of a signed-in person.
    pub(super) fn new(server: Arc<Server>, most_bytes: usize) -> BodyReading {
        BodyReading { server, strangers: Places::default(), people: Places::default(), most_bytes }
    }

    async fn read(&self, parts: &Parts, body: Body) -> Result<Vec<u8>, Unread> {
        let announced = parts.headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()).and_then(|it| it.parse::<usize>().ok());
        if announced.is_some_and(|it| self.most_bytes < it) {
            return Err(Unread::TooLarge);
        }
        let is_small = announced.is_some_and(|it| it <= MOST_OF_A_STRANGER);
        let address = client_address(parts, &self.server.config).map(subscriber);
        if let Some(_place) = self.strangers.take(address, MOST_STRANGERS_AT_ONCE).filter(|_| is_small) {
            let allowance = Allowance { bytes: MOST_OF_A_STRANGER, until: Some(Instant::now() + TIME_OF_A_STRANGER) };
            return allowance.read(body).await;
        }
        let person = match self.person(parts).await {
            Ok(person) => person,
            Err(ApiError::SignedOut) if is_small => return Err(Unread::Refused(ApiError::Busy { retry_after: 1 })),
            Err(error) => return Err(Unread::Refused(error)),
        };
        let Some(_place) = self.people.take(person, MOST_OF_A_PERSON_AT_ONCE) else {
            return Err(Unread::Refused(ApiError::Busy { retry_after: 1 }));
        };
        Allowance { bytes: self.most_bytes, until: None }.read(body).await
    }

    /// The person of the session.
    async fn person(&self, parts: &Parts) -> Result<PersonId, ApiError> {
        if let Some(admitted) = parts.extensions.get::<Actor>() {
            return Ok(admitted.person);
        }
        let known =
            auth::known(&self.server.db, cookie::token(&parts.headers), self.server.clock.now()).await.map_err(answers::api_error)?;
        note_session(&parts.extensions);
        Ok(known.actor.person)
    }
}

impl Allowance {
    async fn read(self, body: Body) -> Result<Vec<u8>, Unread> {
        let mut body = body.into_data_stream();
        let mut read = Vec::new();
        loop {
            let until = self.until.unwrap_or_else(|| Instant::now() + LONGEST_PAUSE);
            match timeout_at(until, body.next()).await {
                Ok(Some(Ok(piece))) if self.bytes < read.len() + piece.len() => {
                    return Err(Unread::TooLarge);
                }
                Ok(Some(Ok(piece))) => read.extend_from_slice(&piece),
                Ok(Some(Err(_))) => return Err(Unread::TooLate),
                Ok(None) => return Ok(read),
                Err(_) => return Err(Unread::TooLate),
            }
        }
    }
}

/// Passes the call on with its whole body, or answers with the reason why not.
pub(super) async fn read_first(State(reading): State<BodyReading>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match reading.read(&parts, body).await {
        Ok(read) => next.run(Request::from_parts(parts, Body::from(read))).await,
        Err(Unread::TooLarge) => answers::too_large(),
        Err(Unread::TooLate) => answers::too_late(),
        Err(Unread::Refused(error)) => answers::refusal(&error),
    }
}
