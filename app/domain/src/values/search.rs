//! Finding and ordering what has a name, the way it is typed: by characters, by pinyin or its initials, simplified or traditional.
//!
//! For screens and hints only. No decision may depend on it: a phone may not have the table of characters yet.

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
pub use query::{Entry, Query, Unmet};
pub use snippet::Snippet;
