//! Who has which part of an order's amounts, in words.

use domain::book::Book;
use domain::records::order::{CreditShare, CreditSplit, Order};
use domain::values::money::Share;

use crate::state::{person_name, typed};
use crate::t;

/// `33.33%`: as exact as it is typed.
pub fn percent(share: Share) -> String {
    format!("{}%", typed::percent(share))
}

/// 林晓 60% · 小张 40%; of nobody else, 全部归负责人.
pub fn shares(all: &[CreditShare], book: &Book) -> String {
    if all.is_empty() {
        return t!("split.take_back").to_owned();
    }
    all.iter().map(|it| format!("{} {}", person_name(book, it.person), percent(it.share))).collect::<Vec<_>>().join(" · ")
}

/// The shares and why.
pub fn split(split: &CreditSplit, book: &Book) -> String {
    t!("split.with_reason", shares = shares(&split.shares(), book), reason = split.reason)
}

/// Whom an order is credited to: its owner, or everybody with a part.
pub fn whose(order: &Order, book: &Book) -> String {
    order.shared().map_or_else(|| person_name(book, order.owner), |it| shares(&it.shares(), book))
}
