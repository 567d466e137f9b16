//! Searching and sorting names: by characters, by pinyin or its initials, simplified or traditional.
//!
//! For screens and suggestions only. No decision may depend on it, because a phone may not have loaded the character table yet.

mod company;
mod han;
mod key;
mod order;
mod parsing;
mod query;
mod snippet;
mod spelling;
#[cfg(test)]
mod tests;

pub use han::Han;
pub use query::{Query, SearchEntry, Unmet};
pub use snippet::Snippet;
