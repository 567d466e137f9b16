//! Waking the sync loop. Wakes that come while it is at work are remembered as one.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc;
use futures::future::{Either, select};

use crate::js::within;

/// Why it should look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is something to send or to fetch. When the last attempt failed this alone is no reason for another.
    Work,
    /// What stood in the way may be gone: the network is back, the page is seen again, the person signed in or asked.
    Hope,
}

/// Wakes.
#[derive(Clone)]
pub struct Wake {
    hopes: mpsc::Sender<()>,
    work: mpsc::Sender<()>,
}

/// Is woken.
pub struct Woken {
    hopes: mpsc::Receiver<()>,
    work: mpsc::Receiver<()>,
}

/// The two ends.
pub fn wake() -> (Wake, Woken) {
    let (hope_sender, hopes) = mpsc::channel(1);
    let (work_sender, work) = mpsc::channel(1);
    (Wake { hopes: hope_sender, work: work_sender }, Woken { hopes, work })
}

impl Wake {
    /// Wakes; a loop that has ended is not disturbed.
    pub fn up(&self, reason: Reason) {
        let mut sender = match reason {
            Reason::Work => self.work.clone(),
            Reason::Hope => self.hopes.clone(),
        };
        // Full: it will look again anyway. Closed: it has ended.
        let _told = sender.try_send(());
    }
}

impl Woken {
    /// Sleeps so long, or until there is a reason to wake. Without `limit` only hope wakes. Whether it was hope.
    pub async fn sleep(&mut self, limit: Option<Duration>, for_work: bool) -> bool {
        let Woken { hopes, work } = self;
        let woken = async {
            if for_work { matches!(select(hopes.next(), work.next()).await, Either::Left(_)) } else { hopes.next().await.is_some() }
        };
        let mut by_hope = match limit {
            Some(limit) => within(limit, woken).await.unwrap_or(false),
            None => woken.await,
        };
        // What came together is one.
        while hopes.try_recv().is_ok() {
            by_hope = true;
        }
        while for_work && work.try_recv().is_ok() {}
        by_hope
    }
}
