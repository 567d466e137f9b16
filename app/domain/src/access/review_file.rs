//! The facts that decide who may review an item: whose work it is, and the state of its review.

use uuid::Uuid;

use crate::book::Book;
use crate::records::order::Order;
use crate::records::review::{Matter, ReviewState};
use crate::records::reviewed::{Reviewed, mark};
use crate::values::ids::{CustomerId, OrderId, PersonId, TeamId};

impl Matter {
    /// The facts for review permissions; `None` if the item does not exist or is not under review.
    pub fn file(self, book: &Book) -> Option<File> {
        fn file<T: Reviewed>(reviewed: &T, whose: WorkOwner) -> Option<File> {
            let review = reviewed.review().filter(|_| !reviewed.is_moot())?;
            Some(File { whose, by: review.by, state: review.state(), mark: mark(reviewed), shared: None })
        }
        match self {
            Matter::Order { order } => {
                let of_order = book.order(order).and_then(|it| file(it, WorkOwner::of_order(it)))?;
                Some(File { shared: Some(order), ..of_order })
            }
            Matter::Payment { order, payment } => {
                let order = book.order(order)?;
                let of_payment = order.payments.iter().find(|it| it.id == payment).and_then(|it| file(it, WorkOwner::of_order(order)))?;
                Some(File { shared: Some(order.id), ..of_payment })
            }
            Matter::Opportunity { opportunity } => book
                .opportunity(opportunity)
                .and_then(|it| file(it, WorkOwner { credit: it.owner, team: it.team, customer: Some(it.customer) })),
            Matter::FollowUp { follow_up } => {
                book.follow_up(follow_up).and_then(|it| file(it, WorkOwner { credit: it.by, team: it.team, customer: Some(it.customer) }))
            }
            // The customer's owner sees it but may not review it.
            Matter::Expense { expense } => {
                book.expense(expense).and_then(|it| file(it, WorkOwner { credit: it.owner, team: it.team, customer: None }))
            }
            Matter::KpiEntry { entry } => {
                book.kpi_entry(entry).and_then(|it| file(it, WorkOwner { credit: it.owner, team: it.team, customer: None }))
            }
        }
    }
}

/// What determines who may review an item, besides its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    pub whose: WorkOwner,
    /// Who last changed it.
    pub by: PersonId,
    pub state: ReviewState,
    /// See [`mark`].
    pub mark: Uuid,
    /// The order whose credit it brings, which may be split among others (A37).
    pub shared: Option<OrderId>,
}

/// Whose work an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkOwner {
    /// The credited person.
    pub credit: PersonId,
    /// Their team at the time (A36).
    pub team: Option<TeamId>,
    /// The customer through whose owner it is also within reach, if any.
    pub customer: Option<CustomerId>,
}

impl WorkOwner {
    fn of_order(order: &Order) -> WorkOwner {
        WorkOwner { credit: order.owner, team: order.team, customer: Some(order.customer) }
    }
}
