//! Alerts that follow from new rules.

use super::*;
use crate::rules::cadence::Interval;
use crate::rules::{Dated, SetBy, Version};
use crate::values::field::Field;

#[test]
fn an_alert_names_the_version_of_the_rules_that_made_the_difference() {
    // C9, AL-10: the cadence of a customer is halved, and at once a contact is missed.
    let mut world = world();
    let (ids, today) = (world.ids, world.ids.today);
    let moment = ids.moment(ids.director, &world.book);
    assert!(raised_by_new_rules(&world.book, &moment).is_empty(), "the rules are those of ever");
    let company = world.book.company().clone();
    let grade = world.book.customer(ids.acme).expect("Acme").profile.grade;
    let daily = company.cadence.with(grade, Interval::Days(1));
    let set = Some(SetBy { by: ids.admin, at: moment.now });
    for (back, is_named) in [(0, true), (31, true), (32, false)] {
        let cadence_versions = Dated::default().with(Version { set, ..Version::of(today.plus(-back), daily) });
        world.book.put(Company { cadence_versions, ..company.clone() }.into());
        let missed = raise(&world.book, &moment).into_iter().filter(|it| it.key.rule == AlertRule::CadenceMissed).count();
        let named = raised_by_new_rules(&world.book, &moment);
        let rules: Vec<_> = named.iter().map(|(key, version)| (key.rule, version.rules, version.from)).collect();
        let expected = (AlertRule::CadenceMissed, Field::CadenceVersions, today.plus(-back));
        assert_eq!((missed, rules), (1, vec![expected; usize::from(is_named)]), "{back} days ago");
    }
}
