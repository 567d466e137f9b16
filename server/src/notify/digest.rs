//! Combines many notices into one message: counts by kind, and the most urgent ones by name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::rules::alert_rules::{AlertRule, Level};

use crate::alerts::Notice;

/// How many are named; the app shows all of them.
const MOST_NAMED: usize = 5;

/// The number of notices of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub rule: AlertRule,
    pub n: usize,
}

/// The notices of one receiver at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// How many there are.
    pub n: usize,
    /// How many of them are urgent.
    pub n_urgent: usize,
    /// By kind: urgent kinds first, then the frequent ones.
    pub counts: Vec<Count>,
    /// Those that are named: urgent ones first, then as they came.
    pub named: Vec<Notice>,
}

impl Digest {
    /// `None` if there is nothing to tell. An alert that several people were told of appears once.
    pub fn of<'a>(notices: impl IntoIterator<Item = &'a Notice>) -> Option<Digest> {
        let mut notices: Vec<&Notice> = notices.into_iter().collect();
        notices.sort_by_key(|it| Reverse(it.level));
        let mut seen = BTreeSet::new();
        notices.retain(|it| seen.insert(it.alert.key));
        if notices.is_empty() {
            return None;
        }
        let mut of_rule: BTreeMap<AlertRule, (Option<Level>, usize)> = BTreeMap::new();
        for notice in &notices {
            let (level, n) = of_rule.entry(notice.alert.key.rule).or_default();
            *level = (*level).max(Some(notice.level));
            *n += 1;
        }
        let mut rules: Vec<_> = of_rule.into_iter().collect();
        rules.sort_by_key(|(rule, (level, n))| (Reverse(*level), Reverse(*n), *rule));
        Some(Digest {
            n: notices.len(),
            n_urgent: notices.iter().filter(|it| is_urgent(it)).count(),
            counts: rules.into_iter().map(|(rule, (_, n))| Count { rule, n }).collect(),
            named: notices.into_iter().take(MOST_NAMED).cloned().collect(),
        })
    }
}

/// Whether a notice is urgent: 红色预警.
pub fn is_urgent(notice: &Notice) -> bool {
    notice.level == Level::Red
}

#[cfg(test)]
pub(super) mod tests {
    use AlertRule::{CadenceMissed, DeliveryLate, TaskOverdue};
    use domain::records::alert::{AlertKey, Occurrence};
    use domain::values::calendar::{Day, Timestamp};
    use domain::values::ids::{CustomerId, PersonId};
    use domain::views::alert::Raised;
    use uuid::Uuid;

    use super::*;

    /// A notice that a rule is broken for the `n`-th customer.
    pub fn notice(n: u128, rule: AlertRule, level: Level) -> Notice {
        let customer = CustomerId(Uuid::from_u128(n));
        let key = AlertKey { rule, subject: customer.into(), occurrence: Occurrence::Day(Day(1)) };
        let person = PersonId(Uuid::from_u128(1));
        let alert = Raised { key, level, person, customer: Some(customer), since: Day(1), measured: 1, share: None, amount: None };
        Notice::of(&alert, person, Timestamp(0))
    }

    #[track_caller]
    fn check(notices: &[Notice], n: usize, n_urgent: usize, counts: &[(AlertRule, usize)], named: &[u128]) {
        let digest = Digest::of(notices).expect("something to tell");
        assert_eq!((digest.n, digest.n_urgent), (n, n_urgent));
        assert_eq!(digest.counts.iter().map(|it| (it.rule, it.n)).collect::<Vec<_>>(), counts);
        let customers = digest.named.iter().filter_map(|it| it.alert.customer).map(|it| it.0.as_u128());
        assert_eq!(customers.collect::<Vec<_>>(), named);
    }

    #[test]
    fn no_notices_make_no_message() {
        assert_eq!(Digest::of(&[]), None);
    }

    #[test]
    fn urgent_notices_come_first_then_frequent_kinds() {
        let reminder = |n, rule| notice(n, rule, Level::Reminder);
        check(&[reminder(1, TaskOverdue)], 1, 0, &[(TaskOverdue, 1)], &[1]);
        let four = [reminder(1, CadenceMissed), reminder(2, TaskOverdue), reminder(3, TaskOverdue), notice(4, DeliveryLate, Level::Red)];
        check(&four, 4, 1, &[(DeliveryLate, 1), (TaskOverdue, 2), (CadenceMissed, 1)], &[4, 1, 2, 3]);
    }

    #[test]
    fn a_digest_names_five_and_counts_all() {
        let many: Vec<Notice> = (1..=7).map(|it| notice(it, TaskOverdue, Level::Reminder)).collect();
        check(&many, 7, 0, &[(TaskOverdue, 7)], &[1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_group_gets_each_alert_once_at_its_highest_level() {
        let late = |n, level| notice(n, DeliveryLate, level);
        check(&[late(1, Level::Amber), late(1, Level::Red), late(2, Level::Red)], 2, 2, &[(DeliveryLate, 2)], &[1, 2]);
    }
}
