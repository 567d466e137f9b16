//! The partial book that the server decides from: the catalogue and what the command needs. It must hold the same as what
//! `server/src/sync/gather.rs` reads from the database.

use std::collections::BTreeSet;

use super::*;
use crate::access::scope::Scope;
use crate::book::record::Record;
use crate::records::attachment::Attachment;
use crate::values::ids::{CustomerId, Key, Kind};
use crate::values::text;

/// The catalogue, and what this command needs of the rest of the book.
pub(super) fn gathered(command: &Command, book: &Book) -> Book {
    let reading = Reading::of(command, book);
    let catalogue = Scope { catalog: true, ..Scope::default() };
    let mut partial = Book::default();
    for record in book.records() {
        let key = record.key();
        let is_read = reading.has(&record);
        if is_read {
            // The catalogue is kept without stamps.
            partial.set_stamps(key, book.stamps(key));
        }
        if is_read || record.scope(book) == catalogue {
            partial.put(record);
        }
    }
    let needs = command.needs();
    needs.numbers.iter().map(|it| text::plain(it)).filter(|it| book.numbers().is_taken(it)).for_each(|it| partial.note_number(&it));
    for prefix in &needs.prefixes {
        let highest = book.numbers().highest(prefix);
        if 0 < highest {
            partial.note_number(&format!("{prefix}{highest:03}"));
        }
    }
    partial
}

/// The records that are read besides the catalogue.
struct Reading {
    keys: BTreeSet<Key>,
    families: BTreeSet<CustomerId>,
    /// Customers whose attachments are read.
    with_attachments: BTreeSet<CustomerId>,
    /// Customers whose orders are read.
    buyers: BTreeSet<CustomerId>,
}

impl Reading {
    fn of(command: &Command, book: &Book) -> Reading {
        let needs = command.needs();
        let families: BTreeSet<CustomerId> = needs.families.into_iter().collect();
        let mut keys: BTreeSet<Key> =
            needs.keys.into_iter().chain([command.subject()]).chain(families.iter().map(|it| (*it).into())).collect();
        let family_of = |it: Key| book.get(it).and_then(|it| it.family());
        // Each record with its customer.
        let holders: Vec<CustomerId> = keys.iter().filter(|it| it.kind != Kind::Customer).filter_map(|it| family_of(*it)).collect();
        keys.extend(holders.into_iter().map(Key::from));
        // Each customer that was merged away with the one it was merged into.
        let named = keys.iter().filter(|it| it.kind == Kind::Customer).filter_map(|it| book.customer(CustomerId(it.id)));
        let kept: BTreeSet<CustomerId> = named.filter_map(|it| it.merged_into).map(|it| it.customer).collect();
        keys.extend(kept.iter().map(|it| Key::from(*it)));
        let with_attachments = needs.attached_to.iter().map(|it| Attachment::family_of(*it, family_of(*it))).collect();
        let mut buyers: BTreeSet<CustomerId> = needs.orders_of.iter().copied().collect();
        if !buyers.is_empty() {
            buyers.extend(kept);
        }
        buyers.extend(needs.orders_beside.iter().filter_map(|it| family_of((*it).into())));
        Reading { keys, families, with_attachments, buyers }
    }

    fn has(&self, record: &Record) -> bool {
        let is_in = |families: &BTreeSet<CustomerId>| record.family().is_some_and(|it| families.contains(&it));
        self.keys.contains(&record.key())
            || is_in(&self.families)
            || record.key().kind == Kind::Attachment && is_in(&self.with_attachments)
            || record.key().kind == Kind::Order && is_in(&self.buyers)
    }
}
