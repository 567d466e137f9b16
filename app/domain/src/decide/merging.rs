//! Merges two records of the same customer. The merged-away one stays as a redirect: what an offline device still writes to it goes to the kept
//! customer, and the author is told.

mod merge_customers;

pub use merge_customers::MergeCustomers;

use serde_json::Value;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::customer::Customer;

/// The conflict value that the author of a write to a merged-away customer is shown: null if they may not see the kept customer.
pub(super) fn shown_of(theirs: Value, stands: &Customer, book: &Book, moment: &Moment) -> Value {
    if moment.actor.may_see_customer(stands, book) { theirs } else { Value::Null }
}
