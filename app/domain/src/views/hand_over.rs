//! Preview of what moves with customers when they are handed over (C-20, R-10, A36): the old owner's open items move to the new owner, closed
//! items keep their credit.

use crate::book::Book;
use crate::values::ids::CustomerId;

/// The number of items that move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoesAlong {
    pub customers: usize,
    /// The old owner's open opportunities.
    pub opportunities: usize,
    /// The old owner's open tasks.
    pub tasks: usize,
}

impl GoesAlong {
    pub fn with(customers: impl IntoIterator<Item = CustomerId>, book: &Book) -> GoesAlong {
        let mut sum = GoesAlong::default();
        for customer in customers.into_iter().filter_map(|it| book.customer(it)) {
            sum.customers += 1;
            sum.opportunities += book.opportunities_of(customer.id).filter(|it| it.is_open() && it.owner == customer.owner).count();
            sum.tasks += book.tasks_of(customer.id).filter(|it| it.is_open() && it.owner == customer.owner).count();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::actor::Actor;
    use crate::access::moment::Moment;
    use crate::book::record::Record;
    use crate::decide::command::{Command, HandOverCustomer};
    use crate::decide::decide;
    use crate::records::organisation::Role;
    use crate::sample::company;
    use crate::values::calendar::{Day, Timestamp};

    #[test]
    fn the_preview_of_a_hand_over_equals_its_effect() {
        // A36: compared with what the command really moves, for every customer of the sample company.
        let today = Day(20_591);
        let book = company(today).book();
        let director = book.people().find(|it| it.role == Role::Director).expect("a director");
        let moment = Moment::of(Actor::of(director, &book), Timestamp(i64::from(today.0) * 86_400_000), today);
        let mut moved = GoesAlong::default();
        for customer in book.customers() {
            let to = book.people().find(|it| it.active && it.role == Role::Rep && it.id != customer.owner).expect("somebody else").id;
            let command = Command::HandOverCustomer(HandOverCustomer { customer: customer.id, to, reason: String::new() });
            let decision = decide(&command, &book, &moment).expect("a director hands over");
            let count = |is: fn(&Record) -> bool| decision.puts.iter().filter(|it| is(it)).count();
            let of_one = GoesAlong {
                customers: count(|it| matches!(it, Record::Customer(_))),
                opportunities: count(|it| matches!(it, Record::Opportunity(_))),
                tasks: count(|it| matches!(it, Record::Task(_))),
            };
            assert_eq!(GoesAlong::with([customer.id], &book), of_one, "{}", customer.number);
            moved.customers += of_one.customers;
            moved.opportunities += of_one.opportunities;
            moved.tasks += of_one.tasks;
        }
        assert!(0 < moved.opportunities && 0 < moved.tasks);
        assert_eq!(GoesAlong::with(book.customers().map(|it| it.id), &book), moved);
    }
}
