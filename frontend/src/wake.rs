//! Wakes the sync loop. Wakes that arrive while it is busy are merged into one.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc;
use futures::future::{Either, select};

use crate::js::within;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is something to send or to fetch. Does not trigger a retry after a failed attempt.
    Work,
    /// An obstacle may be gone: the network is back, the page is visible again, or the person signed in or asked.
    Hope,
}

/// The sending end.
#[derive(Clone)]
pub struct Wake {
    hopes: mpsc::Sender<()>,
    work: mpsc::Sender<()>,
}

/// The receiving end.
pub struct Woken {
    hopes: mpsc::Receiver<()>,
    work: mpsc::Receiver<()>,
}

/// Creates the two connected ends.
pub fn wake() -> (Wake, Woken) {
    let (hope_sender, hopes) = mpsc::channel(1);
    let (work_sender, work) = mpsc::channel(1);
    (Wake { hopes: hope_sender, work: work_sender }, Woken { hopes, work })
}

impl Wake {
    /// Wakes the loop; does nothing if it has ended.
    pub fn up(&self, reason: Reason) {
        let mut sender = match reason {
            Reason::Work => self.work.clone(),
            Reason::Hope => self.hopes.clone(),
        };
        // Full: the loop will wake anyway. Closed: it has ended.
        let _told = sender.try_send(());
    }
}

impl Woken {
    /// Sleeps until `limit` has passed or a wake arrives. [`Reason::Work`] wakes it only if `for_work` is set. Returns whether [`Reason::Hope`]
    /// arrived.
    pub async fn sleep(&mut self, limit: Option<Duration>, for_work: bool) -> bool {
        let Woken { hopes, work } = self;
        let woken = async {
            if for_work { matches!(select(hopes.next(), work.next()).await, Either::Left(_)) } else { hopes.next().await.is_some() }
        };
        let mut by_hope = match limit {
            Some(limit) => within(limit, woken).await.unwrap_or(false),
            None => woken.await,
        };
        // Merges wakes that arrived together.
        while hopes.try_recv().is_ok() {
            by_hope = true;
        }
        while for_work && work.try_recv().is_ok() {}
        by_hope
    }
}
