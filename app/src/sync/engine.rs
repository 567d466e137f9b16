//! One round of sync: ask the server, write the answer to disk, then apply it in memory. The owner of the timers calls it again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::{Pin, pin};

use domain::records::organisation::Person;
use domain::sync::Answer;
use domain::values::calendar::Timestamp;
use domain::values::ids::DeviceId;
use futures::future::maybe_done;

use super::{Replica, drawers};
use crate::api::ApiError;
use crate::ports::{Device, Durability, Expected, LocalStore, Span, StoreError, Transport};

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
        if store.write_if(&replica.expected(), writes.clone(), Durability::Strict).await == Ok(true) {
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

/// Runs one exchange, and the ones that only fetch the pages after it. Each answer is applied in memory only after all of it is on disk;
/// `on_page` is called after each that is followed by another. A page is fetched while the one before it is being written: the server and the
/// network need as long for a page as the device.
pub async fn round(
    replica: &RefCell<Replica>,
    store: &dyn LocalStore,
    transport: &dyn Transport,
    device: &dyn Device,
    with_checks: bool,
    on_page: &dyn Fn(),
) -> Round {
    let round = async {
        let mut expected = replica.borrow().expected();
        let asked_at = device.now();
        let mut request = replica.borrow_mut().request(ROWS, with_checks);
        request.sent_at = Some(replica.borrow().now(asked_at));
        let batch: Vec<_> = request.envelopes.iter().map(|it| it.command_id).collect();
        let answered = transport.exchange(request).await;
        let answered_at = device.now();
        let mut answer = match answered {
            Ok(answer) => answer,
            Err(error) => {
                replica.borrow_mut().unsent(&batch);
                if matches!(error, ApiError::Broken { .. }) {
                    replica.borrow_mut().pacing_mut().failed(&batch);
                }
                return Err(RoundError::Api(error));
            }
        };
        replica.borrow_mut().hear(answer.now, (asked_at, answered_at));
        loop {
            let now = replica.borrow().now(device.now());
            let request = replica.borrow().next_request(&answer, ROWS, now);
            let mut next = pin!(maybe_done(async { Some(transport.exchange(request?).await) }));
            let is_kept = beside(next.as_mut(), keep(replica, store, &expected, &answer, now)).await;
            if !is_kept.map_err(RoundError::Store)? {
                replica.borrow_mut().unsent(&batch);
                return Err(RoundError::Overtaken);
            }
            let (is_whole, retry_after) = (!answer.more && !answer.reset, answer.retry_after);
            replica.borrow_mut().take(answer, now);
            replica.borrow_mut().pacing_mut().succeeded();
            expected = replica.borrow().expected();
            next.as_mut().await;
            match next.as_mut().take_output().flatten() {
                None => return Ok(outcome(&replica.borrow(), is_whole, retry_after)),
                Some(next) => answer = next.map_err(RoundError::Api)?,
            }
            on_page();
        }
    }
    .await;
    if round != Ok(Outcome::More) {
        replica.borrow_mut().settle();
    }
    round
}

/// Writes an answer. Returns whether it was written: not if another tab wrote one since this one was asked for.
async fn keep(
    replica: &RefCell<Replica>,
    store: &dyn LocalStore,
    expected: &Expected,
    answer: &Answer,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let writes = replica.borrow().writes_of(answer, now);
    if writes.is_empty() {
        return Ok(true);
    }
    // The server sends records again, but a command that it has decided must never come back.
    let durability = if answer.verdicts.is_empty() && !answer.reset { Durability::Relaxed } else { Durability::Strict };
    store.write_if(expected, writes, durability).await
}

/// Runs `work` to its end, and meanwhile as much of `other` as is possible.
async fn beside<T>(mut other: Pin<&mut impl Future<Output = ()>>, work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    poll_fn(|context| {
        // Whether it is finished is asked of it later.
        let _ = other.as_mut().poll(context);
        work.as_mut().poll(context)
    })
    .await
}

fn outcome(replica: &Replica, is_whole: bool, retry_after: Option<u32>) -> Outcome {
    let is_done = is_whole && replica.outbox().len() <= replica.parked().count();
    match retry_after {
        Some(seconds) if 0 < seconds => Outcome::Wait { seconds },
        _ if is_done => Outcome::Settled,
        _ => Outcome::More,
    }
}
