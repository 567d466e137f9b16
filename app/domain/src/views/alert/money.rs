//! AL-02 and AL-06: receivables past due (A5, A6). The reminder (AL-06) is raised per order, the red alert (AL-02) per customer.

use super::Raised;
use super::ground::Ground;
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::order::Order;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Day;

/// The oldest due day with an unpaid amount.
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
            // Keyed by the longest overdue order: when that is paid, the next one raises a new alert.
            let unpaid = ground.book.orders_of(customer.id).filter_map(|it| unpaid_since(it).map(|due| (due, it.id)));
            let Some((due, order)) = unpaid.min().filter(|it| it.0 < ground.today) else { continue };
            let Some((level, measured, since)) = ground.past(&setting, due) else { continue };
            let late = ground.book.orders_of(customer.id).filter(|it| unpaid_since(it).is_some_and(|day| day < ground.today));
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
