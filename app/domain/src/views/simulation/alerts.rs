//! How many alerts would rise and fall (C7), of the rules that the draft changes and of those that look at their alerts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::scope::{FirstOf, SimulationScope, by_change};
use crate::records::alert::{Alert, AlertKey};
use crate::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use crate::values::ids::{CustomerId, PersonId, TeamId};
use crate::views::alert::{Raised, open_by};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertSimulation {
    /// The rules that the draft changes, and those that look at their alerts, in the order of the requirements.
    pub rules: Vec<RuleEffect>,
    /// The teams with such alerts, greatest change first.
    pub teams: Vec<TeamAlerts>,
    /// The alerts that rise, fall or change their level. `None` for those who may not see customers.
    pub named: Option<FirstOf<AlertTurn>>,
}

/// A number of alerts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertTally {
    pub n: u32,
    /// How many of them are red.
    pub n_red: u32,
}

/// What becomes of the alerts of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleEffect {
    pub rule: AlertRule,
    pub now: AlertTally,
    pub then: AlertTally,
    /// Alerts that rise.
    pub n_risen: u32,
    /// Alerts that fall.
    pub n_fallen: u32,
    /// Alerts that stay, at another level.
    pub n_relevelled: u32,
}

/// The alerts of these rules that a team's people are responsible for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamAlerts {
    /// `None` for those of managers.
    pub team: Option<TeamId>,
    pub now: AlertTally,
    pub then: AlertTally,
}

/// One alert that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertTurn {
    pub rule: AlertRule,
    pub person: PersonId,
    pub customer: Option<CustomerId>,
    /// The name of the customer; of an alert about a person, theirs.
    pub name: String,
    /// Its level by today's rules; `None` if it rises.
    pub now: Option<Level>,
    /// Its level by the draft; `None` if it falls.
    pub then: Option<Level>,
}

impl AlertTally {
    fn add(&mut self, level: Level) {
        self.n += 1;
        self.n_red += u32::from(level == Level::Red);
    }
}

impl TeamAlerts {
    /// By how many alerts it changes; between equals, by how many red ones.
    fn change(&self) -> (u32, u32) {
        (self.now.n.abs_diff(self.then.n), self.now.n_red.abs_diff(self.then.n_red))
    }
}

impl AlertSimulation {
    /// Whether no alert rises, falls or changes its level.
    pub fn is_same(&self) -> bool {
        self.rules.iter().all(|it| (it.n_risen, it.n_fallen, it.n_relevelled) == (0, 0, 0))
    }
}

/// An alert by today's rules and by the draft.
#[derive(Default)]
struct Both {
    now: Option<Raised>,
    then: Option<Raised>,
}

pub(super) fn simulate(scope: &SimulationScope<'_>, draft: &AlertRules) -> AlertSimulation {
    let now = scope.book.company().alerts.on(scope.today);
    let concerned = Concerned::of(&now, draft, scope);
    let raise = |rules: &AlertRules| {
        let is_nothing = concerned.shown.is_empty();
        let open = if is_nothing { Vec::new() } else { open_by(&concerned.only(rules), scope.book, &scope.raising()) };
        open.into_iter().filter(|it| concerned.shown.contains(&it.key.rule) && scope.counts_alert(it))
    };
    let mut all: BTreeMap<AlertKey, Both> = BTreeMap::new();
    for raised in raise(&now) {
        let key = raised.key;
        all.entry(key).or_default().now = Some(raised);
    }
    for raised in raise(draft) {
        let key = raised.key;
        all.entry(key).or_default().then = Some(raised);
    }

    let unchanged =
        |rule| RuleEffect { rule, now: AlertTally::default(), then: AlertTally::default(), n_risen: 0, n_fallen: 0, n_relevelled: 0 };
    let mut rules: BTreeMap<AlertRule, RuleEffect> = concerned.shown.iter().map(|it| (*it, unchanged(*it))).collect();
    let mut teams: BTreeMap<Option<TeamId>, TeamAlerts> = BTreeMap::new();
    for Both { now, then } in all.values() {
        let Some(raised) = now.as_ref().or(then.as_ref()) else { continue };
        let of_rule = rules.entry(raised.key.rule).or_insert_with(|| unchanged(raised.key.rule));
        let of_team = teams.entry(scope.team_of(raised.person)).or_default();
        for (tallies, side) in [([&mut of_rule.now, &mut of_team.now], now), ([&mut of_rule.then, &mut of_team.then], then)] {
            let Some(alert) = side else { continue };
            tallies.into_iter().for_each(|it| it.add(alert.level));
        }
        of_rule.n_risen += u32::from(now.is_none());
        of_rule.n_fallen += u32::from(then.is_none());
        let levels = now.as_ref().zip(then.as_ref()).map(|(now, then)| (now.level, then.level));
        of_rule.n_relevelled += u32::from(levels.is_some_and(|(now, then)| now != then));
    }
    let teams = by_change(teams, TeamAlerts::change);
    AlertSimulation {
        rules: rules.into_values().collect(),
        teams: teams.into_iter().map(|(team, of_team)| TeamAlerts { team, ..of_team }).collect(),
        named: scope.named(|| turns(scope, all)),
    }
}

/// The alerts that change, most urgent first.
fn turns(scope: &SimulationScope<'_>, all: BTreeMap<AlertKey, Both>) -> Vec<AlertTurn> {
    let turn = |Both { now, then }: Both| {
        let levels = (now.as_ref().map(|it| it.level), then.as_ref().map(|it| it.level));
        let raised = then.or(now).filter(|_| levels.0 != levels.1)?;
        let name = match raised.customer {
            Some(customer) => scope.book.customer_name(customer).map(str::to_owned),
            None => scope.book.person(raised.person).map(|it| it.name.clone()),
        };
        Some(AlertTurn {
            rule: raised.key.rule,
            person: raised.person,
            customer: raised.customer,
            name: name.unwrap_or_default(),
            now: levels.0,
            then: levels.1,
        })
    };
    let mut turns: Vec<AlertTurn> = all.into_values().filter_map(turn).collect();
    turns.sort_by_key(|it| (std::cmp::Reverse(it.now.max(it.then)), it.rule));
    turns
}

/// Rules about orders, whose alerts [`AlertRule::DailyOrders`] counts.
const OF_ORDERS: [AlertRule; 4] =
    [AlertRule::OrderNotStarted, AlertRule::DeliveryLate, AlertRule::ComplaintUnanswered, AlertRule::ReceivableOverdue];

/// The rules that matter to a simulation. The others are not raised, which saves most of the time over a large company.
struct Concerned {
    /// The rules that can raise other alerts by the draft.
    shown: BTreeSet<AlertRule>,
    /// These, and the rules whose alerts they depend on.
    raised: BTreeSet<AlertRule>,
}

impl Concerned {
    fn of(now: &AlertRules, draft: &AlertRules, scope: &SimulationScope<'_>) -> Concerned {
        let mut shown: BTreeSet<AlertRule> = AlertRule::every().filter(|it| is_changed(*it, now, draft)).collect();
        if OF_ORDERS.iter().any(|it| shown.contains(it)) {
            shown.insert(AlertRule::DailyOrders);
        }
        // An agreed measure can be overdue only while its alert stands.
        let is_late = |it: &&Alert| it.handling().is_some_and(|handling| handling.until < scope.today);
        let late: BTreeSet<AlertRule> = scope.book.alerts().filter(is_late).map(|it| it.key.rule).collect();
        if !shown.is_disjoint(&late) {
            shown.insert(AlertRule::ActionOverdue);
        }
        let mut raised = shown.clone();
        if shown.contains(&AlertRule::ActionOverdue) {
            raised.extend(late);
        }
        if raised.contains(&AlertRule::DailyOrders) {
            raised.extend(OF_ORDERS);
        }
        Concerned { shown, raised }
    }

    /// The rules with all that do not matter switched off.
    fn only(&self, rules: &AlertRules) -> AlertRules {
        let others = AlertRule::ALL.into_iter().filter(|it| !self.raised.contains(it));
        let kpis = if self.raised.contains(&AlertRule::Kpi) { rules.kpis.clone() } else { Vec::new() };
        others.fold(AlertRules { kpis, ..rules.clone() }, |rules, rule| {
            let off = Setting { on: false, ..rules.of(rule) };
            rules.with(rule, off)
        })
    }
}

/// Whether the draft changes what this rule looks at, apart from the alerts of other rules.
fn is_changed(rule: AlertRule, now: &AlertRules, draft: &AlertRules) -> bool {
    let is_common_changed = match rule {
        AlertRule::Completion => now.adjust_for_time != draft.adjust_for_time,
        AlertRule::DeliveryLate | AlertRule::CustomerNotUpdated | AlertRule::LateEntry => now.lasts != draft.lasts,
        AlertRule::Kpi => now.kpis != draft.kpis,
        _ => false,
    };
    is_common_changed || now.of(rule) != draft.of(rule)
}
