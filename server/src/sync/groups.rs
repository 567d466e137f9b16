//! The fields of a record as the merge names them: what people write is one level down (`profile`, `terms`), everything else on top.

use domain::book::record::Record;
use domain::book::stamps::{Stamp, Stamps};
use serde_json::{Map, Value};

/// The structs inside records that `domain::decide::merge` merges field by field.
const WRITTEN: [&str; 2] = ["profile", "terms"];

/// The changed fields of a record, with the value before and after.
pub fn changes(before: &Record, after: &Record) -> Map<String, Value> {
    let (before, mut after) = (fields(before), fields(after));
    let mut changes = Map::new();
    for (field, was) in before {
        let now = after.remove(&field).unwrap_or(Value::Null);
        // The history itself has the time of the change.
        if was != now && field != "updated_at" {
            changes.insert(field, Value::Array(vec![was, now]));
        }
    }
    for (field, now) in after.into_iter().filter(|it| it.0 != "updated_at") {
        changes.insert(field, Value::Array(vec![Value::Null, now]));
    }
    changes
}

/// The stamps after a change. A new record has none: nobody can have seen an older version. Except a target or an industry average: its id is derived
/// from what it is for, so two people can make the same one without seeing each other's.
pub fn stamped(mut stamps: Stamps, before: Option<&Record>, after: &Record, changes: &Map<String, Value>, stamp: Stamp) -> Stamps {
    match (before, after) {
        (Some(_), _) => {
            for field in changes.keys() {
                stamps.insert(field.clone(), stamp);
            }
        }
        (None, Record::Target(_) | Record::Benchmark(_)) => {
            stamps.insert("value".to_owned(), stamp);
        }
        (None, _) => {}
    }
    stamps
}

fn fields(record: &Record) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(record) else { return Map::new() };
    for written in WRITTEN {
        if let Some(Value::Object(inner)) = fields.remove(written) {
            fields.extend(inner);
        }
    }
    fields
}
