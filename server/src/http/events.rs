//! The open line on which a device hears that something of its changed. It carries no record: the device then asks for what is its own.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::api::ApiError;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::access::bucket::Bucket;
use domain::values::ids::PersonId;
use futures::stream::{self, Stream};
use http::request::Parts;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::answers;
use super::connections::note_session;
use super::places::{Place, Places};
use crate::Server;
use crate::auth::{self, cookie};
use crate::live::Touched;

/// How often it is looked whether the listener is still entitled.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// What else happens within this time is told together.
const GATHER: Duration = Duration::from_millis(200);
/// So that nothing on the way takes the line for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Open lines of one person, on whatever devices: each tab that is looked at has one.
const MOST_OF_A_PERSON: usize = 32;
/// When one of them may have closed, in seconds.
const LINE_MAY_BE_FREE: u32 = 60;

pub(super) async fn listen(State(server): State<Arc<Server>>, parts: Parts) -> Response {
    let token = cookie::token(&parts.headers).map(str::to_owned);
    // Listening begins before anything is read, so that nothing falls between.
    let (heard, closing) = (server.live.subscribe(), server.closing());
    let known = match auth::admitted(&server.db, token.as_deref(), server.clock.now()).await {
        Ok(known) => known,
        Err(error) => return answers::refusal(&answers::api_error(error)),
    };
    note_session(&parts.extensions);
    let Some(place) = server.lines.take(known.actor.person, MOST_OF_A_PERSON) else {
        return answers::refusal(&ApiError::Busy { retry_after: LINE_MAY_BE_FREE });
    };
    let buckets = known.actor.buckets().into_iter().collect();
    let line = Line { server, token, _place: place, buckets, heard, closing, look_again: Instant::now() + LOOK_AGAIN, is_new: true };
    let stream = Sse::new(line.events()).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    ([("x-accel-buffering", "no")], stream).into_response()
}

/// The open lines of each person.
pub type Lines = Places<PersonId>;

struct Line {
    server: Arc<Server>,
    token: Option<String>,
    _place: Place<PersonId>,
    buckets: BTreeSet<Bucket>,
    heard: broadcast::Receiver<Touched>,
    closing: watch::Receiver<bool>,
    look_again: Instant,
    is_new: bool,
}

impl Line {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, async |mut line| {
            let word = line.next_word().await?;
            Some((Ok(Event::default().event(word).data("{}")), line))
        })
    }

    /// The next word to say, or nothing when the line is to be closed.
    async fn next_word(&mut self) -> Option<&'static str> {
        if std::mem::take(&mut self.is_new) {
            return Some("ready");
        }
        loop {
            let touched = tokio::select! {
                () = until_closing(&mut self.closing) => return None,
                () = sleep_until(self.look_again) => Ok(Touched::default()),
                touched = self.heard.recv() => touched,
            };
            if self.look_again <= Instant::now() {
                self.look().await?;
            }
            let is_mine = match touched {
                Ok(touched) => self.take(&touched).await?,
                // Too much happened to tell what.
                Err(RecvError::Lagged(_)) => true,
                Err(RecvError::Closed) => return None,
            };
            if is_mine {
                sleep(GATHER).await;
                while self.heard.try_recv().is_ok() {}
                return Some("changed");
            }
        }
    }

    /// Whether it concerns the listener. People are part of the catalogue: what is theirs may have changed with it.
    async fn take(&mut self, touched: &BTreeSet<Bucket>) -> Option<bool> {
        if touched.contains(&Bucket::Catalog) {
            self.look().await?;
        }
        Some(!self.buckets.is_disjoint(touched))
    }

    async fn look(&mut self) -> Option<()> {
        self.look_again = Instant::now() + LOOK_AGAIN;
        let known = auth::admitted(&self.server.db, self.token.as_deref(), self.server.clock.now()).await.ok()?;
        self.buckets = known.actor.buckets().into_iter().collect();
        Some(())
    }
}

async fn until_closing(closing: &mut watch::Receiver<bool>) {
    // A server that is gone is closed.
    let _ = closing.wait_for(|it| *it).await;
}
