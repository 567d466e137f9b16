//! Password strength. Refuses what is guessed first: short passwords, digits alone, and combinations of the account name, common words, years,
//! runs and repetitions.

use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

/// Minimum length in characters.
pub const SHORTEST: u32 = 10;
/// Maximum length in characters; bounds the cost of hashing.
pub const LONGEST: u32 = 256;

/// Minimum number of parts. Anything in an attacker's word list counts as one part, however long.
const FEWEST_PARTS: usize = 6;
/// Minimum number of distinct characters.
const FEWEST_DIFFERENT: usize = 5;
/// Minimum length of a password of digits alone; shorter ones are birthdays and phone numbers.
const FEWEST_DIGITS: usize = 14;
/// Rows and columns of the keyboard, for finding keyboard walks.
const KEYBOARD: [&str; 5] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb", "!@#$%^&*()"];
/// Common passwords.
const COMMON: [&str; 24] = [
    "password",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "passwd",
    "welcome",
    "letmein",
    "iloveyou",
    "administrator",
    "admin",
    "login",
    "changeme",
    "secret",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "woaini",
    "wodemima",
    "mima",
    "5201314",
    "1314520",
    "dabiao",
];

/// Refuses, in the field `new`, a password that is missing, too long or easy to guess.
pub fn check(password: &str, account: &str) -> Result<(), Refusals> {
    let n_characters = password.chars().count();
    let mut refusals = Refusals::default();
    refusals.refuse_if(password.is_empty(), Field::New, Refusal::Missing);
    refusals.refuse_if((LONGEST as usize) < n_characters, Field::New, Refusal::TooLong { longest: LONGEST });
    let is_weak = n_characters < SHORTEST as usize || is_guessed_first(password, account);
    refusals.refuse_if(!password.is_empty() && n_characters <= LONGEST as usize && is_weak, Field::New, Refusal::Malformed);
    refusals.into_result()
}

fn is_guessed_first(password: &str, account: &str) -> bool {
    let characters = characters_of(password);
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let is_digits = characters.iter().all(char::is_ascii_digit);
    different.len() < FEWEST_DIFFERENT
        || (is_digits && characters.len() < FEWEST_DIGITS)
        || is_repetition(&characters)
        || n_parts(&characters, &names_in(account)) < FEWEST_PARTS
}

fn characters_of(text: &str) -> Vec<char> {
    text.to_lowercase().chars().filter(|it| !it.is_whitespace()).collect()
}

/// The account name and those of its parts that have at least three characters: for `zhang.wei.sh`, the first two.
fn names_in(account: &str) -> Vec<Vec<char>> {
    let parts = account.split(|it: char| !it.is_alphanumeric());
    parts.chain([account]).map(characters_of).filter(|it| 3 <= it.len()).collect()
}

/// Whether it repeats one beginning: `abc1abc1abc1`.
fn is_repetition(characters: &[char]) -> bool {
    (1..=characters.len() / 2).any(|length| characters.iter().zip(&characters[length..]).all(|(one, next)| one == next))
}

/// Counts the parts. From the left, the longest guessable piece is one part; any other character is one part.
fn n_parts(characters: &[char], names: &[Vec<char>]) -> usize {
    let (mut rest, mut count) = (characters, 0);
    while !rest.is_empty() {
        let known = names.iter().map(Vec::as_slice).filter(|it| rest.starts_with(it)).map(<[char]>::len);
        let common = COMMON.iter().filter(|it| starts_with(rest, it)).map(|it| it.chars().count());
        let longest = known.chain(common).chain([year(rest), run(rest), walk(rest)]).max().unwrap_or(0);
        rest = &rest[longest.max(1)..];
        count += 1;
    }
    count
}

fn starts_with(characters: &[char], word: &str) -> bool {
    let mut rest = characters.iter();
    word.chars().all(|it| rest.next() == Some(&it))
}

/// Length of a year at the start, or 0.
fn year(characters: &[char]) -> usize {
    let is_century = starts_with(characters, "19") || starts_with(characters, "20");
    if is_century && characters.get(..4).is_some_and(|it| it.iter().all(char::is_ascii_digit)) { 4 } else { 0 }
}

/// Length of a run at the start that ascends, descends or repeats, such as `6789`, `cba` or `000`; or 0. 0 follows 9.
fn run(characters: &[char]) -> usize {
    let length = |step: i32| {
        let follows = |pair: &&[char]| {
            let difference = pair[1] as i32 - pair[0] as i32;
            pair.iter().all(char::is_ascii)
                && (difference == step || (pair.iter().all(char::is_ascii_digit) && difference == -9 * step && step != 0))
        };
        characters.windows(2).take_while(|it| follows(it)).count() + 1
    };
    [-1, 0, 1].map(length).into_iter().max().filter(|it| 3 <= *it).unwrap_or(0)
}

/// Length of a keyboard walk at the start, in either direction; or 0.
fn walk(characters: &[char]) -> usize {
    let follows = |row: &str, pair: &[char]| {
        let place = |wanted: char| row.chars().position(|it| it == wanted);
        place(pair[0]).zip(place(pair[1])).is_some_and(|(one, next)| one.abs_diff(next) == 1)
    };
    let length = |row: &str| characters.windows(2).take_while(|it| follows(row, it)).count() + 1;
    KEYBOARD.map(length).into_iter().max().filter(|it| 4 <= *it).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn common_passwords_are_refused() {
        for weak in [
            "short",
            "1234567890",
            "0987654321",
            "9876543210",
            "1234512345",
            "13812345678",
            "19900101",
            "1990010119",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "zhang.wei.sh",
            " Zhang.Wei.SH",
            "zhangwei2026",
            "Password123",
            "password2026!",
            "P@ssw0rd1234",
            "qwertyuiop",
            "Qwerty12345",
            "1qaz2wsx3edc",
            "asdfghjkl;1",
            "administrator1",
            "admin123456",
            "abcdefghij",
            "woaini1314520",
            "dabiao123456",
            "!@#$%^&*()",
            "1212121212",
        ] {
            assert_eq!(check(weak, "zhang.wei.sh"), Err(Refusals::of(Field::New, Refusal::Malformed)), "{weak}");
        }
        assert_eq!(check("", "zhang"), Err(Refusals::of(Field::New, Refusal::Missing)));
        assert_eq!(check(&"长".repeat(257), "zhang"), Err(Refusals::of(Field::New, Refusal::TooLong { longest: LONGEST })));
    }

    #[test]
    fn chosen_passwords_are_accepted() {
        for good in [
            "correct horse battery",
            "一二三四五六七八九十",
            "chosen by herself 7",
            "Tulpe-Regen-88",
            "3f9c27e1b05d4a68",
            "given by the admin",
            "苏州到杭州的高铁 G7",
        ] {
            assert_eq!(check(good, "zhang.wei.sh"), Ok(()), "{good}");
        }
    }

    proptest! {
        #[test]
        fn a_repeated_word_is_refused(word in "[a-z0-9.]{5,40}") {
            prop_assert!(check(&word.repeat(2), "li").is_err());
        }

        #[test]
        fn no_text_panics(password in ".{0,300}", account in ".{0,30}") {
            let _ = check(&password, &account);
        }
    }
}
