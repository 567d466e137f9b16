//! Serialized data of the first release. Never changes: every later release must read it and write it identically (T10).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::book::record::Record;
use crate::decide::command::Command;
use crate::golden;
use crate::sample::company;
use crate::values::calendar::Day;
use crate::values::ids::Kind;

const COMMANDS: &str = "wire/v1/commands.txt";
const RECORDS: &str = "wire/v1/records.txt";

/// The first five of each name, from the sample company.
fn few(of: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for (name, line) in of {
        let n_seen = seen.entry(name).or_default();
        *n_seen += 1;
        if *n_seen <= 5 {
            lines.push(line);
        }
    }
    lines
}

fn stored(name: &str, now: impl FnOnce() -> Vec<String>) -> Vec<String> {
    let path = golden::fixture(name);
    let mut lines: Vec<String> = fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
    // Stored lines are never rewritten: only lines with a new name are added.
    if golden::accepts() {
        let names: BTreeSet<String> = lines.iter().map(|it| name_of(it).to_owned()).collect();
        lines.extend(now().into_iter().filter(|it| !names.contains(name_of(it))));
        fs::write(&path, lines.join("\n") + "\n").expect("a folder that can be written");
    }
    lines
}

/// The verb of a command or the kind of a record.
fn name_of(line: &str) -> &str {
    let rest = line.strip_prefix("{\"do\":\"").unwrap_or(line);
    rest.split(['"', ' ']).next().unwrap_or_default()
}

#[test]
fn commands_of_the_first_release_are_read_and_written_as_they_were() {
    let written = || {
        let sample = company(Day(20_591));
        let every = crate::decide::tests::access::every_command();
        let done = sample.acts.into_iter().map(|it| it.command);
        few(every.into_iter().chain(done).map(|it| (it.verb().to_owned(), serde_json::to_string(&it).expect("a command"))))
    };
    let lines = stored(COMMANDS, written);
    for line in &lines {
        let command: Command = serde_json::from_str(line).unwrap_or_else(|it| panic!("{it}: {line}"));
        assert_eq!(serde_json::to_string(&command).expect("a command"), *line);
    }
    for command in crate::decide::tests::access::every_command() {
        let verb = format!("{{\"do\":\"{}\"", command.verb());
        assert!(lines.iter().any(|it| it.starts_with(&verb)), "a {}", command.verb());
    }
}

#[test]
fn records_of_the_first_release_are_read_and_written_as_they_were() {
    let written = || few(company(Day(20_591)).book().records().map(|it| (kind(&it).to_owned(), format!("{} {}", kind(&it), it.body()))));
    let lines = stored(RECORDS, written);
    for line in &lines {
        let (kind, body) = line.split_once(' ').expect("a kind and a body");
        let kind = Kind::parse(kind).expect("a known kind");
        let record = Record::parse(kind, body).unwrap_or_else(|it| panic!("{it}: {line}"));
        assert_eq!(record.body(), body);
    }
    for kind in Kind::ALL {
        assert!(lines.iter().any(|it| it.starts_with(kind.as_str())), "a record of kind {}", kind.as_str());
    }
}

fn kind(record: &Record) -> &'static str {
    record.key().kind.as_str()
}
