//! English phrases: within 3 days, next Wednesday, by July 15.

use super::coming::{coming_date, coming_weekday};
use crate::values::calendar::{Day, Period};
use crate::values::working_days::WorkingDays;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The first day named in the text.
pub(super) fn day(text: &str, on: Day, working_days: &WorkingDays) -> Option<Day> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    (0..words.len()).find_map(|at| words_day(&words[at..], on, working_days))
}

fn words_day(words: &[&str], on: Day, working_days: &WorkingDays) -> Option<Day> {
    match words {
        ["today", ..] => Some(on),
        ["tomorrow", ..] => Some(on.plus(1)),
        ["within" | "in", count, "working" | "business", "day" | "days", ..] => {
            number(count).map(|it| working_days.after(on, u32::try_from(it).unwrap_or(0)))
        }
        ["within" | "in", count, "day" | "days", ..] => number(count).map(|it| on.plus(it)),
        ["within" | "in", count, "week" | "weeks", ..] => number(count).map(|it| on.plus(it.saturating_mul(7))),
        ["within" | "in", count, "month" | "months", ..] => number(count).map(|it| on.plus_months(it)),
        ["next", "week", ..] => {
            let monday = on.week().first().plus(7);
            Some(working_days.previous_working(monday.plus(6))).filter(|it| monday <= *it)
        }
        ["next", name, ..] if weekday(name).is_some() => weekday(name).map(|it| on.week().first().plus(7 + it)),
        ["on" | "by" | "this", name, ..] if weekday(name).is_some() => weekday(name).map(|it| coming_weekday(on, it)),
        ["end", "of", "the" | "this", "month", ..] | ["end", "of", "month", ..] | ["month", "end", ..] => {
            Some(working_days.previous_working(Period::Month(on.month()).last())).filter(|it| on <= *it)
        }
        [name, day, ..] if month(name).is_some() => coming_date(on, month(name)?, ordinal(day)?),
        [day, name, ..] if month(name).is_some() => coming_date(on, month(name)?, ordinal(day)?),
        _ => None,
    }
}

fn number(word: &str) -> Option<i32> {
    let names = ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = names.iter().zip([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).find(|(name, _)| **name == word).map(|(_, value)| value);
    named.or_else(|| word.parse().ok().filter(|it| (0..=9_999).contains(it)))
}

/// `15`, `15th`.
fn ordinal(word: &str) -> Option<i32> {
    let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    digits.parse().ok()
}

fn weekday(word: &str) -> Option<i32> {
    place(&WEEKDAYS, word)
}

fn month(word: &str) -> Option<i32> {
    place(&MONTHS, word).map(|it| it + 1)
}

/// Index of a name, written out or abbreviated to at least three letters.
fn place(names: &[&str], word: &str) -> Option<i32> {
    let at = names.iter().position(|it| 3 <= word.len() && it.starts_with(word))?;
    i32::try_from(at).ok()
}
