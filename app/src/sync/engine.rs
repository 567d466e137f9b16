//! One round of sync: ask, write down, make true. Whoever owns timers and events calls it again.

use std::cell::RefCell;

use domain::ids::DeviceId;
use domain::organisation::Person;

use super::{Replica, drawers};
use crate::api::ApiError;
use crate::ports::{Device, LocalStore, StoreError, Transport, Write};

/// Most rows asked for at once.
const ROWS: u32 = 5_000;

/// What a round came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has everything and so has the device.
    Settled,
    /// There is more to fetch or to send: go on at once.
    More,
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
}

/// Opens what the device holds for a person, clearing out what was overtaken.
pub async fn open(store: &dyn LocalStore, me: Person, device: DeviceId) -> Result<Replica, StoreError> {
    let mut contents = std::collections::BTreeMap::new();
    for drawer in drawers::ALL {
        contents.insert(drawer, store.read_all(drawer).await?);
    }
    if let Some(pages) = contents.get(drawers::CONFIRMED).and_then(|it| super::compacted(it)) {
        let drawer = drawers::CONFIRMED;
        let mut writes = vec![Write::Clear { drawer }];
        writes.extend(pages.iter().map(|(key, value)| Write::Put { drawer, key: key.clone(), value: value.clone() }));
        // Only tidying: when it fails, the long log is still right.
        if store.write(writes).await.is_ok() {
            contents.insert(drawer, pages);
        }
    }
    Ok(Replica::restore(me, device, |drawer| contents.get(drawer).cloned().unwrap_or_default()))
}

/// One exchange. The answer becomes true in memory only after it is on disk, all of it.
pub async fn round(
    replica: &RefCell<Replica>,
    store: &dyn LocalStore,
    transport: &dyn Transport,
    device: &dyn Device,
    with_checks: bool,
) -> Round {
    let request = replica.borrow_mut().request(ROWS, with_checks);
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
    let now = device.now();
    let writes = replica.borrow().writes_of(&answer, now);
    if !writes.is_empty() {
        store.write(writes).await.map_err(RoundError::Store)?;
    }
    let mut replica = replica.borrow_mut();
    replica.take(&answer, now);
    replica.pacing_mut().succeeded();
    let n_parked = replica.parked().count();
    let is_done = !answer.more && !answer.reset && replica.outbox().len() <= n_parked;
    Ok(if is_done { Outcome::Settled } else { Outcome::More })
}
