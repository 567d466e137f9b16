//! Query strings of addresses.

use domain::records::customer::Source;
use domain::values::calendar::{Period, Year};
use domain::values::json::{of_word, word_of};
use domain::values::target_of::TargetOf;

/// `?name=value&…`, or empty when there are no parts.
pub fn query(parts: &[(&str, String)]) -> String {
    let parts: Vec<String> = parts.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// Percent-encodes a value for a query.
fn encoded(value: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.' | b'~');
    value.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

/// Parses the year of a page: `2026`, or a fiscal year like `FY2026-04`.
pub fn year(word: &str) -> Option<Year> {
    match Period::parse(word)? {
        Period::Year(year) => Some(year).filter(|it| (1990..=2100).contains(&it.number())),
        _ => None,
    }
}

/// An acquisition channel as a word in an address; `none` for no channel.
pub fn channel_word(channel: Option<Source>) -> String {
    channel.map_or_else(|| "none".to_owned(), word_of)
}

/// Parses a word written by [`channel_word`].
pub fn channel_of(word: &str) -> Option<Option<Source>> {
    if word == "none" { Some(None) } else { of_word(word).map(Some) }
}

/// The owner named in an address.
pub fn owner(query: impl Fn(&str) -> Option<String>) -> Option<TargetOf> {
    let person = query("person").and_then(|it| it.parse().ok()).map(TargetOf::Person);
    let team = || query("team").and_then(|it| it.parse().ok()).map(TargetOf::Team);
    let department = || query("department").and_then(|it| it.parse().ok()).map(TargetOf::Department);
    person.or_else(team).or_else(department)
}

/// The query parameter of an owner; none for the company.
pub fn owner_part(of: TargetOf) -> Option<(&'static str, String)> {
    match of {
        TargetOf::Person(id) => Some(("person", id.to_string())),
        TargetOf::Team(id) => Some(("team", id.to_string())),
        TargetOf::Department(id) => Some(("department", id.to_string())),
        TargetOf::Company => None,
    }
}
