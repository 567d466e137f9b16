//! Tells the author of a command that its customer was merged away.

use serde_json::Value;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::Command;
use crate::decide::decision::Decision;
use crate::decide::merge::Conflict;
use crate::decide::merging::shown_of;
use crate::records::customer::Customer;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Kind};

/// Reports the merge to the author of a command for a merged-away customer, as a conflict.
pub(super) fn tell(command: &Command, decision: &mut Decision, book: &Book, moment: &Moment) {
    if decision.puts.is_empty() {
        return;
    }
    let needs = command.needs();
    let named = needs.keys.into_iter().filter(|it| it.kind == Kind::Customer).map(|it| CustomerId(it.id)).chain(needs.families);
    for customer in named.filter_map(|it| book.customer(it)).filter(|it| !it.stands()) {
        let stands = book.standing(customer);
        if stands.id == customer.id {
            continue;
        }
        let label = |it: &Customer| Value::from(format!("{} {}", it.number, it.profile.name));
        decision.conflicts.push(Conflict {
            record: stands.id.into(),
            field: Field::Customer.into(),
            yours: label(customer),
            theirs: shown_of(label(stands), stands, book, moment),
            by: customer.merged_into.map(|it| it.by),
            at: customer.merged_into.map(|it| it.at).unwrap_or_default(),
        });
    }
}
