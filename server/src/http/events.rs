//! The event stream on which a device learns that some of its records changed. It carries no records: the device then asks for its own.

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
use super::places::{HeldPlace, Places};
use crate::Server;
use crate::auth::{self, cookie};
use crate::live::Touched;

/// How often the listener's access is checked again.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// Changes within this time are sent as one event.
const GATHER: Duration = Duration::from_millis(200);
/// Keeps proxies from closing an idle stream.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Most open streams of one person over all devices: each visible tab has one.
const MOST_OF_A_PERSON: usize = 32;
/// Seconds until one of them may have closed.
const LINE_MAY_BE_FREE: u32 = 60;

pub(super) async fn listen(State(server): State<Arc<Server>>, parts: Parts) -> Response {
    let token = cookie::token(&parts.headers).map(str::to_owned);
    // Subscribe before reading anything, so that no change is missed.
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
    let listener =
        Listener { server, token, _place: place, buckets, heard, closing, look_again: Instant::now() + LOOK_AGAIN, is_new: true };
    let stream = Sse::new(listener.events()).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    ([("x-accel-buffering", "no")], stream).into_response()
}

/// The open event streams of each person.
pub type Lines = Places<PersonId>;

struct Listener {
    server: Arc<Server>,
    token: Option<String>,
    _place: HeldPlace<PersonId>,
    buckets: BTreeSet<Bucket>,
    heard: broadcast::Receiver<Touched>,
    closing: watch::Receiver<bool>,
    look_again: Instant,
    is_new: bool,
}

impl Listener {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, async |mut listener| {
            let word = listener.next_word().await?;
            Some((Ok(Event::default().event(word).data("{}")), listener))
        })
    }

    /// The next event to send, or `None` when the stream must close.
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
                // Too many changes to tell which.
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

    /// Whether a change concerns the listener. People are part of the catalogue, so the listener's buckets may have changed with it.
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
    // An error means that the server is gone: closing as well.
    let _ = closing.wait_for(|it| *it).await;
}
