//! AL-02 and AL-06: money past its due day (A5, A6). The reminder is the order's, the alarm the customer's.

use super::Raised;
use super::ground::Ground;
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::order::Order;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Day;

/// The oldest due day of an order with something still owed.
fn unpaid_since(order: &Order) -> Option<Day> {
    order.oldest_unpaid_due()
}

pub(super) fn overdue(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    if let Some(setting) = ground.rule(AlertRule::ReceivableOverdue) {
        for order in ground.book.orders() {
            let Some(due) = unpaid_since(order).filter(|it| *it < ground.today) else { continue };
            let Some((level, measured, since)) = ground.past(&setting, due) else { continue };
            raised.push(Raised {
                key: AlertKey { rule: AlertRule::ReceivableOverdue, subject: order.id.into(), occurrence: Occurrence::Day(due) },
                level,
                person: order.owner,
                customer: Some(order.customer),
                since,
                measured,
                share: None,
                amount: Some(order.overdue(ground.today)),
            });
        }
    }
    if let Some(setting) = ground.rule(AlertRule::CollectionOverdue) {
        for customer in ground.customers() {
            // The longest overdue order says how bad it is; paying it off leaves the next one, which is another matter.
            let unpaid = ground.book.orders_of(customer.id).filter_map(|it| unpaid_since(it).map(|due| (due, it.id)));
            let Some((due, order)) = unpaid.min().filter(|it| it.0 < ground.today) else { continue };
            let Some((level, measured, since)) = ground.past(&setting, due) else { continue };
            let late = ground.book.orders_of(customer.id).filter(|it| unpaid_since(it).is_some_and(|it| it < ground.today));
            raised.push(Raised {
                key: AlertKey { rule: AlertRule::CollectionOverdue, subject: customer.id.into(), occurrence: Occurrence::Part(order.0) },
                level,
                person: customer.owner,
                customer: Some(customer.id),
                since,
                measured,
                share: None,
                amount: Some(late.map(|it| it.overdue(ground.today)).sum()),
            });
        }
    }
}
