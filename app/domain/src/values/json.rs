//! JSON trees and words of values, by way of their text: a second reader and writer for every type would double their code in the client.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

/// The value as a tree.
pub fn tree(value: impl Serialize) -> Value {
    let text = serde_json::to_string(&value).and_then(|it| serde_json::from_str(&it));
    text.unwrap_or_else(|_| unreachable!("our values hold only strings, numbers and maps with string keys"))
}

/// The value of a tree.
pub fn of_tree<T: DeserializeOwned>(tree: &Value) -> Result<T, Error> {
    serde_json::from_str(&tree.to_string())
}

/// Removes every member of this name, at any depth.
pub fn remove(tree: &mut Value, name: &str) {
    match tree {
        Value::Array(items) => items.iter_mut().for_each(|it| remove(it, name)),
        Value::Object(members) => {
            members.remove(name);
            members.values_mut().for_each(|it| remove(it, name));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The word of an enum value or an id, as JSON writes it; empty if it is not written as a word.
pub fn word_of(value: impl Serialize) -> String {
    serde_json::to_string(&value).and_then(|it| serde_json::from_str(&it)).unwrap_or_default()
}

/// The enum value or id of a word written by [`word_of`].
pub fn of_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::to_string(word).and_then(|it| serde_json::from_str(&it)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::stage::Stage;

    #[test]
    fn a_value_reads_back_from_its_tree_and_its_word() {
        for stage in Stage::ALL {
            assert_eq!(of_word(&word_of(stage)), Some(stage));
            assert_eq!(of_tree(&tree(stage)).ok(), Some(stage));
        }
        assert_eq!(word_of(7), "");
        assert_eq!(of_word::<Stage>(""), None);
        assert_eq!(of_word::<Stage>("\"quoted\""), None);
        let mut lines = tree(serde_json::json!({ "lines": [{ "cost": 1, "price": 2, "parts": [{ "cost": 3 }] }], "cost": 4 }));
        remove(&mut lines, "cost");
        assert_eq!(lines.to_string(), r#"{"lines":[{"parts":[{}],"price":2}]}"#);
        assert_eq!(tree((1, "二", [3])).to_string(), "[1,\"二\",[3]]");
    }
}
