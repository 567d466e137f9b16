//! The partial book that the server decides from: the catalogue and what the command needs. It must hold the same as what
//! `server/src/sync/gather.rs` reads from the database.

use std::collections::BTreeSet;

use super::*;
use crate::access::scope::Scope;
use crate::book::record::Record;
use crate::decide::needs::Needs;
use crate::records::attachment::Attachment;
use crate::values::ids::{CustomerId, Key, Kind};
use crate::values::text;

/// The catalogue, and what this command needs of the rest of the book.
pub(super) fn gathered(command: &Command, book: &Book) -> Book {
    gathered_by(&command.needs(), command.subject(), book)
}

/// The catalogue, and the needed part of the book with the subject of the command.
pub(super) fn gathered_by(needs: &Needs, subject: Key, book: &Book) -> Book {
    let mut partial = catalogue(book);
    for record in read(needs, subject, book) {
        let key = record.key();
        partial.put(record);
        // The catalogue is kept without stamps.
        partial.set_stamps(key, book.stamps(key));
    }
    let asked = needs.numbers.iter().map(|it| text::plain(it));
    asked.filter(|it| book.numbers().is_taken(it)).for_each(|it| partial.note_number(&it));
    for prefix in &needs.prefixes {
        let highest = book.numbers().highest(prefix);
        if 0 < highest {
            partial.note_number(&format!("{prefix}{highest:03}"));
        }
    }
    partial
}

/// The records that everybody sees.
fn catalogue(book: &Book) -> Book {
    let company = book.has_company().then(|| book.company().clone().into());
    let places = book.regions().cloned().map(Record::from).chain(book.departments().cloned().map(Record::from));
    let people = book.teams().cloned().map(Record::from).chain(book.people().cloned().map(Record::from));
    let rest = book.products().cloned().map(Record::from).chain(book.quotas().cloned().map(Record::from));
    let rest = rest.chain(book.kpis().cloned().map(Record::from)).chain(book.benchmarks().cloned().map(Record::from));
    let rest = rest.chain(book.planning_notes().cloned().map(Record::from));
    let seen_by_all = Scope { catalog: true, ..Scope::default() };
    let mut catalogue = Book::default();
    let all = company.into_iter().chain(places).chain(people).chain(rest);
    all.filter(|it| it.scope(book) == seen_by_all).for_each(|it| catalogue.put(it));
    catalogue
}

/// The records that are read besides the catalogue.
fn read(needs: &Needs, subject: Key, book: &Book) -> Vec<Record> {
    let family_of = |it: Key| book.get(it).and_then(|record| record.family());
    let mut keys: BTreeSet<Key> = needs.keys.iter().copied().chain([subject]).collect();
    // Each record with its customer.
    let holders: Vec<CustomerId> = keys.iter().filter(|it| it.kind != Kind::Customer).filter_map(|it| family_of(*it)).collect();
    keys.extend(holders.iter().chain(&needs.families).map(|it| Key::from(*it)));
    // Each customer that was merged away with the one it was merged into.
    let named = keys.iter().filter(|it| it.kind == Kind::Customer).filter_map(|it| book.customer(CustomerId(it.id)));
    let kept: BTreeSet<CustomerId> = named.filter_map(|it| it.merged_into).map(|it| it.customer).collect();
    keys.extend(kept.iter().map(|it| Key::from(*it)));
    let mut buyers: BTreeSet<CustomerId> = needs.orders_of.iter().copied().collect();
    if !buyers.is_empty() {
        buyers.extend(kept);
    }
    buyers.extend(needs.orders_beside.iter().filter_map(|it| family_of((*it).into())));

    let mut read: Vec<Record> = keys.into_iter().filter_map(|it| book.get(it)).collect();
    read.extend(needs.families.iter().flat_map(|it| book.family_of(*it)));
    for of in &needs.attached_to {
        read.extend(book.attachments_of(Attachment::family_of(*of, family_of(*of))).cloned().map(Record::from));
    }
    for buyer in buyers {
        read.extend(book.orders_of(buyer).chain(book.advances_of(buyer)).cloned().map(Record::from));
    }
    read
}
