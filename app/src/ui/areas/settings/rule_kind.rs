//! Rules that hold from a day, as the screens need them: where they lie in the company's record, and each field in words.

use domain::book::Book;
use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::{Dated, VersionPhase, VersionSpan};
use domain::values::calendar::{Day, Timestamp};
use domain::values::field::Field;
use domain::values::ids::PersonId;

/// The name of a person.
pub type NameOf<'a> = &'a dyn Fn(PersonId) -> String;

/// A set of rules with versions.
pub trait RuleKind: Clone + Default + PartialEq + Send + Sync + 'static {
    /// The name in refusals of the versions as a whole.
    const FIELD: Field;

    fn versions(company: &Company) -> &Dated<Self>;

    /// The rules before the first version.
    fn first(_: &Company) -> Self {
        Self::default()
    }

    /// The rules in force on a day.
    fn on(company: &Company, day: Day) -> Self {
        Self::versions(company).on_after(&Self::first(company), day)
    }

    fn put(company: &mut Company, versions: Dated<Self>);

    /// Every field in words, with its value and unit, always in the same order. Rules that differ differ in a value.
    fn said(&self, name_of: NameOf<'_>) -> Vec<(String, String)>;
}

/// One field that two versions differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    pub field: String,
    pub from: String,
    pub to: String,
}

/// What differs between two sets of rules, in words.
pub fn changes<T: RuleKind>(before: &T, after: &T, name_of: NameOf<'_>) -> Vec<RuleChange> {
    let both = before.said(name_of).into_iter().zip(after.said(name_of));
    both.filter(|(before, after)| before.1 != after.1)
        .map(|(before, after)| RuleChange { field: after.0, from: before.1, to: after.1 })
        .collect()
}

/// One version as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    pub phase: VersionPhase,
    /// The first day; `None` for the defaults.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// What differs from the version before; of the rules before the first version, from the defaults.
    pub changes: Vec<RuleChange>,
    /// The author's name and the time.
    pub set: Option<(String, Timestamp)>,
    pub note: Option<String>,
}

/// All versions, newest first.
pub fn rows<T: RuleKind>(book: &Book, today: Day) -> Vec<VersionRow> {
    let name_of = |id| name_of(book, id);
    let row = |span: VersionSpan<T>| {
        // Rules that the company kept without a day differ from the defaults.
        let changes = changes(&span.before.unwrap_or_default(), &span.rules, &name_of);
        let set = span.set.map(|it| (name_of(it.by), it.at));
        VersionRow { phase: span.phase, from: span.from, until: span.until, changes, set, note: span.note }
    };
    let company = book.company();
    T::versions(company).spans_after(&T::first(company), today).into_iter().rev().map(row).collect()
}

/// A person's name; with the account if somebody else has the same name.
pub fn name_of(book: &Book, id: PersonId) -> String {
    let Some(person) = book.person(id) else { return String::new() };
    let is_shared = book.people().any(|it| it.id != id && it.name == person.name);
    if is_shared { format!("{}（{}）", person.name, person.account) } else { person.name.clone() }
}

/// The command that gives the rules other versions.
pub fn saving<T: RuleKind>(was: &Company, versions: Dated<T>) -> Command {
    let mut now = was.clone();
    T::put(&mut now, versions);
    Command::SaveCompany(Save { was: Some(was.clone()), now })
}
