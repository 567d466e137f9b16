//! Who has which part of an order's amounts, in words.

use domain::book::Book;
use domain::records::order::CreditShare;

use crate::i18n::locale;
use crate::state::person_name;

/// 林晓 60% · 小张 40%.
pub fn shares(all: &[CreditShare], book: &Book) -> String {
    all.iter().map(|it| format!("{} {}", person_name(book, it.person), locale().share(it.share))).collect::<Vec<_>>().join(" · ")
}
