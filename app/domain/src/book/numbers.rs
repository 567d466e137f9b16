//! Running numbers (SA-02, C-01).

use std::collections::{BTreeMap, BTreeSet};

use crate::values::calendar::Day;

/// Prefix of customer numbers (C-01).
pub const CUSTOMER_PREFIX: &str = "C";

/// Prefix of order numbers for that day: `SO202406` (SA-02).
pub fn order_prefix(deal_on: Day) -> String {
    let (year, month, _) = deal_on.ymd();
    format!("SO{year:04}{month:02}")
}

/// The state of a number before it was marked as used.
#[derive(Clone, Debug)]
pub struct NumberStanding {
    number: String,
    is_taken: bool,
    /// The prefix and its highest running number.
    highest: Option<(String, Option<u64>)>,
}

/// Used running numbers, such as `C001` and `SO202406001` (SA-02).
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    taken: BTreeSet<String>,
    highest: BTreeMap<String, u64>,
    /// The numbers in `taken` that the server has not confirmed yet.
    proposed: BTreeSet<String>,
}

impl Numbers {
    /// Marks a number as used.
    pub fn note(&mut self, number: &str) {
        if let Some((prefix, running)) = Numbers::split(number) {
            let highest = self.highest.entry(prefix.to_owned()).or_default();
            *highest = (*highest).max(running);
        }
        self.taken.insert(number.to_owned());
    }

    pub fn is_taken(&self, number: &str) -> bool {
        self.taken.contains(number)
    }

    /// Highest running number in use with this prefix; 0 if there is none.
    pub fn highest(&self, prefix: &str) -> u64 {
        self.highest.get(prefix).copied().unwrap_or(0)
    }

    /// Marks a number as proposed by this device; the server may assign another one.
    pub fn propose(&mut self, number: &str) {
        self.proposed.insert(number.to_owned());
    }

    /// Whether the server may still assign another number.
    pub fn is_proposed(&self, number: &str) -> bool {
        self.proposed.contains(number)
    }

    /// Captures the state of a number for [`Numbers::put_back`].
    pub fn standing(&self, number: &str) -> NumberStanding {
        let highest = Numbers::split(number).map(|(prefix, _)| (prefix.to_owned(), self.highest.get(prefix).copied()));
        NumberStanding { number: number.to_owned(), is_taken: self.is_taken(number), highest }
    }

    /// Restores a captured state. With several, restore the newest first.
    pub fn put_back(&mut self, before: NumberStanding) {
        if !before.is_taken {
            self.taken.remove(&before.number);
            self.proposed.remove(&before.number);
        }
        match before.highest {
            Some((prefix, Some(highest))) => drop(self.highest.insert(prefix, highest)),
            Some((prefix, None)) => drop(self.highest.remove(&prefix)),
            None => {}
        }
    }

    /// The next free number after the highest with this prefix, with at least three digits.
    pub fn next(&self, prefix: &str) -> String {
        let mut running = self.highest(prefix).saturating_add(1);
        // `C01` and `C001` have the same running number; a number in use is never assigned again.
        while self.is_taken(&format!("{prefix}{running:03}")) {
            running = running.saturating_add(1);
        }
        format!("{prefix}{running:03}")
    }

    /// Splits a number in the company's own format, `C…` or `SO<year><month>…`, into prefix and running number.
    pub fn split(number: &str) -> Option<(&str, u64)> {
        let prefix_length = match number.strip_prefix("SO") {
            Some(rest) if 9 <= rest.len() && rest.is_char_boundary(6) => 8,
            Some(_) => return None,
            None if number.starts_with('C') => 1,
            None => return None,
        };
        let (prefix, running) = number.split_at(prefix_length);
        let digits_only = |it: &str| !it.is_empty() && it.len() <= 18 && it.bytes().all(|digit| digit.is_ascii_digit());
        let month_is_digits = prefix_length == 1 || digits_only(&prefix[2..]);
        (month_is_digits && digits_only(running)).then(|| running.parse().ok().map(|it| (prefix, it))).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_number_is_free_again_once_it_is_put_back() {
        let mut numbers = Numbers::default();
        numbers.note("C041");
        let next = numbers.next("C");
        let before = numbers.standing(&next);
        numbers.note(&next);
        numbers.propose(&next);
        assert!(numbers.is_proposed("C042") && !numbers.is_proposed("C041"));
        assert_eq!(numbers.next("C"), "C043");
        numbers.put_back(before);
        assert_eq!((numbers.next("C").as_str(), numbers.is_taken("C042"), numbers.is_proposed("C042")), ("C042", false, false));
        // The first number with its prefix leaves no trace.
        let first = numbers.standing("SO202606001");
        numbers.note("SO202606001");
        numbers.put_back(first);
        assert_eq!(numbers.next("SO202606"), "SO202606001");
    }

    #[test]
    fn numbers_run_on_from_the_highest() {
        let mut numbers = Numbers::default();
        assert_eq!(numbers.next("SO202406"), "SO202406001");
        for taken in ["SO202406001", "SO202406007", "SO-EXT-9", "C041", "张9"] {
            numbers.note(taken);
        }
        assert_eq!(numbers.next("SO202406"), "SO202406008");
        assert_eq!(numbers.next("SO202407"), "SO202407001");
        assert_eq!(numbers.next("C"), "C042");
        assert!(numbers.is_taken("SO-EXT-9"));
    }
}
