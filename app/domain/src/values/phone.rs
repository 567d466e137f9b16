//! Phone numbers as people write them, several in one field, with their extensions: `+86 21 6234 5678`, `021-62345678转801`,
//! `13800138000 / 139 0013 9000`. They are taken apart once, for comparing, finding and dialling. The numbering plan is China's; of other
//! countries only the code is known.

mod digits;
mod plan;

use digits::{Group, Link, groups};

use crate::values::text;

/// Fewest digits of a number that can be dialled by everybody.
const FEWEST: usize = 5;
/// Most digits of an extension.
const LONGEST_EXTENSION: usize = 6;

/// One number, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phone {
    /// The code of the country, in digits. Empty when the number is not known to belong to one, or cannot be reached from another (400).
    pub country: String,
    /// The number within the country, without the 0 that is dialled before an area.
    pub number: String,
    /// The extension behind a switchboard; usually empty.
    pub extension: String,
}

impl Phone {
    /// Every number in a field, in the order they stand there.
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

    /// Whether it has enough digits to be dialled.
    pub fn can_be_dialled(&self) -> bool {
        FEWEST <= self.country.len() + self.number.len()
    }

    /// What it is compared by: two people behind one switchboard have one number.
    pub fn key(&self) -> String {
        if self.country.is_empty() { self.number.clone() } else { format!("+{}{}", self.country, self.number) }
    }

    /// The link that dials it (RFC 3966). A number of no known country is dialled as it is: dialling apps do not read a `phone-context`.
    pub fn link(&self) -> String {
        let extension = if self.extension.is_empty() { String::new() } else { format!(";ext={}", self.extension) };
        format!("tel:{}{extension}", self.key())
    }

    /// The same number with other last digits, as `62345678/79` means it.
    fn ending_in(&self, digits: &str) -> Phone {
        let kept = self.number.len().saturating_sub(digits.len());
        Phone { number: format!("{}{digits}", &self.number[..kept]), extension: String::new(), ..self.clone() }
    }
}

/// As it is dialled in China: `13800138000`, `02162345678-801`, `+852 91234567`.
impl std::fmt::Display for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.country.as_str() {
            "" => write!(f, "{}", self.number)?,
            plan::CHINA if self.number.starts_with('1') && self.number.len() == 11 => write!(f, "{}", self.number)?,
            plan::CHINA => write!(f, "0{}", self.number)?,
            country => write!(f, "+{country} {}", self.number)?,
        }
        if self.extension.is_empty() { Ok(()) } else { write!(f, "-{}", self.extension) }
    }
}

/// What the numbers of a field are compared by. Too few digits are no number.
pub fn keys(raw: &str) -> Vec<String> {
    let mut keys: Vec<String> = Phone::all(raw).iter().filter(|it| it.can_be_dialled()).map(Phone::key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The digits a field is found by, one number a line: with the code of the country, and as it is dialled inside.
pub fn findable(raw: &str) -> String {
    let forms = |it: Phone| {
        let abroad = format!("{}{}{}", it.country, it.number, it.extension);
        let inside = (it.country == plan::CHINA).then(|| format!("0{}{}", it.number, it.extension));
        [Some(abroad), inside]
    };
    Phone::all(raw).into_iter().flat_map(forms).flatten().collect::<Vec<_>>().join("\n")
}

/// The digits that somebody who types this looks for in [`findable`]; nothing when it is no part of a phone number.
pub fn sought(typed: &str) -> Option<String> {
    let groups = groups(&text::fold(typed));
    let all: String = groups.iter().map(|it| it.digits.as_str()).collect();
    let is_abroad = groups.first().is_some_and(|it| it.is_abroad) || all.starts_with("00");
    let digits = all.strip_prefix("00").unwrap_or(&all);
    // +86 (0)21
    let digits = match digits.strip_prefix("860").filter(|_| is_abroad) {
        Some(rest) => format!("{}{rest}", plan::CHINA),
        None => digits.to_owned(),
    };
    (is_part(typed) && !digits.is_empty()).then_some(digits)
}

/// Whether a word can be a part of a phone number: digits, and what stands between them.
pub fn is_part(word: &str) -> bool {
    text::fold(word).chars().all(|it| it.is_ascii_digit() || " +-‐–—−.()转轉,;#x/".contains(it))
}

/// Whether a short group is all that stands between its slash and the next number.
fn is_last_of(groups: &[Group]) -> bool {
    groups.get(1).is_none_or(|it| Link::Hyphen < it.link)
}

/// The numbers that groups without a divider between them make, longest first; nothing when something is left over.
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
