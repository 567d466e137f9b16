//! Derives from an alert's subject who is responsible for the alert.

use crate::book::Book;
use crate::values::ids::{AlertId, CustomerId, FollowUpId, Key, Kind, OrderId, PersonId, TaskId, TeamId};

/// Who is responsible for an alert, as derived from its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertOwner {
    /// The responsible person.
    pub person: PersonId,
    pub team: Option<TeamId>,
    /// The customer concerned, if any.
    pub customer: Option<CustomerId>,
}

/// Derives the responsibility for an alert about this record; `None` if the record is not in this book or belongs to nobody.
pub fn whose(subject: Key, book: &Book) -> Option<AlertOwner> {
    let of_person = |person: PersonId, customer| {
        let team = book.person(person).and_then(|it| it.team);
        Some(AlertOwner { person, team, customer })
    };
    match subject.kind {
        Kind::Person => book.person(PersonId(subject.id)).and_then(|it| of_person(it.id, None)),
        Kind::Customer => book.customer(CustomerId(subject.id)).and_then(|it| of_person(it.owner, Some(it.id))),
        Kind::Order => {
            let order = book.order(OrderId(subject.id))?;
            Some(AlertOwner { person: order.owner, team: order.team, customer: Some(order.customer) })
        }
        Kind::FollowUp => {
            let customer = book.follow_up(FollowUpId(subject.id))?.customer;
            book.customer(customer).and_then(|it| of_person(it.owner, Some(it.id)))
        }
        Kind::Task => {
            let task = book.task(TaskId(subject.id))?;
            Some(AlertOwner { person: task.owner, team: task.team, customer: Some(task.customer) })
        }
        // An agreed measure is the responsibility of the person charged with it.
        Kind::Alert => {
            let alert = book.alert(AlertId(subject.id))?;
            let charged = alert.handling().map(|it| it.who).filter(|it| *it != alert.person);
            match charged {
                Some(who) => of_person(who, alert.customer),
                None => Some(AlertOwner { person: alert.person, team: alert.team, customer: alert.customer }),
            }
        }
        _ => None,
    }
}
