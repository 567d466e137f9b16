//! Who opened an opportunity.

use crate::book::Book;
use crate::records::customer::HandOver;
use crate::records::opportunity::Opportunity;
use crate::values::ids::PersonId;

impl Opportunity {
    /// Who opened the opportunity. If that was not stored: its owner on the opening day, reconstructed from the customer's later hand-overs as
    /// far as this book holds them.
    pub fn opener(&self, book: &Book) -> PersonId {
        let offset = book.company().utc_offset_minutes;
        let while_open = |hand_over: &&HandOver| {
            let on = hand_over.at.day(offset);
            self.opened_on <= on && self.outcome.as_ref().is_none_or(|end| on <= end.on())
        };
        let first = || {
            let hand_overs = book.customer(self.customer).map_or(&[][..], |it| &it.hand_overs);
            hand_overs.iter().rev().filter(while_open).fold(self.owner, |had, it| if it.to == had { it.from } else { had })
        };
        self.opened_by.unwrap_or_else(first)
    }
}
