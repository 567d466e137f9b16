//! Between memory and disk: opens the store, takes in what another tab wrote, and compacts an overgrown log.

use std::collections::BTreeSet;

use domain::records::organisation::Person;
use domain::values::ids::{CommandId, DeviceId};
use serde::de::DeserializeOwned;

use super::{Meta, Replica};
use crate::ports::{Contents, Expected, Span, Write};
use crate::sync::attention::Attention;
use crate::sync::drawers;
use crate::sync::log::{self, Page};
use crate::sync::outbox::Waiting;

impl Replica {
    /// Restores a replica from the log of confirmed records and the contents of the other drawers. If the log cannot be read, the device fetches
    /// everything again. An unreadable value of another drawer stays in the store.
    pub fn restore(me: Person, device: DeviceId, log: &[(String, String)], mut drawer: impl FnMut(&str) -> Contents) -> Replica {
        let mut replica = Replica::new(me, device);
        replica.written = Meta::of(drawer(drawers::META));
        let meta: Meta = replica.written.as_deref().and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default();
        let highest = log.iter().filter_map(|(key, _)| log::number_of(key)).max().unwrap_or(0);
        let last_page = meta.last_page.max(highest);
        let pages: Result<Vec<Page<'_>>, _> = log.iter().map(|(_, page)| log::read(page)).collect();
        match pages {
            Ok(pages) => {
                replica.meta = Meta { last_page, ..meta };
                replica.fill(pages);
                replica.note_numbers();
            }
            Err(_) => replica.meta = Meta { epoch: meta.epoch, last_page, tidied: meta.tidied, clock: meta.clock, ..Meta::default() },
        }
        replica.clock = replica.meta.clock;
        replica.outbox = values_of(drawer(drawers::OUTBOX));
        replica.shadow = values_of(drawer(drawers::SHADOW));
        replica.attention = values_of(drawer(drawers::ATTENTION));
        replica.replay();
        replica
    }

    /// The condition for writing the answer to a request made now: the meta on disk is unchanged, so no other tab has written an answer since.
    pub fn expected(&self) -> Expected {
        Expected { drawer: drawers::META, key: Meta::KEY, value: self.written.clone() }
    }

    /// The spans to read, at one moment, to learn what another tab wrote.
    pub fn news(&self) -> [Span; 5] {
        [
            Span::all(drawers::META),
            Span::after(drawers::CONFIRMED, log::page_key(self.meta.last_page)),
            Span::all(drawers::OUTBOX),
            Span::all(drawers::SHADOW),
            Span::all(drawers::ATTENTION),
        ]
    }

    /// Takes in what another tab wrote, read from the spans of [`Replica::news`]. Returns false if the store must be opened afresh.
    pub fn take_in(&mut self, news: [Contents; 5]) -> bool {
        // A round that was dropped may have left pages.
        self.settle();
        let [meta, log, outbox, shadow, attention] = news;
        let written = Meta::of(meta);
        if written != self.written {
            let Some(meta) = written.as_deref().and_then(|it| serde_json::from_str::<Meta>(it).ok()) else { return false };
            let Ok(pages) = log.iter().map(|(_, page)| log::read(page)).collect::<Result<Vec<Page<'_>>, _>>() else { return false };
            if meta.tidied != self.meta.tidied || meta.last_page < self.meta.last_page {
                return false;
            }
            self.edition += u64::from(!pages.is_empty());
            self.meta = meta;
            self.written = written;
            self.rollback();
            self.play(pages);
            self.note_numbers();
            self.clock = self.clock.newer(self.meta.clock);
            self.shadow = values_of(shadow);
            self.replay();
        }
        let attention: Vec<Attention> = values_of(attention);
        self.edition += u64::from(attention != self.attention);
        self.attention = attention;

        let outbox: Vec<Waiting> = values_of(outbox);
        let answered: BTreeSet<CommandId> = self.shadow.iter().map(|it| it.envelope.command_id).collect();
        let known: BTreeSet<CommandId> = self.outbox.iter().map(|it| it.envelope.command_id).collect();
        let is_new = |it: &Waiting| !known.contains(&it.envelope.command_id) && !answered.contains(&it.envelope.command_id);
        let new: Vec<Waiting> = outbox.into_iter().filter(is_new).collect();
        // A command here but not in the store was committed after the store was read. Only an answer removes a command.
        if !new.is_empty() || !known.is_disjoint(&answered) {
            self.rollback();
            self.outbox.retain(|it| !answered.contains(&it.envelope.command_id));
            self.outbox.extend(new);
            self.outbox.sort_by_key(Waiting::key);
            self.replay();
            self.edition += 1;
        }
        true
    }

    /// Replaces this replica with a freshly opened one, and keeps the state that only this tab knows.
    pub fn become_again(&mut self, fresh: Replica) {
        let before = std::mem::replace(self, fresh);
        self.sent = before.sent;
        self.pacing = before.pacing;
        self.clock = self.clock.newer(before.clock);
        self.edition = before.edition + 1;
        let answered: BTreeSet<CommandId> = self.shadow.iter().map(|it| it.envelope.command_id).collect();
        // Commands committed while the store was being read.
        for waiting in before.outbox.into_iter().filter(|it| !answered.contains(&it.envelope.command_id)) {
            self.keep(waiting);
        }
    }

    /// The writes that compact the log, or `None` if it is not overgrown. `log` is the content of its drawer.
    pub fn tidying(&self, log: &[(String, String)]) -> Option<Vec<Write>> {
        let (n_pages, n_lines) = self.log_size;
        let n_live = self.held.values().map(|it| it.buckets.len()).sum();
        if !log::is_overgrown(n_pages, n_lines, n_live) {
            return None;
        }
        let pages = log::compacted(log).ok()?;
        let drawer = drawers::CONFIRMED;
        let mut writes = vec![Write::Clear { drawer }, self.meta_tidied(pages.len()).write()];
        writes.extend(pages.into_iter().map(|(key, value)| Write::Put { drawer, key, value }));
        Some(writes)
    }

    /// Notes that the log was rewritten with the writes of [`Replica::tidying`].
    pub fn tidied(&mut self, writes: &[Write]) {
        let n_pages = writes.len() - 2;
        self.meta = self.meta_tidied(n_pages);
        self.written = Some(self.meta.text());
        self.log_size = (n_pages, self.held.values().map(|it| it.buckets.len()).sum());
    }

    fn meta_tidied(&self, n_pages: usize) -> Meta {
        Meta { last_page: self.meta.last_page + n_pages as u64, tidied: self.meta.tidied + 1, ..self.meta.clone() }
    }
}

/// The readable values of a drawer. A value that this release cannot read stays in the store.
fn values_of<T: DeserializeOwned>(contents: Contents) -> Vec<T> {
    contents.iter().filter_map(|(_, value)| serde_json::from_str(value).ok()).collect()
}
