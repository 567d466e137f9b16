//! The open connections. When there are too many, the oldest one without a session is closed. A client that opens a thousand and sends half a
//! header on each loses them again; a phone, a first visitor and a health check still get through.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Extensions;
use tokio::sync::Notify;

/// Most connections of one address without a session. A whole company may share an address and open the app at nine.
const MOST_STRANGERS_OF_ONE: usize = 256;

/// Every open connection.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    most_strangers_of_one: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    /// By number. Numbers grow, so the oldest come first.
    must_go: BTreeMap<u64, Arc<Notify>>,
    /// Connections on which no session was shown.
    strangers: BTreeMap<u64, IpAddr>,
    strangers_by_address: BTreeMap<IpAddr, BTreeSet<u64>>,
}

/// One open connection. Removed when the last clone is dropped.
#[derive(Clone, Debug)]
pub(super) struct Connection(Arc<Entry>);

#[derive(Debug)]
struct Entry {
    number: u64,
    must_go: Arc<Notify>,
    of: Arc<Connections>,
}

impl Connections {
    /// `most` is the limit of all connections. Behind a proxy all of them come from one address, and the proxy limits them by client.
    pub(super) fn new(most: usize, is_behind_proxy: bool) -> Arc<Connections> {
        let most_strangers_of_one = if is_behind_proxy { most } else { MOST_STRANGERS_OF_ONE };
        Arc::new(Connections { most, most_strangers_of_one, open: Mutex::default() })
    }

    /// Adds a connection. When there are too many, an older one must close.
    pub(super) fn enter(self: &Arc<Connections>, address: IpAddr) -> Connection {
        let mut open = self.open();
        let of_this_address = open.strangers_by_address.get(&address);
        let oldest_of_this = of_this_address.filter(|it| self.most_strangers_of_one <= it.len()).and_then(|it| it.first().copied());
        let oldest = || open.strangers.keys().next().or_else(|| open.must_go.keys().next()).copied();
        let goes = oldest_of_this.or_else(|| if self.most <= open.must_go.len() { oldest() } else { None });
        if let Some(must_go) = goes.and_then(|it| open.forget(it)) {
            must_go.notify_one();
        }
        let (number, must_go) = (open.next, Arc::new(Notify::new()));
        open.next += 1;
        open.must_go.insert(number, Arc::clone(&must_go));
        open.strangers.insert(number, address);
        open.strangers_by_address.entry(address).or_default().insert(number);
        Connection(Arc::new(Entry { number, must_go, of: Arc::clone(self) }))
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn forget(&mut self, number: u64) -> Option<Arc<Notify>> {
        self.forget_stranger(number);
        self.must_go.remove(&number)
    }

    fn forget_stranger(&mut self, number: u64) {
        let Some(address) = self.strangers.remove(&number) else { return };
        if let Some(numbers) = self.strangers_by_address.get_mut(&address) {
            numbers.remove(&number);
            if numbers.is_empty() {
                self.strangers_by_address.remove(&address);
            }
        }
    }
}

impl Connection {
    /// Completes when the connection must close.
    pub(super) async fn until_it_must_go(&self) {
        self.0.must_go.notified().await;
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.of.open().forget(self.number);
    }
}

/// Notes that a session was shown on the connection of this request: connections without one are closed first.
pub fn note_session(request: &Extensions) {
    if let Some(Connection(entry)) = request.get() {
        entry.of.open().forget_stranger(entry.number);
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    fn must_go(connection: &Connection) -> bool {
        connection.until_it_must_go().now_or_never().is_some()
    }

    fn shows_session(connection: &Connection) {
        let mut request = Extensions::new();
        request.insert(connection.clone());
        note_session(&request);
    }

    #[test]
    fn a_new_connection_closes_the_oldest_unauthenticated_one() {
        let connections = Connections::new(3, true);
        let enter = |last| connections.enter(address(last));
        let (phone, stranger, other) = (enter(1), enter(2), enter(3));
        shows_session(&phone);
        let new = enter(4);
        assert_eq!([&phone, &stranger, &other, &new].map(must_go), [false, true, false, false]);
        drop(stranger);
        shows_session(&other);
        shows_session(&new);
        let health_check = enter(5);
        assert_eq!([&phone, &other, &new, &health_check].map(must_go), [true, false, false, false], "without strangers the oldest goes");
        drop((phone, other));
        let last = enter(6);
        assert_eq!([&new, &health_check, &last].map(must_go), [false; 3], "those that left make room");
    }

    #[test]
    fn unauthenticated_connections_of_one_address_replace_each_other() {
        let connections = Connections::new(MOST_STRANGERS_OF_ONE * 3, false);
        let known = connections.enter(address(1));
        shows_session(&known);
        let all: Vec<Connection> = (0..MOST_STRANGERS_OF_ONE).map(|_| connections.enter(address(1))).collect();
        let neighbour = connections.enter(address(2));
        assert!(!all.iter().any(must_go));
        let one_more = connections.enter(address(1));
        assert_eq!([&known, &all[0], &all[1], &neighbour, &one_more].map(must_go), [false, true, false, false, false]);
    }
}
