//! Which version of the rules made the difference between what a device decided and what the server answered (C9).

use super::command::Command;
use super::decide;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::rules::RuleVersion;
use crate::values::refusal::Refusals;

/// The versions without which a refused command would not have been refused so, among those that were set after it was made; `moment` is that of
/// the command. Empty if the refusal has another reason, or the reason can no longer be told from this book.
pub fn ruling_versions(command: &Command, refused: &Refusals, book: &Book, moment: &Moment) -> Vec<RuleVersion> {
    let stands = |book: &Book| {
        let now = decide(command, book, moment).err().unwrap_or_default();
        refused.0.keys().any(|field| now.0.contains_key(field))
    };
    if !book.has_company() || !stands(book) {
        return Vec::new();
    }
    let company = book.company();
    let is_later = |it: &RuleVersion| it.set.is_some_and(|set| moment.now < set.at) && it.from <= moment.today;
    let mut later: Vec<RuleVersion> = company.rule_versions().into_iter().filter(is_later).collect();
    later.retain(|version| {
        let mut before = book.clone();
        before.put(company.without_version(version).into());
        !stands(&before)
    });
    later
}
