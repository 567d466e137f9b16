//! Waking the sync loop. Wakes that come while it is at work are remembered as one.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc;

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
    /// Sleeps so long, or until there is a reason to wake. Without `limit` only hope wakes.
    pub async fn sleep(&mut self, limit: Option<Duration>, for_work: bool) {
        let Woken { hopes, work } = self;
        let woken = async {
            if for_work {
                futures::future::select(hopes.next(), work.next()).await;
            } else {
                hopes.next().await;
            }
        };
        match limit {
            Some(limit) => drop(within(limit, woken).await),
            None => woken.await,
        }
        // What came together is one.
        while hopes.try_recv().is_ok() {}
        while for_work && work.try_recv().is_ok() {}
    }
}
