//! The last contact with a customer.

use crate::book::Book;
use crate::records::follow_up::FollowUp;
use crate::values::ids::CustomerId;

/// The last follow-up with a customer. It supersedes what earlier ones agreed.
pub fn last_follow_up(customer: CustomerId, book: &Book) -> Option<&FollowUp> {
    book.follow_ups_of(customer).max_by_key(|it| (it.on, it.made_at, it.id))
}
