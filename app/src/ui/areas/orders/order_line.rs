//! An order as the table of a desk shows it.

use domain::book::Book;
use domain::records::order::{Collection, Order};
use domain::records::review::ReviewState;
use domain::values::calendar::Day;
use domain::values::ids::OrderId;
use domain::values::money::Money;

use super::order_flag::warning_words;
use super::tracked::OrderStatus;
use super::tracking_table::products_of;
use crate::state::{customer_name, shown_number};
use crate::ui::records::credit_words;

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderLine {
    pub id: OrderId,
    pub number: String,
    pub customer: String,
    pub products: String,
    pub deal_on: Day,
    pub amount: Money,
    /// The part of the amount that is paid, without credit.
    pub collected: Money,
    pub balance: Money,
    /// Due day of the oldest unpaid part.
    pub due_on: Option<Day>,
    pub days_overdue: i32,
    pub collection: Collection,
    pub status: OrderStatus,
    pub owner: String,
    /// `None` if the order is not under review.
    pub review: Option<ReviewState>,
    /// The most urgent flag, in words.
    pub warning: String,
}

impl OrderLine {
    pub fn of(order: &Order, book: &Book, today: Day) -> OrderLine {
        OrderLine {
            id: order.id,
            number: shown_number(book, &order.number),
            customer: customer_name(book, order.customer),
            products: products_of(order, book),
            deal_on: order.terms.deal_on,
            amount: order.amount(),
            collected: order.collected() - order.credit(),
            balance: order.balance(),
            due_on: order.oldest_unpaid_due(),
            days_overdue: order.days_overdue(today),
            collection: order.collection(),
            status: OrderStatus::of(order),
            owner: credit_words::whose(order, book),
            review: order.review.as_ref().map(|it| it.state()),
            warning: warning_words(order.id, book, today),
        }
    }

    /// A cancelled order is in no sum.
    pub fn is_cancelled(&self) -> bool {
        self.status == OrderStatus::Cancelled
    }
}

#[cfg(test)]
mod tests {
    use domain::sample;

    use super::*;

    #[test]
    fn what_stands_is_paid_or_owed() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let lines: Vec<OrderLine> = book.orders().map(|it| OrderLine::of(it, &book, today)).collect();
        for line in lines.iter().filter(|it| !it.is_cancelled()) {
            assert_eq!(line.amount, line.collected + line.balance, "{}", line.number);
            assert_eq!(line.due_on.is_some(), Money::ZERO < line.balance, "{}", line.number);
        }
        assert!(lines.iter().any(OrderLine::is_cancelled), "the sample has a cancelled order");
        assert!(lines.iter().all(|it| !it.products.is_empty() && !it.owner.is_empty()));
    }
}
