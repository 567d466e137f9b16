//! Parses phone numbers as people type them, several in one field, with extensions: `+86 21 6234 5678`, `021-62345678转801`,
//! `13800138000 / 139 0013 9000`. Used for comparing, searching and dialling. Implements China's numbering plan; for other countries only the
//! country code is known.

mod digits;
mod number;
mod plan;

pub use number::Phone;

use digits::{Group, Link, groups};
use number::{CHINA, FEWEST};

use crate::values::text;

/// Most digits of an extension.
const LONGEST_EXTENSION: usize = 6;

impl Phone {
    /// Every number in a field, in order of appearance.
    pub fn all(raw: &str) -> Vec<Phone> {
        let groups = groups(&text::fold(raw));
        let mut phones: Vec<Phone> = Vec::new();
        let mut rest = groups.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let is_extension = match first.link {
                Link::Extension => true,
                Link::Comma => first.digits.len() <= LONGEST_EXTENSION,
                _ => false,
            };
            match phones.last_mut() {
                Some(last) if is_extension && last.extension.is_empty() => {
                    last.extension.clone_from(&first.digits);
                    rest = after;
                }
                Some(last) if first.link == Link::Slash && first.digits.len() < FEWEST && is_last_of(rest) => {
                    let next = last.ending_in(&first.digits);
                    phones.push(next);
                    rest = after;
                }
                _ => {
                    let n = 1 + after.iter().take_while(|it| it.link <= Link::Hyphen).count();
                    phones.extend(split(&rest[..n]).unwrap_or_else(|| vec![plan::unknown(&rest[..n])]));
                    rest = &rest[n..];
                }
            }
        }
        phones
    }
}

/// Comparison keys of the numbers in a field, sorted. Skips numbers with too few digits.
pub fn keys(raw: &str) -> Vec<String> {
    let mut keys: Vec<String> = Phone::all(raw).iter().filter(|it| it.can_be_dialled()).map(Phone::key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Searchable digits of a field, one number per line: with the country code, and for China also in the domestic form.
pub fn findable(raw: &str) -> String {
    let forms = |phone: Phone| {
        let abroad = format!("{}{}{}", phone.country, phone.number, phone.extension);
        let inside = (phone.country == CHINA).then(|| format!("0{}{}", phone.number, phone.extension));
        [Some(abroad), inside]
    };
    Phone::all(raw).into_iter().flat_map(forms).flatten().collect::<Vec<_>>().join("\n")
}

/// The digits to look for in [`findable`]; `None` if the input cannot be part of a phone number.
pub fn sought(typed: &str) -> Option<String> {
    let groups = groups(&text::fold(typed));
    let all: String = groups.iter().map(|it| it.digits.as_str()).collect();
    let is_abroad = groups.first().is_some_and(|it| it.is_abroad) || all.starts_with("00");
    let digits = all.strip_prefix("00").unwrap_or(&all);
    // +86 (0)21
    let digits = match digits.strip_prefix("860").filter(|_| is_abroad) {
        Some(rest) => format!("{}{rest}", CHINA),
        None => digits.to_owned(),
    };
    (is_part(typed) && !digits.is_empty()).then_some(digits)
}

/// Whether a word can be part of a phone number: only digits and separators.
pub fn is_part(word: &str) -> bool {
    text::fold(word).chars().all(|it| it.is_ascii_digit() || " +-‐–—−.()转轉,;#x/".contains(it))
}

/// Whether the first group stands alone, that is, no space or hyphen joins it to the next.
fn is_last_of(groups: &[Group]) -> bool {
    groups.get(1).is_none_or(|it| Link::Hyphen < it.link)
}

/// Splits groups that have no divider between them into known numbers, longest first; `None` if digits are left over.
fn split(groups: &[Group]) -> Option<Vec<Phone>> {
    (1..=groups.len()).rev().find_map(|n| {
        let (number, rest) = groups.split_at(n);
        let mut phone = plan::known(number)?;
        let extension = rest.first().filter(|it| it.link == Link::Hyphen && it.digits.len() <= LONGEST_EXTENSION);
        if let Some(extension) = extension {
            phone.extension.clone_from(&extension.digits);
        }
        let rest = if extension.is_some() { &rest[1..] } else { rest };
        if rest.is_empty() {
            return Some(vec![phone]);
        }
        let others = split(rest)?;
        Some([vec![phone], others].concat())
    })
}

#[cfg(test)]
mod tests;
