//! Recognises complete numbers: China's numbering plan and the country codes.

use super::digits::Group;
use super::number::{CHINA, Phone};

/// Neighbouring regions whose numbers are also written without a plus: code, fewest and most digits.
const NEIGHBOURS: [(&str, usize, usize); 3] = [("852", 8, 8), ("853", 8, 8), ("886", 8, 9)];

/// Two-digit country codes. 1 and 7 have one digit, all others three.
const TWO_DIGITS: [&str; 43] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54",
    "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95",
];

/// The number formed by all these groups, if they form exactly one.
pub fn known(groups: &[Group]) -> Option<Phone> {
    if groups.iter().skip(1).any(|it| it.is_abroad) {
        return None;
    }
    let digits: String = groups.iter().map(|it| it.digits.as_str()).collect();
    if is_abroad(groups) {
        let (code, number) = abroad(groups)?;
        return match code.as_str() {
            CHINA if is_service(&number) => Some(Phone { number, ..Phone::default() }),
            CHINA => is_chinese(&number).then_some(Phone { country: code, number, extension: String::new() }),
            _ => has_length(&code, number.len()).then_some(Phone { country: code, number, extension: String::new() }),
        };
    }
    let of = |country: &str, number: &str| Some(Phone { country: country.to_owned(), number: number.to_owned(), extension: String::new() });
    if is_mobile(&digits) {
        return of(CHINA, &digits);
    }
    if let Some(number) = digits.strip_prefix('0').filter(|it| is_landline(it)) {
        return of(CHINA, number);
    }
    let with_zero = |it: &&str| is_chinese(it.strip_prefix('0').unwrap_or(it));
    if let Some(number) = digits.strip_prefix(CHINA).filter(with_zero) {
        return of(CHINA, number.strip_prefix('0').unwrap_or(number));
    }
    let neighbour = NEIGHBOURS
        .into_iter()
        .find_map(|(code, ..)| digits.strip_prefix(code).filter(|it| has_length(code, it.len())).map(|it| (code, it)));
    if let Some((code, number)) = neighbour.filter(|_| digits.len() != 10) {
        return of(code, number);
    }
    (is_service(&digits) || is_local(&digits)).then(|| Phone { number: digits, ..Phone::default() })
}

/// Fallback for groups that match no plan: all their digits.
pub fn unknown(groups: &[Group]) -> Phone {
    if is_abroad(groups)
        && let Some((country, number)) = abroad(groups)
    {
        return Phone { country, number, extension: String::new() };
    }
    Phone { number: groups.iter().map(|it| it.digits.as_str()).collect(), ..Phone::default() }
}

/// Whether the groups start with an international prefix: +86, 0086.
fn is_abroad(groups: &[Group]) -> bool {
    groups.first().is_some_and(|it| it.is_abroad || it.digits.starts_with("00"))
}

/// Splits groups with an international prefix into country code and number, dropping the trunk prefix 0: +86 021, +44 (0)20.
fn abroad(groups: &[Group]) -> Option<(String, String)> {
    let (first, rest) = groups.split_first()?;
    let first = first.digits.strip_prefix("00").unwrap_or(&first.digits);
    let rest = if rest.first().is_some_and(|it| it.digits == "0") { &rest[1..] } else { rest };
    let digits: String = [first].into_iter().chain(rest.iter().map(|it| it.digits.as_str())).collect();
    let n_code = match digits.get(..2)? {
        code if code.starts_with(['1', '7']) => 1,
        code if TWO_DIGITS.contains(&code) => 2,
        _ => 3,
    };
    let (code, number) = (digits.get(..n_code)?, digits.get(n_code..)?);
    let number = number.strip_prefix('0').filter(|_| code == CHINA).unwrap_or(number);
    (!number.is_empty()).then(|| (code.to_owned(), number.to_owned()))
}

/// Whether a number of this length is valid for the country (E.164 limits where nothing more is known).
fn has_length(code: &str, n_digits: usize) -> bool {
    match NEIGHBOURS.iter().find(|it| it.0 == code) {
        Some((_, fewest, most)) => (*fewest..=*most).contains(&n_digits),
        None if code == "1" => n_digits == 10,
        None => 4 <= n_digits && code.len() + n_digits <= 15,
    }
}

fn is_chinese(number: &str) -> bool {
    is_mobile(number) || is_landline(number)
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && !number[1..].starts_with(['0', '1', '2'])
}

/// Area code and local number, without the trunk prefix 0. Area codes 10 and 2x have two digits and eight-digit numbers; the others have three
/// digits. 400 and 800 are no area codes, see [`is_service`].
fn is_landline(number: &str) -> bool {
    let n_area = if number.starts_with("10") || number.starts_with('2') { 2 } else { 3 };
    let Some((area, local)) = number.split_at_checked(n_area) else { return false };
    let is_area = area == "10" || area.starts_with(['2', '3', '4', '5', '6', '7', '8', '9']) && !matches!(area, "400" | "800");
    is_area && is_local(local) && (n_area == 3 || local.len() == 8)
}

/// A local number, without area code.
fn is_local(number: &str) -> bool {
    matches!(number.len(), 7 | 8) && number.starts_with(['2', '3', '4', '5', '6', '7', '8'])
}

/// 400 and 800: nationwide service numbers, not reachable from abroad.
fn is_service(number: &str) -> bool {
    number.len() == 10 && (number.starts_with("400") || number.starts_with("800"))
}
