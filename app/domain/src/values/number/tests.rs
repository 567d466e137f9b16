use proptest::prelude::*;

use super::*;
use crate::values::money::{Money, Quantity, Share};

const GROUPING: Refusal = Refusal::Grouping;
const MALFORMED: Refusal = Refusal::Malformed;

#[test]
fn amounts_are_read_in_common_notations() {
    for (text, fen) in [
        ("12.5", 1_250),
        ("1,234.56", 123_456),
        ("１２００", 120_000),
        ("１０", 1_000),
        ("12800．5", 1_280_050),
        ("12800。5", 1_280_050),
        ("1200元", 120_000),
        ("1200 元整", 120_000),
        ("¥1200", 120_000),
        ("￥ １，２００", 120_000),
        ("RMB 1,200.00", 120_000),
        ("-¥5", -500),
        ("¥ −5", -500),
        ("12.8万元", 12_800_000),
        ("12.8 萬", 12_800_000),
        ("12.8w", 12_800_000),
        ("1.2亿", 12_000_000_000),
        ("3千元", 300_000),
        ("2百万", 200_000_000),
        ("0.000001万", 1),
        ("1,000,000", 100_000_000),
        ("1 200\u{A0}000", 120_000_000),
        ("1\u{2009}200", 120_000),
        ("\u{FEFF}12\u{200B}00\u{3000}", 120_000),
        ("\u{202D}1200\u{202C}", 120_000),
        ("1200.500", 120_050),
        (".5", 50),
        ("007", 700),
        ("0", 0),
    ] {
        assert_eq!(Money::parse(text), Ok(Money(fen)), "{text}");
    }
}

#[test]
fn a_comma_that_could_be_a_decimal_point_is_never_guessed() {
    for text in
        ["1,12", "12,50", "1,2345", "1，12", "0,125", "1,234,5", "1234,567", "1.234,56", ",125", "1 12", "12 50", "1,2 34,567", "1,12万"]
    {
        assert_eq!(Money::parse(text), Err(GROUPING), "{text}");
        assert_eq!(Quantity::parse(text), Err(GROUPING), "{text}");
        assert_eq!(Share::parse_percent(text.trim_end_matches('万')), Err(GROUPING), "{text}");
        assert_eq!(whole::<i64>(text.trim_end_matches('万'), BARE), Err(GROUPING), "{text}");
    }
    // An enumeration is not a number.
    assert_eq!(Money::parse("1、120"), Err(MALFORMED));
}

#[test]
fn thousands_are_separated_alike_in_every_number() {
    for text in ["1,000", "１，０００", "1 000", "1\u{3000}000"] {
        assert_eq!(Money::parse(text), Ok(Money::whole(1_000)), "{text}");
        assert_eq!(Quantity::parse(text), Ok(Quantity::whole(1_000)), "{text}");
        assert_eq!(Share::parse_percent(text), Ok(Share(100_000)), "{text}");
        assert_eq!(whole(text, BARE), Ok(1_000_i64), "{text}");
    }
}

#[test]
fn an_unreadable_number_names_the_rule_it_breaks() {
    for (text, refusal) in [
        ("", Refusal::Missing),
        (" \u{200B}\u{3000}", Refusal::Missing),
        ("1200.005", Refusal::TooFine { decimals: 2 }),
        ("0.0000001万", Refusal::TooFine { decimals: 6 }),
        ("99999999999999999999", Refusal::TooMuch { most: Money::LARGEST }),
        ("99999999999999999999999999999999999999999999亿", Refusal::TooMuch { most: Money::LARGEST }),
        ("12a", MALFORMED),
        ("1.2.3", MALFORMED),
        ("12%", MALFORMED),
        ("$12", MALFORMED),
        ("--5", MALFORMED),
        ("元", MALFORMED),
        (".", MALFORMED),
        ("-", MALFORMED),
        ("10²", MALFORMED),
        ("①", MALFORMED),
        ("1½", MALFORMED),
        ("1e3", MALFORMED),
        ("一千", MALFORMED),
    ] {
        assert_eq!(Money::parse(text), Err(refusal), "{text}");
    }
    assert_eq!(Quantity::parse("0.0001"), Err(Refusal::TooFine { decimals: 3 }));
    assert_eq!(Quantity::parse("99999999999999999999"), Err(Refusal::TooMany { most: Quantity::LARGEST }));
    assert_eq!(Quantity::parse("2箱"), Err(MALFORMED));
    assert_eq!(Share::parse_percent("0.125%"), Err(Refusal::TooFine { decimals: 2 }));
    assert_eq!(Share::parse_percent("1万"), Err(MALFORMED));
    assert_eq!(whole::<i64>("2.5", BARE), Err(Refusal::TooFine { decimals: 0 }));
    assert_eq!(whole::<i64>("30家", DAYS), Err(MALFORMED));
}

#[test]
fn counts_and_shares_take_their_units() {
    for (text, thousandths) in [("20台", 20_000), ("2.5 人天", 2_500), ("1.2万", 12_000_000), ("１０个", 10_000)] {
        assert_eq!(Quantity::parse(text), Ok(Quantity(thousandths)), "{text}");
    }
    for (text, share) in [("35%", 3_500), ("35％", 3_500), ("12.5", 1_250), ("３５ ％", 3_500)] {
        assert_eq!(Share::parse_percent(text), Ok(Share(share)), "{text}");
    }
    assert_eq!((whole("３０ 天", DAYS), whole("6个月", MONTHS), whole("20家", CUSTOMERS)), (Ok(30_i32), Ok(6_u8), Ok(20_u16)));
    // Saturates, because the rules check the limit.
    assert_eq!((whole("99999", BARE), whole("-1", BARE)), (Ok(u16::MAX), Ok(0_u16)));
}

/// The number as a form field displays it.
fn plain(value: i64, decimals: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    format!("{}{whole}.{fraction}", if value < 0 { "-" } else { "" })
}

/// The same number with thousands separators.
fn grouped(number: &str, separator: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |it| ("-", it));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().map(|it| std::str::from_utf8(it).expect("digits")).collect();
    format!("{sign}{}.{fraction}", groups.join(separator))
}

fn full_width(text: &str) -> String {
    text.chars().map(|it| if it.is_ascii_graphic() { char::from_u32(u32::from(it) + 0xFEE0).expect("its wide form") } else { it }).collect()
}

/// A different way to write the same text: in full width, with spaces around it, with invisible characters anywhere.
#[derive(Clone, Debug)]
struct Decoration {
    is_wide: bool,
    space: &'static str,
    strays: Vec<(prop::sample::Index, char)>,
}

impl Decoration {
    fn of(&self, text: &str) -> String {
        let mut characters: Vec<char> = if self.is_wide { full_width(text) } else { text.to_owned() }.chars().collect();
        for (place, stray) in &self.strays {
            characters.insert(place.index(characters.len() + 1), *stray);
        }
        format!("{}{}{}", self.space, characters.into_iter().collect::<String>(), self.space)
    }
}

fn decoration() -> impl Strategy<Value = Decoration> {
    let stray = prop::sample::select(vec!['\u{200B}', '\u{FEFF}', '\u{AD}', '\u{200E}', '\u{2060}']);
    let strays = prop::collection::vec((any::<prop::sample::Index>(), stray), 0..4);
    let space = prop::sample::select(vec!["", " ", "\u{A0}", "\u{3000}", "\u{2009}\t"]);
    (any::<bool>(), space, strays).prop_map(|(is_wide, space, strays)| Decoration { is_wide, space, strays })
}

proptest! {
    #[test]
    fn an_amount_reads_back_in_every_way_it_can_be_written(
        fen in -Money::LARGEST.0..=Money::LARGEST.0,
        separator in prop::sample::select(vec!["", ",", ", ", " ", "\u{A0}", "\u{3000}", "\u{2009}", "，"]),
        (before, after) in prop::sample::select(vec![("", ""), ("¥", ""), ("￥ ", ""), ("", "元"), ("RMB", ""), ("", " 元整")]),
        decoration in decoration(),
    ) {
        let written = format!("{before}{}{after}", grouped(&plain(fen, 2), separator));
        prop_assert_eq!(Money::parse(&decoration.of(&written)), Ok(Money(fen)), "{}", written);
        // 12,800.50 元 is 1.280050 万元.
        for (scale, decimals) in [("万", 6), ("万元", 6), ("亿", 10), ("w", 6)] {
            let written = format!("{}{scale}", plain(fen, decimals));
            prop_assert_eq!(Money::parse(&decoration.of(&written)), Ok(Money(fen)), "{}", written);
        }
    }

    #[test]
    fn a_quantity_and_a_share_read_back_in_every_way_they_can_be_written(
        value in -1_000_000_000_i64..1_000_000_000,
        separator in prop::sample::select(vec!["", ",", " ", "\u{3000}", "，"]),
        decoration in decoration(),
    ) {
        for unit in ["", "台", " 个"] {
            let written = format!("{}{unit}", grouped(&plain(value, 3), separator));
            prop_assert_eq!(Quantity::parse(&decoration.of(&written)), Ok(Quantity(value)), "{}", written);
        }
        for unit in ["", "%", " ％"] {
            let written = format!("{}{unit}", grouped(&plain(value, 2), separator));
            prop_assert_eq!(Share::parse_percent(&decoration.of(&written)), Ok(Share(value)), "{}", written);
        }
        let written = grouped(&value.to_string(), separator);
        prop_assert_eq!(whole(&decoration.of(written.trim_end_matches('.')), BARE), Ok(value), "{}", written);
    }

    #[test]
    fn decoration_changes_neither_value_nor_refusal(typed in "[-¥]?[0-9,. 万元%]{0,12}", decoration in decoration()) {
        prop_assert_eq!(Money::parse(&decoration.of(&typed)), Money::parse(&typed), "{}", typed);
        prop_assert_eq!(Quantity::parse(&decoration.of(&typed)), Quantity::parse(&typed), "{}", typed);
        prop_assert_eq!(Share::parse_percent(&decoration.of(&typed)), Share::parse_percent(&typed), "{}", typed);
    }

    #[test]
    fn a_read_amount_has_the_typed_digits(typed in "[0-9,. ]{1,12}") {
        if let Ok(Money(fen)) = Money::parse(&typed) {
            let digits: String = typed.chars().filter(|it| it.is_ascii_digit() || *it == '.').collect();
            prop_assert_eq!(Money::parse(&digits), Ok(Money(fen)));
            let (whole, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
            prop_assert!(!fraction.contains(','));
            // Between separators there are exactly three digits.
            let n_digits = |it: &str| it.chars().filter(char::is_ascii_digit).count();
            prop_assert!(whole.split(',').skip(1).all(|it| n_digits(it) == 3), "{}", typed);
        }
    }

    #[test]
    fn no_text_panics_a_number_reader(typed in any::<String>(), digits in "[０-９0-9.,，。 \u{200B}万亿%元²½①-]{0,60}") {
        for text in [typed, digits] {
            let _ = (Money::parse(&text), Quantity::parse(&text), Share::parse_percent(&text), whole::<u16>(&text, DAYS));
        }
    }
}
