//! Three-way merge of amendments, field by field. Fields that only make sense together form a group, which is taken as a whole or not at all. On
//! a conflict the server's value stays and the author's value is returned, so that nothing is lost silently.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::book::stamps::Stamps;
use crate::values::broken::{Broken, is_broken};
use crate::values::calendar::Timestamp;
use crate::values::field::FieldName;
use crate::values::ids::{Key, PersonId};
use crate::values::json;

/// A field (or group of fields) that somebody else changed meanwhile. The server's value was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    pub record: Key,
    /// The field, or the name of the group.
    pub field: FieldName,
    /// The value that this command wanted.
    pub yours: Value,
    /// The current value, which was kept.
    pub theirs: Value,
    /// Who wrote the current value, if known.
    pub by: Option<PersonId>,
    /// When the current value was accepted.
    pub at: Timestamp,
}

/// Fields that are merged as one: group name and members. A field in no group is a group of its own.
pub type Groups = &'static [(&'static str, &'static [&'static str])];

/// The group that a field belongs to; its own name if it is in none.
pub fn group_of(groups: Groups, field: &str) -> &str {
    groups.iter().find(|(_, members)| members.contains(&field)).map_or(field, |(group, _)| group)
}

/// What a merge depends on besides the values.
pub struct Circumstances<'a> {
    pub record: Key,
    /// When each group last changed.
    pub stamps: &'a Stamps,
    /// The version the person was looking at.
    pub base: i64,
    /// Which fields belong together.
    pub groups: Groups,
}

/// Applies the changes from `was` to `now` to `current`.
pub fn merge<T>(was: &T, now: &T, current: &T, circumstances: &Circumstances<'_>) -> (T, Vec<Conflict>)
where
    T: Serialize + DeserializeOwned + Clone,
{
    if is_broken(Broken::LastWriterWins) {
        return (now.clone(), Vec::new());
    }
    let (was, now, stands) = (fields(was), fields(now), fields(current));
    let mut merged = stands.clone();
    let mut conflicts = Vec::new();

    let mut groups: Vec<&str> = now.keys().chain(was.keys()).map(|it| group_of(circumstances.groups, it)).collect();
    groups.sort_unstable();
    groups.dedup();

    for group in groups {
        let (was, now, stands) = (part(&was, group, circumstances), part(&now, group, circumstances), part(&stands, group, circumstances));
        if was == now || now == stands {
            continue;
        }
        let stamp = circumstances.stamps.get(group).copied().unwrap_or_default();
        let changed_meanwhile = circumstances.base < stamp.version && stands != was;
        if changed_meanwhile {
            conflicts.push(Conflict {
                record: circumstances.record,
                field: FieldName::parse(group),
                yours: single(now),
                theirs: single(stands),
                by: stamp.by,
                at: stamp.at,
            });
        } else {
            // Empty fields may be left out of `now`: remove the old values first.
            stands.keys().for_each(|it| drop(merged.remove(it)));
            merged.extend(now);
        }
    }

    match json::of_tree(&Value::Object(merged)) {
        Ok(merged) => (merged, conflicts),
        // Cannot happen for values that serialize to these fields. Keeping the current value loses nothing: the author's is in the command.
        Err(_) => (current.clone(), conflicts),
    }
}

/// The groups in which two values differ.
pub fn changed_groups<T: Serialize>(before: &T, after: &T, groups: Groups) -> Vec<String> {
    let (before, after) = (fields(before), fields(after));
    let mut changed: Vec<String> = before
        .keys()
        .chain(after.keys())
        .filter(|field| before.get(*field) != after.get(*field))
        .map(|field| group_of(groups, field).to_owned())
        .collect();
    changed.sort_unstable();
    changed.dedup();
    changed
}

fn fields<T: Serialize>(value: &T) -> Map<String, Value> {
    match json::tree(value) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn part(fields: &Map<String, Value>, group: &str, circumstances: &Circumstances<'_>) -> Map<String, Value> {
    fields
        .iter()
        .filter(|(field, _)| group_of(circumstances.groups, field) == group)
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect()
}

/// A single field as its value, several as an object, none as null.
fn single(part: Map<String, Value>) -> Value {
    if part.len() <= 1 { part.into_iter().next().map(|(_, value)| value).unwrap_or_default() } else { Value::Object(part) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::stamps::Stamp;
    use crate::values::ids::Kind;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Sheet {
        name: String,
        price: i64,
        quantity: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<i64>,
    }

    const GROUPS: Groups = &[("terms", &["price", "quantity"])];

    fn sheet(name: &str, price: i64, quantity: i64) -> Sheet {
        Sheet { name: name.into(), price, quantity, until: None }
    }

    #[track_caller]
    fn check(was: Sheet, now: Sheet, current: Sheet, stamped: &[&str], expected: Sheet, conflicts: &[&str]) {
        let stamp = Stamp { version: 7, by: None, at: Timestamp(0) };
        let stamps: Stamps = stamped.iter().map(|it| ((*it).to_owned(), stamp)).collect();
        let record = Key { kind: Kind::Customer, id: uuid::Uuid::nil() };
        let circumstances = Circumstances { record, stamps: &stamps, base: 5, groups: GROUPS };
        let (merged, found) = merge(&was, &now, &current, &circumstances);
        assert_eq!(merged, expected);
        assert_eq!(found.iter().map(|it| it.field.to_string()).collect::<Vec<_>>(), conflicts);
    }

    #[test]
    fn different_fields_both_apply() {
        check(sheet("a", 1, 1), sheet("b", 1, 1), sheet("a", 2, 1), &["terms"], sheet("b", 2, 1), &[]);
    }

    #[test]
    fn the_same_new_value_is_no_conflict() {
        check(sheet("a", 1, 1), sheet("b", 1, 1), sheet("b", 1, 1), &["name"], sheet("b", 1, 1), &[]);
    }

    #[test]
    fn a_conflict_keeps_the_stored_value_and_returns_the_new_one() {
        check(sheet("a", 1, 1), sheet("b", 1, 1), sheet("c", 1, 1), &["name"], sheet("c", 1, 1), &["name"]);
    }

    #[test]
    fn a_group_is_taken_whole_or_not_at_all() {
        // One person changed the price, another the quantity: half of each would be an order that nobody made.
        check(sheet("a", 1, 1), sheet("a", 2, 1), sheet("a", 1, 9), &["terms"], sheet("a", 1, 9), &["terms"]);
    }

    #[test]
    fn a_field_absent_from_the_json_is_cleared() {
        let until = |until| Sheet { until, ..sheet("a", 1, 1) };
        check(until(Some(5)), until(None), until(Some(5)), &[], until(None), &[]);
        check(until(None), until(Some(5)), until(None), &[], until(Some(5)), &[]);
        check(until(Some(5)), until(None), until(Some(6)), &["until"], until(Some(6)), &["until"]);
    }

    #[test]
    fn the_authors_own_earlier_change_is_no_conflict() {
        // `current` is the result of the author's previous command; its stamp is newer than the base they saw.
        check(sheet("b", 1, 1), sheet("c", 1, 1), sheet("b", 1, 1), &["name"], sheet("c", 1, 1), &[]);
    }
}
