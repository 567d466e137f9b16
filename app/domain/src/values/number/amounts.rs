//! Reads amounts, quantities and shares as people type them.

use super::{Notation, PERCENT, read};
use crate::values::money::{Money, Quantity, Share};
use crate::values::refusal::Refusal;

const AMOUNT: Notation = Notation {
    decimals: 2,
    signs: &["¥", "rmb", "cny", "人民币"],
    units: &["元整", "圆整", "块钱", "元", "圆", "圓", "块", "塊", "人民币", "rmb", "cny"],
    is_scaled: true,
};

impl Money {
    /// Parses user input: `12,800.5`, `12800.50元`, `1.28万`; at most two decimals.
    pub fn parse(text: &str) -> Result<Money, Refusal> {
        let value = read(text, &AMOUNT)?;
        i64::try_from(value).map(Money).map_err(|_| Refusal::TooMuch { most: Money::LARGEST })
    }
}

const COUNT: Notation = Notation {
    decimals: 3,
    signs: &[],
    // Only units that mean exactly one piece or one day: a box or a pair could hold more.
    units: &["人天", "个", "個", "台", "臺", "套", "件", "只", "隻", "份", "次", "天", "张", "張", "条", "條", "块", "支", "pcs", "pc"],
    is_scaled: true,
};

impl Quantity {
    /// Parses user input: `1,000`, `2.5`, `1.2万`, `20台`; at most three decimals.
    pub fn parse(text: &str) -> Result<Quantity, Refusal> {
        let value = read(text, &COUNT)?;
        i64::try_from(value).map(Quantity).map_err(|_| Refusal::TooMany { most: Quantity::LARGEST })
    }
}

impl Share {
    /// Parses user input in percent, with or without the sign: `35%`, `12.5`.
    pub fn parse_percent(text: &str) -> Result<Share, Refusal> {
        let percent = Notation { decimals: 2, signs: &[], units: PERCENT, is_scaled: false };
        i64::try_from(read(text, &percent)?).map(Share).map_err(|_| Refusal::Malformed)
    }
}
