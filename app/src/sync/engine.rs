//! One round of sync: ask the server, write the answer to disk, then apply it in memory. The owner of the timers calls it again.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::records::organisation::Person;
use domain::values::ids::DeviceId;

use super::{Replica, drawers};
use crate::api::ApiError;
use crate::ports::{Device, LocalStore, Span, StoreError, Transport};

/// The maximum number of rows per exchange.
const ROWS: u32 = 5_000;

/// The result of a successful round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is left to fetch, or to send except parked commands.
    Settled,
    /// There is more to fetch or to send: start the next round at once.
    More,
    /// The server took everything but asks for a pause before the next exchange, even if commands wait.
    Wait { seconds: u32 },
}

/// The result of a round.
pub type Round = Result<Outcome, RoundError>;

/// Why a round failed. No data is lost in any of these cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundError {
    /// The network or the server failed.
    Api(ApiError),
    /// The device's own store failed.
    Store(StoreError),
    /// Another tab wrote an answer meanwhile, so this one was discarded. See [`refresh`].
    Overtaken,
}

/// Opens what the device holds for a person, and compacts the log when most of it is overtaken.
pub async fn open(store: &dyn LocalStore, me: Person, device: DeviceId) -> Result<Replica, StoreError> {
    let spans = drawers::ALL.map(Span::all);
    let mut contents: BTreeMap<_, _> = drawers::ALL.into_iter().zip(store.read_together(&spans).await?).collect();
    let log = contents.remove(drawers::CONFIRMED).unwrap_or_default();
    let mut replica = Replica::restore(me, device, &log, |drawer| contents.remove(drawer).unwrap_or_default());
    if let Some(writes) = replica.tidying(&log) {
        // Compaction is optional: if it fails, or another tab wrote meanwhile, the long log is still correct.
        if store.write_if(&replica.expected(), writes.clone()).await == Ok(true) {
            replica.tidied(&writes);
        }
    }
    Ok(replica)
}

/// Takes in what another tab wrote. Keeps the state that only this tab knows: which commands were sent, which are parked.
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

/// Runs one exchange. The answer is applied in memory only after all of it is on disk.
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
