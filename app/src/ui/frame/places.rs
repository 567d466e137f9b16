//! Navigation targets with their names, icons and shortcut keys.

use domain::access::actor::Actor;

use crate::t;
use crate::ui::kit::icons;
use crate::ui::url::routes;

/// A navigation target.
#[derive(Clone, Copy)]
pub struct Place {
    pub to: &'static str,
    /// Name in the user's language.
    pub name: fn() -> &'static str,
    pub icon: &'static str,
    /// The letter that goes there after `g`; empty for none.
    pub key: &'static str,
}

const fn place(to: &'static str, name: fn() -> &'static str, icon: &'static str, key: &'static str) -> Place {
    Place { to, name, icon, key }
}

/// 今日.
pub const TODAY: Place = place(routes::TODAY, || t!("nav.today"), icons::TODAY, "t");
/// 客户 in the bottom bar.
pub const CUSTOMERS: Place = place(routes::CUSTOMERS, || t!("nav.customers"), icons::CUSTOMERS, "c");
/// 业绩 in the bottom bar.
pub const PERFORMANCE: Place = place(routes::PERFORMANCE, || t!("nav.performance"), icons::CHART, "p");
/// 工作台: leads to everything without a place in the bottom bar.
pub const WORKBENCH: Place = place(routes::WORKBENCH, || t!("nav.workbench"), icons::WORKBENCH, "");
/// 我的.
pub const ME: Place = place(routes::ME, || t!("nav.me"), icons::ME, "m");

const ALERTS: Place = place(routes::ALERTS, || t!("alerts.title"), icons::ALERT, "w");
const TASKS: Place = place(routes::TASKS, || t!("nav.follow_ups_module"), icons::FOLLOW_UP, "f");
const OPPORTUNITIES: Place = place(routes::OPPORTUNITIES, || t!("nav.opportunities"), icons::OPPORTUNITY, "o");
const ORDERS: Place = place(routes::ORDERS, || t!("nav.orders_module"), icons::ORDER, "s");
const ORDER_TRACK: Place = place(routes::ORDER_TRACK, || t!("track.title"), icons::DELIVERY, "x");
const ORDER_TABLE: Place = place(routes::ORDER_TABLE, || t!("tracking.title"), icons::TABLE, "");
const EXPENSES: Place = place(routes::EXPENSES, || t!("expenses.title"), icons::EXPENSE, "e");
const TARGETS: Place = place(routes::TARGETS, || t!("nav.targets_module"), icons::TARGET, "z");
const KPIS: Place = place(routes::KPIS, || t!("kpis.all"), icons::CHART, "j");
const WEEKLY: Place = place(routes::WEEKLY, || t!("weekly.short_title"), icons::WEEK, "");
const QUOTAS: Place = place(routes::QUOTAS, || t!("measures.quota.title"), icons::QUOTA, "");
const RENEWALS: Place = place(routes::RENEWALS, || t!("grades.renewals.title"), icons::RENEWAL, "");
const REVIEW: Place = place(routes::REVIEW, || t!("review.title"), icons::CONFIRMED, "r");
const GRADES: Place = place(routes::GRADES, || t!("grades.title"), icons::GRADE, "y");
const HISTORY: Place = place(routes::HISTORY, || t!("history.title"), icons::HISTORY, "v");
const RULES: Place = place(routes::RULES, || t!("rules.title"), icons::BOOK, "");
const MOVES: Place = place(routes::MOVES, || t!("moves.title"), icons::CALENDAR, "");
const ATTENTION: Place = place(routes::ATTENTION, || t!("nav.attention"), icons::INBOX, "a");

/// The modules of the side bar, named as in the source documents.
pub const MODULES: [Place; 16] = [
    TODAY,
    ALERTS,
    place(routes::CUSTOMERS, || t!("nav.customers_module"), icons::CUSTOMERS, "c"),
    TASKS,
    OPPORTUNITIES,
    ORDERS,
    ORDER_TRACK,
    place(routes::PERFORMANCE, || t!("nav.performance_module"), icons::CHART, "p"),
    KPIS,
    EXPENSES,
    TARGETS,
    REVIEW,
    GRADES,
    HISTORY,
    ATTENTION,
    ME,
];

/// Settings of administrators.
pub const SETTINGS: [Place; 17] = [
    place(routes::PEOPLE, || t!("nav.people"), icons::SETTINGS, "u"),
    place(routes::ORGANISATION, || t!("nav.organisation"), icons::BUILDING, "d"),
    place(routes::PRODUCTS, || t!("nav.products"), icons::PRODUCT, "i"),
    place(routes::GRADE_RULES, || t!("grades.rules.title"), icons::GRADE, "l"),
    place(routes::ALERT_RULES, || t!("alerts.settings.title"), icons::ALERT, "k"),
    place(routes::KPI_SETTINGS, || t!("kpis.title"), icons::CHART, "n"),
    place(routes::KPI_SETS, || t!("kpis.sets.title"), icons::TARGET, ""),
    place(routes::BENCHMARKS, || t!("benchmarks.title"), icons::COMPARE, "g"),
    place(routes::RECORD_RULES, || t!("nav.record_rules"), icons::CONFIRMED, ""),
    place(routes::FIELD_POLICY, || t!("rules.fields.title"), icons::LOCK, ""),
    place(routes::ORDER_RULES, || t!("nav.order_rules"), icons::ORDER, "b"),
    place(routes::RHYTHM, || t!("rhythm.title"), icons::FOLLOW_UP, "h"),
    place(routes::PIPELINE, || t!("rhythm.pipeline"), icons::FUNNEL, ""),
    place(routes::DICTIONARIES, || t!("measures.settings.page"), icons::BOOK, ""),
    place(routes::WORK_CALENDAR, || t!("rhythm.holidays"), icons::CALENDAR, ""),
    place(routes::FISCAL_CALENDAR, || t!("fiscal.title"), icons::CALENDAR, ""),
    place(routes::NOTICES, || t!("nav.notices"), icons::EMAIL, "q"),
];

/// A group of places on 工作台.
#[derive(Clone, Copy)]
pub struct PlaceGroup {
    pub name: fn() -> &'static str,
    pub places: &'static [Place],
}

const DAILY: PlaceGroup = PlaceGroup { name: || t!("nav.group.daily"), places: &[TASKS, ALERTS, REVIEW, ATTENTION] };
const OF_CUSTOMERS: PlaceGroup = PlaceGroup { name: || t!("nav.customers"), places: &[OPPORTUNITIES, GRADES, RENEWALS, QUOTAS] };
const OF_ORDERS: PlaceGroup = PlaceGroup { name: || t!("nav.group.orders"), places: &[ORDERS, ORDER_TRACK, ORDER_TABLE, EXPENSES] };
const OF_PERFORMANCE: PlaceGroup = PlaceGroup { name: || t!("nav.performance"), places: &[KPIS, TARGETS, WEEKLY] };
const OF_THE_COMPANY: PlaceGroup = PlaceGroup { name: || t!("nav.settings"), places: &SETTINGS };
const OWN: PlaceGroup = PlaceGroup { name: || t!("nav.me"), places: &[RULES, HISTORY, ME] };
const OWN_OF_A_MANAGER: PlaceGroup = PlaceGroup { name: || t!("nav.me"), places: &[RULES, HISTORY, MOVES, ME] };
const OWN_OF_AN_ADMINISTRATOR: PlaceGroup = PlaceGroup { name: || t!("nav.me"), places: &[MOVES, ATTENTION, HISTORY, ME] };
const OWN_OF_SUPPORT: PlaceGroup = PlaceGroup { name: || t!("nav.me"), places: &[ATTENTION, ME] };

const FOR_THE_FIELD: &[PlaceGroup] = &[DAILY, OF_CUSTOMERS, OF_ORDERS, OF_PERFORMANCE, OWN];
const FOR_SUPERIORS: &[PlaceGroup] = &[DAILY, OF_PERFORMANCE, OF_CUSTOMERS, OF_ORDERS, OWN];
const FOR_MANAGERS: &[PlaceGroup] = &[DAILY, OF_PERFORMANCE, OF_CUSTOMERS, OF_ORDERS, OWN_OF_A_MANAGER];
/// An administrator maintains people, catalogue and rules, and no records (R-05).
const FOR_ADMINISTRATORS: &[PlaceGroup] = &[OF_THE_COMPANY, OWN_OF_AN_ADMINISTRATOR];
/// A supporting department has Today and nothing else of sales (R-06).
const FOR_SUPPORT: &[PlaceGroup] = &[OWN_OF_SUPPORT];
/// The bottom bar of a supporting department.
pub const DOCK_OF_SUPPORT: [Place; 3] = [TODAY, ATTENTION, ME];

/// The groups of 工作台, in the order this user needs them.
pub fn workbench(actor: &Actor) -> &'static [PlaceGroup] {
    match () {
        () if actor.may_administer() => FOR_ADMINISTRATORS,
        () if actor.may_answer_assignments() => FOR_SUPPORT,
        () if actor.may_plan_moves() => FOR_MANAGERS,
        () if actor.may_see_others() => FOR_SUPERIORS,
        () => FOR_THE_FIELD,
    }
}

/// Whether an address is reached through 工作台.
pub fn is_behind_workbench(address: &str) -> bool {
    let elsewhere = [TODAY.to, routes::CUSTOMERS, PERFORMANCE.to, SETTINGS[0].to, SETTINGS[1].to];
    let is_above = |place: &&str| elsewhere.iter().filter(|it| is_within(address, it)).all(|it| it.len() < place.len());
    let groups = FOR_THE_FIELD.iter().chain(FOR_ADMINISTRATORS);
    let places = groups.flat_map(|it| it.places).map(|it| it.to).filter(|it| is_within(address, it));
    is_within(address, WORKBENCH.to) || places.max_by_key(|it| it.len()).is_some_and(|it| is_above(&it))
}

/// Entry forms that can be opened from anywhere.
pub const ENTRIES: [Place; 7] = [
    place(routes::ENTER_FOLLOW_UP, || t!("nav.enter_follow_up"), icons::FOLLOW_UP, ""),
    place(routes::ENTER_ORDER, || t!("nav.enter_order"), icons::ORDER, ""),
    place(routes::ENTER_PAYMENT, || t!("nav.enter_payment"), icons::PAYMENT, ""),
    place(routes::NEW_CUSTOMER, || t!("nav.new_customer"), icons::CUSTOMERS, ""),
    place(routes::NEW_OPPORTUNITY, || t!("opportunities.new"), icons::OPPORTUNITY, ""),
    place(routes::ENTER_EXPENSE, || t!("expenses.enter"), icons::EXPENSE, ""),
    place(routes::ENTER_KPI, || t!("kpis.enter"), icons::CHART, ""),
];

/// Whether an address equals a place or lies below it.
pub fn is_within(address: &str, place: &str) -> bool {
    address == place || (place != "/" && address.strip_prefix(place).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use domain::records::organisation::Role;
    use domain::values::ids::PersonId;

    use super::*;

    #[test]
    fn a_customer_lies_below_customers() {
        assert!(is_within("/customers/1", "/customers"));
        assert!(is_within("/", "/"));
        assert!(!is_within("/customers", "/"));
        assert!(!is_within("/customersx", "/customers"));
    }

    /// Addresses of the app without a record id.
    fn pages() -> Vec<&'static str> {
        let of_app = include_str!("../../pages.rs").split("path!(\"").skip(1).filter_map(|it| it.split('"').next());
        of_app.filter(|it| !it.contains(':')).collect()
    }

    /// Addresses reached on a phone by one tap on the bottom bar, or a second tap behind it.
    fn within_two_taps(role: Role) -> Vec<&'static str> {
        let (dock, middle): (&[Place], &[Place]) = match role {
            Role::Administrator => (&[TODAY, SETTINGS[0], SETTINGS[1], WORKBENCH], &SETTINGS),
            Role::Support => (&DOCK_OF_SUPPORT, &[]),
            _ => (&[TODAY, CUSTOMERS, PERFORMANCE, WORKBENCH], &ENTRIES),
        };
        let behind = workbench(&Actor { person: PersonId::default(), role, team: None, department: None, imports: false })
            .iter()
            .flat_map(|it| it.places);
        dock.iter().chain(middle).chain(behind).map(|it| it.to).collect()
    }

    #[test]
    fn every_page_is_within_two_taps_on_a_phone() {
        // Opened from their subject (a figure, a channel, the targets at a desk, the account), or outside the frame.
        let opened_from_another = [
            routes::PERFORMANCE_RECORDS,
            routes::PERFORMANCE_CHANNEL,
            routes::KPI,
            routes::TARGETS_GRID,
            routes::DEVICES,
            routes::ADD_PEOPLE,
            // Of administrators and managers.
            routes::MOVES,
            "/me/password",
            routes::SIGN_IN,
        ];
        let pages = pages();
        assert!(30 <= pages.len(), "{pages:?}");
        for role in [Role::Rep, Role::Supervisor, Role::Manager, Role::Director, Role::Administrator] {
            let near = within_two_taps(role);
            let own = [routes::TODAY, routes::ATTENTION, routes::HISTORY, routes::ME, routes::WORKBENCH];
            let is_theirs = |it: &&&str| (role == Role::Administrator) == it.starts_with("/settings/") || own.contains(it);
            let asked = pages.iter().filter(|it| !opened_from_another.contains(it)).filter(is_theirs);
            let far: Vec<&&str> = asked.filter(|it| !near.contains(it)).collect();
            assert!(far.is_empty(), "{role:?}: {far:?}");
        }
    }

    #[test]
    fn the_dock_shows_where_one_is() {
        for (address, is_behind) in [
            ("/workbench", true),
            ("/orders/1", true),
            ("/customers/renewals", true),
            ("/customers/1", false),
            ("/settings/people", false),
            ("/settings/products", true),
            ("/performance/records", false),
            ("/", false),
        ] {
            assert_eq!(is_behind_workbench(address), is_behind, "{address}");
        }
    }

    #[test]
    fn every_letter_goes_to_one_place() {
        let all: Vec<&str> = MODULES.iter().chain(&SETTINGS).map(|it| it.key).filter(|it| !it.is_empty()).collect();
        let letters: std::collections::BTreeSet<&&str> = all.iter().collect();
        assert_eq!(letters.len(), all.len());
    }
}
