//! Parses numbers as people type them: full or half width, with spaces, thousands separators, a currency sign, a unit, 万 or 亿. Exact: the result
//! is an integer, without floats. Ambiguous input is refused, never guessed.

mod amounts;

use crate::values::refusal::Refusal;
use crate::values::text::fold;

/// Accepted notation of a numeric field.
pub(crate) struct Notation {
    /// Number of decimals kept.
    pub decimals: u32,
    /// Accepted prefixes: currency signs, in lower case.
    pub signs: &'static [&'static str],
    /// Accepted suffixes that do not change the value, in lower case, longer ones first.
    pub units: &'static [&'static str],
    /// Whether a multiplier (万, 亿, …) may follow the digits.
    pub is_scaled: bool,
}

/// Multipliers with their number of zeros; longer ones first.
const SCALES: [(&str, u32); 12] = [
    ("千万", 7),
    ("千萬", 7),
    ("百万", 6),
    ("百萬", 6),
    ("万亿", 12),
    ("亿", 8),
    ("億", 8),
    ("万", 4),
    ("萬", 4),
    ("千", 3),
    ("w", 4),
    ("k", 3),
];

/// Parses a number in units of the last decimal kept. A value too large for `i128` saturates.
pub(crate) fn read(raw: &str, notation: &Notation) -> Result<i128, Refusal> {
    let text = fold(raw).replace('。', ".");
    if text.is_empty() {
        return Err(Refusal::Missing);
    }
    // Reject ², ① and ½: folding turns them into digits.
    let is_digit = |it: char| it.is_ascii_digit() || matches!(it, '０'..='９');
    if raw.chars().filter(|it| is_digit(*it)).count() != text.chars().filter(char::is_ascii_digit).count() {
        return Err(Refusal::Malformed);
    }
    let (is_negative, text) = signed(&text, notation.signs);
    let text = without_end(text, notation.units);
    let (text, zeros) = if notation.is_scaled { scaled(text) } else { (text, 0) };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (whole, fraction) = (ungrouped(whole.trim())?, fraction.trim());
    if fraction.contains(',') {
        return Err(Refusal::Grouping);
    }
    if (whole.is_empty() && fraction.is_empty()) || !fraction.chars().all(|it| it.is_ascii_digit()) {
        return Err(Refusal::Malformed);
    }
    let (fraction, decimals) = (fraction.trim_end_matches('0'), notation.decimals + zeros);
    let shift = decimals.checked_sub(u32::try_from(fraction.len()).unwrap_or(u32::MAX)).ok_or(Refusal::TooFine { decimals })?;
    let digits = format!("{whole}{fraction}");
    let digits = digits.trim_start_matches('0');
    let number = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(i128::MAX) };
    let value = number.saturating_mul(10_i128.saturating_pow(shift));
    Ok(if is_negative { -value } else { value })
}

/// Suffixes for a number of days.
pub const DAYS: &[&str] = &["天", "日", "days", "day"];
/// Suffixes for a number of months.
pub const MONTHS: &[&str] = &["个月", "個月", "月", "months", "month"];
/// Suffixes for a number of minutes.
pub const MINUTES: &[&str] = &["分钟", "分鐘", "分", "minutes", "minute", "min"];
/// Suffixes for a number of customers.
pub const CUSTOMERS: &[&str] = &["家"];
/// Suffixes for a percentage.
pub const PERCENT: &[&str] = &["%"];
/// No suffix.
pub const BARE: &[&str] = &[];

/// Parses a whole number with one of these suffixes. A value that does not fit saturates; the rules then refuse it with their own limits.
pub fn whole<N: Whole>(raw: &str, units: &'static [&'static str]) -> Result<N, Refusal> {
    read(raw, &Notation { decimals: 0, signs: &[], units, is_scaled: false }).map(N::nearest)
}

/// Integer types that `whole` can return.
pub trait Whole {
    /// Converts, saturating at the type's limits.
    fn nearest(value: i128) -> Self;
}

macro_rules! whole {
    ($($width:ty),*) => {$(
        impl Whole for $width {
            fn nearest(value: i128) -> $width {
                <$width>::try_from(value).unwrap_or(if value < 0 { <$width>::MIN } else { <$width>::MAX })
            }
        }
    )*};
}

whole!(u8, u16, i32, i64);

/// Strips the sign and the currency prefix, in either order.
fn signed<'a>(text: &'a str, currencies: &[&str]) -> (bool, &'a str) {
    let minus = |it: &'a str| it.strip_prefix(['-', '−']).map(|digits| (true, digits.trim_start()));
    let plus = |it: &'a str| it.strip_prefix('+').map(|digits| (false, digits.trim_start()));
    let sign = |it: &'a str| minus(it).or_else(|| plus(it));
    let currency = |it: &'a str| currencies.iter().find_map(|sign| it.strip_prefix(sign)).map(str::trim_start);
    match sign(text) {
        Some((is_negative, rest)) => (is_negative, currency(rest).unwrap_or(rest)),
        None => {
            let rest = currency(text).unwrap_or(text);
            sign(rest).unwrap_or((false, rest))
        }
    }
}

/// Strips the first matching suffix.
fn without_end<'a>(text: &'a str, units: &[&str]) -> &'a str {
    units.iter().find_map(|unit| text.strip_suffix(unit)).map_or(text, str::trim_end)
}

/// Strips a multiplier such as 万 and returns its number of zeros.
fn scaled(text: &str) -> (&str, u32) {
    SCALES.into_iter().find_map(|(word, zeros)| text.strip_suffix(word).map(|it| (it.trim_end(), zeros))).unwrap_or((text, 0))
}

/// The digits of the integer part. Separators are commas or spaces, and must group by three digits from the right.
fn ungrouped(whole: &str) -> Result<String, Refusal> {
    let groups: Vec<&str> = if whole.contains(',') { whole.split(',').map(str::trim).collect() } else { whole.split(' ').collect() };
    let is_digits = |it: &str| it.chars().all(|character| character.is_ascii_digit());
    match groups.as_slice() {
        [single] if is_digits(single) => Ok((*single).to_owned()),
        [first, rest @ ..] if !rest.is_empty() && groups.iter().all(|it| is_digits(it) || it.contains(' ')) => {
            // 0,125 could mean an eighth (decimal comma), so it is not read as 125.
            let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
            let is_grouped = is_first && rest.iter().all(|it| it.len() == 3) && groups.iter().all(|it| is_digits(it));
            if is_grouped { Ok(groups.concat()) } else { Err(Refusal::Grouping) }
        }
        _ => Err(Refusal::Malformed),
    }
}

#[cfg(test)]
mod tests;
