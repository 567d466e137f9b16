//! The link target, name and colour of an alert, for every page that shows one.

use domain::book::Book;
use domain::records::alert::{AlertKey, Occurrence};
use domain::records::organisation::Team;
use domain::rules::KpiAlertOf;
use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::calendar::Period;
use domain::values::ids::{AlertId, CustomerId, Kind, OrderId, PersonId, TaskId};
use domain::views::alert::Raised;

use crate::i18n::kpi_alert_words::rule_of;
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
        (AlertRule::Kpi, Kind::Person) => kpi_of(key, book),
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

/// The KPI in the period of the alert, of the person or the team: its value, and the records behind it.
fn kpi_of(key: &AlertKey, book: &Book) -> String {
    let (Some(rule), Occurrence::Kpi { period, .. }) = (rule_of(key, book), key.occurrence) else { return routes::KPIS.to_owned() };
    let owner = match team_of(key, book) {
        Some(team) => ("team", team.id.to_string()),
        None => ("person", key.subject.id.to_string()),
    };
    format!("{}{}", routes::KPI, address::query(&[("kpi", rule.kpi.to_string()), ("period", period.to_string()), owner]))
}

/// The team that an alert on a KPI is about; its supervisor answers for it.
fn team_of<'a>(key: &AlertKey, book: &'a Book) -> Option<&'a Team> {
    rule_of(key, book).filter(|it| it.of == KpiAlertOf::Teams)?;
    book.team(book.person(PersonId(key.subject.id))?.team?)
}

/// The name of the subject: the order and its customer, the customer, or the person.
pub fn subject_of(alert: &Raised, book: &Book) -> String {
    let customer = alert.customer.and_then(|it| book.customer_name(it)).map(str::to_owned);
    let order = book.order(OrderId(alert.key.subject.id)).filter(|_| alert.key.subject.kind == Kind::Order);
    match (order, customer) {
        (Some(order), None) => shown_number(book, &order.number),
        (Some(order), Some(customer)) => format!("{} · {customer}", shown_number(book, &order.number)),
        (None, Some(customer)) => customer,
        (None, None) if alert.key.subject.kind == Kind::Person => {
            let team = team_of(&alert.key, book).map(|it| it.name.clone());
            team.unwrap_or_else(|| person_name(book, PersonId(alert.key.subject.id)))
        }
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
