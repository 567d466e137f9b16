//! The server decides from a partial book with what the command needs. It must decide exactly as from the whole book, or accept what the client
//! refused.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::access::matrix;
use super::gathered::gathered;
use super::hostile::{anything, as_seen, moment_of};
use super::*;
use crate::book::record::Record;
use crate::book::stamps::Stamp;
use crate::values::calendar::Timestamp;

/// The decision over the whole book. Panics if the one over the partial book differs.
#[track_caller]
fn decided_alike(command: &Command, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let whole = decide(command, book, moment);
    assert_eq!(decide(command, &gathered(command, book), moment), whole, "{command:?}");
    whole
}

/// Stamps every field of the record as changed by somebody since the person saw it.
fn stamp(record: &Record, book: &mut Book) {
    let body: Value = serde_json::from_str(&record.body()).expect("a record");
    let fields_of = |it: &Value| it.as_object().map(|it| it.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    // A profile is merged field by field.
    let inner = body.as_object().into_iter().flat_map(|it| it.values()).flat_map(fields_of);
    let changed = Stamp { version: 1, by: None, at: Timestamp(1) };
    book.set_stamps(record.key(), fields_of(&body).into_iter().chain(inner).map(|it| (it, changed)).collect());
}

#[test]
fn every_command_is_decided_from_what_it_needs() {
    let mut applied = BTreeSet::new();
    for case in matrix() {
        let mut book = case.world.book;
        let moment = case.world.ids.moment(case.actor, &book);
        for command in &case.commands {
            if decided_alike(command, &book, &moment).is_ok() {
                applied.insert(command.verb());
            }
        }
        book.records().collect::<Vec<_>>().iter().for_each(|it| stamp(it, &mut book));
        for command in &case.commands {
            let _ = decided_alike(command, &book, &moment);
        }
    }
    // Only the server stores attachments.
    let all: BTreeSet<&str> = super::access::every_command().iter().map(Command::verb).filter(|it| *it != "store_attachment").collect();
    assert_eq!(applied, all, "every command is also decided where it is not refused");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_command_is_decided_from_what_it_needs(commands in proptest::collection::vec(anything(), 1..60), stamps: bool) {
        let (mut book, _) = small();
        for (by, now, command) in commands {
            let moment = moment_of(by, now, &book);
            let command = as_seen(command, &book);
            let Ok(decision) = decided_alike(&command, &book, &moment) else { continue };
            for key in &decision.removes {
                book.remove(*key);
            }
            for record in decision.puts {
                if stamps {
                    stamp(&record, &mut book);
                }
                book.put(record);
            }
        }
    }
}
