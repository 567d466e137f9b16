//! Where one can go, with the name, the icon and the key of each place.

use crate::t;
use crate::ui::kit::icons;
use crate::ui::routes;

/// A place to go.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its address.
    pub to: &'static str,
    /// Its name, in the reader's language.
    pub name: fn() -> &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// The letter after `g` that goes there.
    pub key: &'static str,
}

const fn place(to: &'static str, name: fn() -> &'static str, icon: &'static str, key: &'static str) -> Place {
    Place { to, name, icon, key }
}

/// 今日.
pub const TODAY: Place = place(routes::TODAY, || t!("nav.today"), icons::TODAY, "t");
/// 客户 of the dock.
pub const CUSTOMERS: Place = place(routes::CUSTOMERS, || t!("nav.customers"), icons::CUSTOMERS, "c");
/// 业绩 of the dock.
pub const PERFORMANCE: Place = place(routes::PERFORMANCE, || t!("nav.performance"), icons::CHART, "p");
/// 我的.
pub const ME: Place = place(routes::ME, || t!("nav.me"), icons::ME, "m");

/// The modules of the rail, named as the sources name them.
pub const MODULES: [Place; 14] = [
    TODAY,
    place(routes::ALERTS, || t!("alerts.title"), icons::ALERT, "w"),
    place(routes::CUSTOMERS, || t!("nav.customers_module"), icons::CUSTOMERS, "c"),
    place(routes::TASKS, || t!("nav.follow_ups_module"), icons::FOLLOW_UP, "f"),
    place(routes::OPPORTUNITIES, || t!("nav.opportunities"), icons::OPPORTUNITY, "o"),
    place(routes::ORDERS, || t!("nav.orders_module"), icons::ORDER, "s"),
    place(routes::ORDER_TRACK, || t!("track.title"), icons::PRODUCT, "x"),
    place(routes::PERFORMANCE, || t!("nav.performance_module"), icons::CHART, "p"),
    place(routes::EXPENSES, || t!("expenses.title"), icons::EXPENSE, "e"),
    place(routes::TARGETS, || t!("nav.targets_module"), icons::TARGET, "z"),
    place(routes::REVIEW, || t!("review.title"), icons::CONFIRMED, "r"),
    place(routes::GRADES, || t!("grades.title"), icons::TARGET, "y"),
    place(routes::ATTENTION, || t!("nav.attention"), icons::INBOX, "a"),
    ME,
];

/// What administrators set.
pub const SETTINGS: [Place; 6] = [
    place(routes::PEOPLE, || t!("nav.people"), icons::SETTINGS, "u"),
    place(routes::ORGANISATION, || t!("nav.organisation"), icons::BUILDING, "d"),
    place(routes::PRODUCTS, || t!("nav.products"), icons::PRODUCT, "i"),
    place(routes::GRADE_RULES, || t!("grades.rules.title"), icons::TARGET, "l"),
    place(routes::ALERT_RULES, || t!("alerts.settings.title"), icons::ALERT, "k"),
    place(routes::RHYTHM, || t!("rhythm.title"), icons::CALENDAR, "h"),
];

/// What can be entered from anywhere.
pub const ENTRIES: [Place; 5] = [
    place(routes::ENTER_FOLLOW_UP, || t!("nav.enter_follow_up"), icons::FOLLOW_UP, ""),
    place(routes::ENTER_ORDER, || t!("nav.enter_order"), icons::ORDER, ""),
    place(routes::ENTER_PAYMENT, || t!("nav.enter_payment"), icons::PAYMENT, ""),
    place(routes::NEW_CUSTOMER, || t!("nav.new_customer"), icons::CUSTOMERS, ""),
    place(routes::ENTER_EXPENSE, || t!("expenses.enter"), icons::EXPENSE, ""),
];

/// Whether an address lies at or below a place.
pub fn is_within(address: &str, place: &str) -> bool {
    address == place || (place != "/" && address.strip_prefix(place).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_lies_below_customers() {
        assert!(is_within("/customers/1", "/customers"));
        assert!(is_within("/", "/"));
        assert!(!is_within("/customers", "/"));
        assert!(!is_within("/customersx", "/customers"));
    }

    #[test]
    fn every_letter_goes_to_one_place() {
        let mut letters: Vec<&str> = MODULES.iter().chain(&SETTINGS).map(|it| it.key).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), MODULES.len() + SETTINGS.len());
    }
}
