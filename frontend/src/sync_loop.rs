//! Keeps a notebook in sync: when to talk to the server, and how to react to the outcome. Every tab runs one loop; one tab at a time talks.

use std::cell::Cell;
use std::rc::Rc;

use app::local::{Notebook, Phase};
use app::sync::{Ending, Patience, Pause};
use domain::values::ids::PersonId;
use futures::future::{AbortHandle, abortable};
use wasm_bindgen_futures::spawn_local;

use crate::indexed_db::IndexedDb;
use crate::js::is_visible;
use crate::server_events::ServerEvents;
use crate::tabs::{News, Tabs};
use crate::wake::{Reason, Wake, Woken, wake};
use crate::{locks, preferences, storage};

/// A running loop; dropping it stops it at once. Unfinished work is on disk, and the next loop does it.
pub struct SyncLoop {
    wake: Wake,
    work: AbortHandle,
    events: Rc<ServerEvents>,
}

impl SyncLoop {
    pub fn start(notebook: Notebook) -> SyncLoop {
        let person = notebook.person();
        let (wake, woken) = wake();
        let events = Rc::new(ServerEvents::new(wake.clone()));
        let stop_hearing = wake.clone();
        let tabs = Rc::new(Tabs::of(person, move |news| hear(notebook, news, &stop_hearing)));

        notebook.on_commit(Rc::new({
            // A weak reference, so that only the loop keeps the channel open.
            let (wake, tabs, asked) = (wake.clone(), Rc::downgrade(&tabs), Cell::new(false));
            move || {
                if let Some(tabs) = tabs.upgrade() {
                    tabs.tell(News::Outbox);
                }
                wake.up(Reason::Work);
                if !asked.replace(true) {
                    spawn_local(async move { notebook.tell_persistent(storage::persist().await) });
                }
            }
        }));

        let (work, handle) = abortable(keep(notebook, person, woken, tabs, Rc::clone(&events)));
        spawn_local(async move {
            // Returns an error when the loop is aborted by a drop.
            let _ended = work.await;
        });
        SyncLoop { wake, work: handle, events }
    }

    /// Wakes the loop because the network may be back or the person asked.
    pub fn hope(&self) {
        self.wake.up(Reason::Hope);
    }

    /// Call when the page becomes visible or hidden.
    pub fn seen(&self) {
        if is_visible() {
            self.wake.up(Reason::Hope);
        } else {
            self.events.close();
        }
    }
}

impl Drop for SyncLoop {
    fn drop(&mut self) {
        self.work.abort();
        self.events.close();
    }
}

fn hear(notebook: Notebook, news: News, wake: &Wake) {
    match news {
        // The loop repeats a failed refresh and reports the error.
        News::Outbox | News::Confirmed => spawn_local(async move { drop(notebook.refresh().await) }),
        News::Disabled => {
            notebook.tell(Phase::Disabled);
            wake.up(Reason::Hope);
        }
    }
}

async fn keep(notebook: Notebook, person: PersonId, mut woken: Woken, tabs: Rc<Tabs>, events: Rc<ServerEvents>) {
    let lock = format!("sync:{person}");
    let mut patience = Patience::default();
    while notebook.is_open() {
        let ending = {
            let _held = locks::hold(&lock).await;
            converse(notebook, &tabs).await
        };
        let dice = (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
        let has_hope = match patience.after(ending, is_visible(), dice) {
            Pause::Rest(pause) => {
                events.keep();
                woken.sleep(Some(pause), true).await
            }
            Pause::HoldOff(pause) => woken.sleep(Some(pause), false).await,
            Pause::UntilAsked => {
                events.close();
                woken.sleep(None, false).await
            }
            Pause::End => {
                events.close();
                tabs.tell(News::Disabled);
                preferences::forget_people();
                // The session hears of it and deletes the store, too, now or at the next start. An error told here would hide from it that the
                // person is disabled.
                let _ = IndexedDb::destroy(person).await;
                return;
            }
        };
        if has_hope {
            patience.hope();
        }
    }
}

/// Runs sync rounds until nothing is left to exchange. First loads what other tabs wrote.
async fn converse(notebook: Notebook, tabs: &Tabs) -> Ending {
    if let Err(error) = notebook.refresh().await {
        notebook.tell(Phase::Storage(error));
        return Ending::Failed { retry_after: None };
    }
    while notebook.is_open() {
        let round = notebook.round().await;
        if let Some(ending) = Ending::of(&round) {
            // Also after a failure: earlier rounds may have succeeded.
            tabs.tell(News::Confirmed);
            return ending;
        }
    }
    Ending::Settled
}
