//! The server decides from a partial book with what the command needs. It must decide exactly as from the whole book, or accept what the client
//! refused.

mod stories;

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::access::matrix;
use super::gathered::{gathered, gathered_by};
use super::hostile::{anything, as_seen, moment_of};
use super::*;
use crate::book::record::Record;
use crate::book::stamps::Stamp;
use crate::decide::needs::Needs;
use crate::sample::company;
use crate::values::calendar::Timestamp;
use crate::values::ids::{Key, Kind};

/// The decision over the whole book. Panics if the one over the partial book differs, or would be stored for other people to see.
#[track_caller]
fn decided_alike(command: &Command, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let (whole, partial) = (decide(command, book, moment), gathered(command, book));
    assert_eq!(decide(command, &partial, moment), whole, "{command:?}");
    // The scope of a record depends on its customer.
    let puts = whole.iter().flat_map(|it| &it.puts);
    for customer in puts.filter_map(Record::family) {
        assert_eq!(partial.customer(customer), book.customer(customer), "{command:?}");
    }
    whole
}

/// Every command in books that hold much else: by every role, as the sample company gave it, and where single needs matter.
fn every_situation(mut look: impl FnMut(&Command, &Book, &Moment)) {
    for case in matrix() {
        let moment = case.world.ids.moment(case.actor, &case.world.book);
        case.commands.iter().for_each(|it| look(it, &case.world.book, &moment));
    }
    for (world, by, command) in stories::all() {
        look(&command, &world.book, &world.ids.moment(by, &world.book));
    }
    let sample = company(Day(20_591));
    let mut book = Book::default();
    for act in &sample.acts {
        let today = act.made_at.day(book.company().utc_offset_minutes);
        let moment = Moment::of(sample.actor(act, &book), act.made_at, today);
        look(&act.command, &book, &moment);
        apply(&act.command, &mut book, &moment).expect("the rules accept the sample company");
    }
}

#[test]
fn every_command_is_decided_from_what_it_needs() {
    every_situation(|command, book, moment| drop(decided_alike(command, book, moment)));
}

#[test]
fn decisions_over_gathered_records_include_concurrent_changes() {
    for case in matrix() {
        let (mut book, moment) = (case.world.book.clone(), case.world.ids.moment(case.actor, &case.world.book));
        case.world.book.records().for_each(|it| stamp(&it, &mut book));
        case.commands.iter().for_each(|it| drop(decided_alike(it, &book, &moment)));
    }
}

/// Stamps every field of the record as changed by somebody since the person saw it.
fn stamp(record: &Record, book: &mut Book) {
    let body: Value = serde_json::from_str(&record.body()).expect("a record");
    let fields_of = |it: &Value| it.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    // A profile is merged field by field.
    let inner = body.as_object().into_iter().flat_map(|it| it.values()).flat_map(fields_of);
    let changed = Stamp { version: 1, by: None, at: Timestamp(1) };
    book.set_stamps(record.key(), fields_of(&body).into_iter().chain(inner).map(|it| (it, changed)).collect());
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

#[test]
fn leaving_out_a_need_changes_a_decision() {
    let mut noticed: BTreeMap<String, bool> = BTreeMap::new();
    every_situation(|command, book, moment| {
        let whole = decide(command, book, moment);
        for (name, needs) in without_one(command) {
            let noticed = noticed.entry(format!("{} without {name}", command.verb())).or_default();
            *noticed |= decide(command, &gathered_by(&needs, command.subject(), book), moment) != whole;
        }
    });
    let unnoticed: Vec<&String> = noticed.iter().filter(|(_, it)| !**it).map(|(name, _)| name).collect();
    assert!(unnoticed.is_empty(), "no situation here depends on these needs: {unnoticed:#?}");
}

/// The needs of a command with one of them left out, each with the name of what is missing. Leaves out nothing that the server reads anyway: the
/// subject and the catalogue.
fn without_one(command: &Command) -> Vec<(String, Needs)> {
    let needs = command.needs();
    let mut less = Vec::new();
    let is_read_anyway = |it: &Key| *it == command.subject() || matches!(it.kind, Kind::Person | Kind::Team);
    for (at, key) in needs.keys.iter().enumerate().filter(|(_, it)| !is_read_anyway(it)) {
        let mut without = needs.clone();
        without.keys.remove(at);
        less.push((format!("the {}", key.kind.as_str()), without));
    }
    // The customer alone, without its family.
    for at in 0..needs.families.len() {
        let mut without = needs.clone();
        let customer = without.families.remove(at);
        without.keys.push(customer.into());
        less.push((format!("family {at}"), without));
    }
    for (name, is_needed, without) in [
        ("attachments", !needs.attached_to.is_empty(), Needs { attached_to: Vec::new(), ..needs.clone() }),
        ("the orders of the customer", !needs.orders_of.is_empty(), Needs { orders_of: Vec::new(), ..needs.clone() }),
        ("the orders beside it", !needs.orders_beside.is_empty(), Needs { orders_beside: Vec::new(), ..needs.clone() }),
        ("its number", !needs.numbers.is_empty(), Needs { numbers: Vec::new(), ..needs.clone() }),
        ("the highest number", !needs.prefixes.is_empty(), Needs { prefixes: Vec::new(), ..needs.clone() }),
    ] {
        if is_needed {
            less.push((name.to_owned(), without));
        }
    }
    less
}
