//! One round of sync: ask, write down, make true. Whoever owns timers and events calls it again.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::records::organisation::Person;
use domain::values::ids::DeviceId;

use super::{Replica, drawers};
use crate::api::ApiError;
use crate::ports::{Device, LocalStore, Span, StoreError, Transport};

/// Most rows asked for at once.
const ROWS: u32 = 5_000;

/// What a round came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has everything and so has the device.
    Settled,
    /// There is more to fetch or to send: go on at once.
    More,
    /// All of it was taken, and the server asks to be left alone before anything else, whatever waits.
    Wait {
        /// For so many seconds.
        seconds: u32,
    },
}

/// How a round went.
pub type Round = Result<Outcome, RoundError>;

/// Why a round did not come through. Nothing is lost in either case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundError {
    /// The network or the server.
    Api(ApiError),
    /// The device's own store.
    Store(StoreError),
    /// Another tab wrote an answer meanwhile; this one was put aside. See [`refresh`].
    Overtaken,
}

/// Opens what the device holds for a person, clearing out what was overtaken.
pub async fn open(store: &dyn LocalStore, me: Person, device: DeviceId) -> Result<Replica, StoreError> {
    let spans = drawers::ALL.map(Span::all);
    let mut contents: BTreeMap<_, _> = drawers::ALL.into_iter().zip(store.read_together(&spans).await?).collect();
    let log = contents.remove(drawers::CONFIRMED).unwrap_or_default();
    let mut replica = Replica::restore(me, device, &log, |drawer| contents.remove(drawer).unwrap_or_default());
    if let Some(writes) = replica.tidying(&log) {
        // Only tidying: when it fails, or another tab wrote meanwhile, the long log is still right.
        if store.write_if(&replica.expected(), writes.clone()).await == Ok(true) {
            replica.tidied(&writes);
        }
    }
    Ok(replica)
}

/// Takes in what another tab wrote. What this tab alone knows (what was sent, what is parked) stays.
pub async fn refresh(replica: &RefCell<Replica>, store: &dyn LocalStore) -> Result<(), StoreError> {
    let spans = replica.borrow().news();
    let news = store.read_together(&spans).await?;
    let news = news.try_into().unwrap_or_else(|_| unreachable!("a store answers as many spans as it was asked"));
    if replica.borrow_mut().take_in(news) {
        return Ok(());
    }
    let (me, device) = (replica.borrow().me().clone(), replica.borrow().device());
    let fresh = open(store, me, device).await?;
    replica.borrow_mut().become_again(fresh);
    Ok(())
}

/// One exchange. The answer becomes true in memory only after it is on disk, all of it.
pub async fn round(
    replica: &RefCell<Replica>,
    store: &dyn LocalStore,
    transport: &dyn Transport,
    device: &dyn Device,
    with_checks: bool,
) -> Round {
    let expected = replica.borrow().expected();
    let asked_at = device.now();
    let mut request = replica.borrow_mut().request(ROWS, with_checks);
    request.sent_at = Some(replica.borrow().now(asked_at));
    let batch: Vec<_> = request.envelopes.iter().map(|it| it.command_id).collect();
    let answer = match transport.exchange(request).await {
        Ok(answer) => answer,
        Err(error) => {
            replica.borrow_mut().unsent(&batch);
            if matches!(error, ApiError::Broken { .. }) {
                replica.borrow_mut().pacing_mut().failed(&batch);
            }
            return Err(RoundError::Api(error));
        }
    };
    let answered_at = device.now();
    replica.borrow_mut().hear(answer.now, (asked_at, answered_at));
    let now = replica.borrow().now(answered_at);
    let writes = replica.borrow().writes_of(&answer, now);
    if !writes.is_empty() && !store.write_if(&expected, writes).await.map_err(RoundError::Store)? {
        replica.borrow_mut().unsent(&batch);
        return Err(RoundError::Overtaken);
    }
    let mut replica = replica.borrow_mut();
    replica.take(&answer, now);
    replica.pacing_mut().succeeded();
    let n_parked = replica.parked().count();
    let is_done = !answer.more && !answer.reset && replica.outbox().len() <= n_parked;
    Ok(match answer.retry_after {
        Some(seconds) if 0 < seconds => Outcome::Wait { seconds },
        _ if is_done => Outcome::Settled,
        _ => Outcome::More,
    })
}
