//! Reads the cells of a row as the mapping says. Collects every problem instead of stopping at the first.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::values::calendar::Day;
use domain::values::money::{Money, Quantity};
use domain::values::open_list::OpenList;
use domain::values::text::{is_blank, plain};
use serde::de::DeserializeOwned;

use super::csv_file::{CsvFile, CsvRow};
use super::mapping::{Empty, FieldMapping, TableMapping};

/// Something that cannot be imported as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {column}: {what}")]
pub struct Problem {
    pub file: String,
    pub line: u64,
    /// The column, or the field.
    pub column: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// What was noticed while reading: problems, and what was skipped or filled in as the mapping says.
#[derive(Debug, Default)]
pub struct Findings {
    /// What prevents the import.
    pub problems: RefCell<Vec<Problem>>,
    /// What was done about empty cells, with the lines. A set, because a cell may be read several times.
    pub notes: RefCell<BTreeMap<String, BTreeSet<u64>>>,
}

/// One row with its table's mapping.
pub struct Reading<'a> {
    pub table: &'a TableMapping,
    pub file: &'a CsvFile,
    pub row: &'a CsvRow,
    pub findings: &'a Findings,
    /// Most frequent values looked up in other files, by field and key.
    pub most: &'a BTreeMap<(String, String), String>,
}

/// The result of reading a cell.
pub enum Cell {
    /// A value.
    Value(String),
    /// Empty or not mapped.
    Nothing,
    /// The row is left out.
    Skip,
}

impl Reading<'_> {
    /// Records a problem with a field.
    pub fn problem(&self, field: &str, what: impl Into<String>) {
        let column = self.table.fields.get(field).and_then(|it| it.column.clone()).unwrap_or_else(|| field.to_owned());
        let problem = Problem { file: self.file.name.clone(), line: self.row.line, column, what: what.into() };
        self.findings.problems.borrow_mut().push(problem);
    }

    /// The key that names the record.
    pub fn key(&self) -> String {
        self.row.cells.get(&self.table.key).cloned().unwrap_or_default()
    }

    /// The field's text.
    pub fn cell(&self, field: &str) -> Cell {
        let Some(mapping) = self.table.fields.get(field) else { return Cell::Nothing };
        let raw = self.raw(field, mapping);
        let value = mapping.map.get(&raw).cloned().unwrap_or(raw);
        let value = if mapping.account { account(&value) } else { value };
        if !is_blank(&value) {
            return Cell::Value(value);
        }
        let column = mapping.column.as_deref().unwrap_or(field);
        let note = |done: &str| {
            let what = format!("{}: {column}: empty, {done}", self.file.name);
            self.findings.notes.borrow_mut().entry(what).or_default().insert(self.row.line);
        };
        match &mapping.empty {
            None => Cell::Nothing,
            Some(Empty::Value(value)) => {
                note(&format!("taken as {value:?}"));
                Cell::Value(value.clone())
            }
            Some(Empty::Skip) => {
                note("row left out");
                Cell::Skip
            }
        }
    }

    fn raw(&self, field: &str, mapping: &FieldMapping) -> String {
        match (&mapping.column, &mapping.value, &mapping.most) {
            (Some(column), ..) => self.row.cells.get(column).cloned().unwrap_or_default(),
            (None, Some(value), _) => value.clone(),
            (None, None, Some(_)) => self.most.get(&(field.to_owned(), self.key())).cloned().unwrap_or_default(),
            (None, None, None) => String::new(),
        }
    }

    /// The field's text; empty when there is none.
    pub fn text(&self, field: &str) -> String {
        match self.cell(field) {
            Cell::Value(value) => value,
            Cell::Nothing | Cell::Skip => String::new(),
        }
    }

    /// The field's text. Records a problem if it is empty.
    pub fn needed(&self, field: &str) -> String {
        let text = self.text(field);
        if text.is_empty() {
            self.problem(field, "is empty and is needed");
        }
        text
    }

    /// The field as a day.
    pub fn day(&self, field: &str) -> Option<Day> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let form = self.table.fields.get(field).and_then(|it| it.date.as_deref()).unwrap_or("y-m-d");
        // Values that the mapping itself fills in are always year-month-day.
        let day = parse_day(&plain(&text), form).or_else(|| Day::parse(&text));
        if day.is_none() {
            self.problem(field, format!("{text:?} is not a date of the form {form}"));
        }
        day
    }

    /// The field as an amount.
    pub fn money(&self, field: &str) -> Option<Money> {
        self.parsed(field, |it| Money::parse(it).ok(), "an amount such as 1,234.50, with at most two decimals")
    }

    /// The field as a quantity.
    pub fn quantity(&self, field: &str) -> Option<Quantity> {
        self.parsed(field, |it| Quantity::parse(it).ok(), "a quantity such as 2 or 1.5, with at most three decimals")
    }

    /// The field as one of a list of words.
    pub fn word<T: DeserializeOwned>(&self, field: &str) -> Option<T> {
        let read = |text: &str| serde_json::from_value(serde_json::Value::String(text.to_owned())).ok();
        self.parsed(field, read, "one of the words this field knows; map it in the mapping file")
    }

    /// The field as a built-in entry of a list. A company's own entries cannot be told from mistakes.
    pub fn usual<T: OpenList>(&self, field: &str) -> Option<T> {
        let read = |text: &str| T::read(text).filter(|it| it.own().is_none());
        self.parsed(field, read, "one of the words this field knows; map it in the mapping file")
    }

    fn parsed<T>(&self, field: &str, parse: impl Fn(&str) -> Option<T>, right: &str) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let parsed = parse(&text);
        if parsed.is_none() {
            self.problem(field, format!("{text:?} is not {right}"));
        }
        parsed
    }
}

/// Parses a date whose parts are in the order of `form`, with any separators.
fn parse_day(text: &str, form: &str) -> Option<Day> {
    let parts: Vec<i32> =
        text.trim_end_matches('日').split(|it: char| !it.is_ascii_digit()).map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let order: Vec<char> = form.chars().filter(char::is_ascii_alphabetic).collect();
    if parts.len() != 3 || order.len() != 3 {
        return None;
    }
    let part = |wanted| order.iter().position(|it| *it == wanted).map(|it| parts[it]);
    Day::from_ymd(part('y')?, u8::try_from(part('m')?).ok()?, u8::try_from(part('d')?).ok()?)
}

/// Makes an account name of a person's name.
fn account(name: &str) -> String {
    name.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_order_the_mapping_gives() {
        assert_eq!(parse_day("3/1/2017", "m/d/y"), Day::from_ymd(2017, 3, 1));
        assert_eq!(parse_day("1.3.2017", "d.m.y"), Day::from_ymd(2017, 3, 1));
        assert_eq!(parse_day("2017-03-01", "y-m-d"), Day::from_ymd(2017, 3, 1));
        assert_eq!(parse_day("2017-02-30", "y-m-d"), None);
        assert_eq!(parse_day("2017年3月1日", "y-m-d"), Day::from_ymd(2017, 3, 1));
        assert_eq!(parse_day(&plain("３／１／２０１７\u{200B}"), "m/d/y"), Day::from_ymd(2017, 3, 1));
        assert_eq!(parse_day("soon", "y-m-d"), None);
    }

    #[test]
    fn accounts_are_typeable() {
        assert_eq!(account(" Darcel  Schlecht "), "darcel.schlecht");
    }
}
