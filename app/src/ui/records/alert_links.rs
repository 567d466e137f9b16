//! The link target, name and colour of an alert, for every page that shows one.

use domain::book::Book;
use domain::records::alert::{AlertKey, Occurrence};
use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::calendar::Period;
use domain::values::ids::{AlertId, CustomerId, Kind, OrderId, PersonId, TaskId};
use domain::views::alert::Raised;

use crate::state::{person_name, shown_number};
use crate::ui::kit::{Tone, icons};
use crate::ui::url::address;
use crate::ui::url::routes::{self, paths};

/// The page on which the user can act on the alert.
pub fn leads_to(key: &AlertKey, book: &Book) -> String {
    let id = key.subject.id;
    match (key.rule, key.subject.kind) {
        (_, Kind::Order) => paths::order(OrderId(id)),
        (_, Kind::Customer) => paths::customer(CustomerId(id)),
        (_, Kind::Task) => book.task(TaskId(id)).map_or_else(|| routes::TASKS.to_owned(), |it| paths::customer(it.customer)),
        (AlertRule::Completion | AlertRule::CollectionRate, Kind::Person) => performance_of(key),
        (AlertRule::DailyOrders, Kind::Person) => {
            format!("{}{}", routes::ORDERS, address::query(&[("person", id.to_string())]))
        }
        (_, Kind::Person) => format!("{}{}", routes::CUSTOMERS, address::query(&[("owner", id.to_string())])),
        // An agreed measure links to the alert that it was agreed for.
        (_, Kind::Alert) => book.alert(AlertId(id)).map_or_else(|| routes::ALERTS.to_owned(), |it| leads_to(&it.key, book)),
        _ => routes::ALERTS.to_owned(),
    }
}

fn performance_of(key: &AlertKey) -> String {
    let mut parts = vec![("person", key.subject.id.to_string())];
    if let Occurrence::Period(period) = key.occurrence {
        parts.insert(0, ("period", Period::to_string(&period)));
    }
    format!("{}{}", routes::PERFORMANCE, address::query(&parts))
}

/// The name of the subject: the order and its customer, the customer, or the person.
pub fn subject_of(alert: &Raised, book: &Book) -> String {
    let customer = alert.customer.and_then(|it| book.customer_name(it)).map(str::to_owned);
    let order = book.order(OrderId(alert.key.subject.id)).filter(|_| alert.key.subject.kind == Kind::Order);
    match (order, customer) {
        (Some(order), None) => shown_number(book, &order.number),
        (Some(order), Some(customer)) => format!("{} · {customer}", shown_number(book, &order.number)),
        (None, Some(customer)) => customer,
        (None, None) if alert.key.subject.kind == Kind::Person => person_name(book, PersonId(alert.key.subject.id)),
        (None, None) => person_name(book, alert.person),
    }
}

/// The colour of a level: red, amber or neutral. The word and the icon say the same.
pub fn tone_of(level: Level) -> Tone {
    match level {
        Level::Red => Tone::Error,
        Level::Amber => Tone::Warning,
        Level::Reminder => Tone::Neutral,
    }
}

pub fn icon_of(level: Level) -> &'static str {
    match level {
        Level::Red => icons::ALERT,
        Level::Amber => icons::INFO,
        Level::Reminder => icons::CALENDAR,
    }
}
