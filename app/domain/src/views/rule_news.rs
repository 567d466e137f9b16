//! What a person has not been told yet about the rules: versions that others set, changed or cancelled while the device was away (C9).

use serde::{Deserialize, Serialize};

use crate::records::organisation::Company;
use crate::rules::RuleVersion;
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::PersonId;

/// How long a version stays news to somebody who has not been told, in days after it took effect.
const NEWS_FOR: i32 = 60;

/// What identifies a version that a person was told of. A changed version has another time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldVersion {
    /// The name of the set of rules.
    pub rules: String,
    pub from: Day,
    /// When it was set; 0 if unknown.
    pub at: Timestamp,
}

impl ToldVersion {
    fn of(version: &RuleVersion) -> ToldVersion {
        let at = version.set.map_or(Timestamp(0), |it| it.at);
        ToldVersion { rules: version.rules.text().into_owned(), from: version.from, at }
    }

    /// Everything there is to be told now.
    pub fn all(company: &Company) -> Vec<ToldVersion> {
        company.rule_versions().iter().map(ToldVersion::of).collect()
    }
}

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleNews {
    /// New, or changed since.
    Set(RuleVersion),
    /// The plan for a day was cancelled.
    Cancelled { rules: Field, from: Day },
}

/// What the person was not told, in the order of the sets of rules; their own acts are no news to them.
pub fn rule_news(told: &[ToldVersion], company: &Company, person: PersonId, today: Day) -> Vec<RuleNews> {
    let versions = company.rule_versions();
    let is_known = |it: &RuleVersion| told.contains(&ToldVersion::of(it)) || it.set.is_none_or(|set| set.by == person);
    let is_recent = |it: &RuleVersion| today.plus(-NEWS_FOR) <= it.from;
    let set = versions.iter().filter(|it| !is_known(it) && is_recent(it)).cloned().map(RuleNews::Set);
    let stands = |it: &ToldVersion| versions.iter().any(|version| version.from == it.from && version.rules.text() == it.rules);
    let gone = told.iter().filter(|it| today < it.from && !stands(it));
    let cancelled = gone.filter_map(|it| Field::parse(&it.rules).map(|rules| RuleNews::Cancelled { rules, from: it.from }));
    set.chain(cancelled).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules::cadence::{Cadence, Interval};
    use crate::rules::{Dated, SetBy, Version};
    use crate::values::grade::Grade;
    use uuid::Uuid;

    const TODAY: Day = Day(20_600);

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    /// A cadence from a day on, set by a person at a time.
    fn version(after: i32, by: u128, at: i64) -> Version<Cadence> {
        let rules = Cadence::default().with(Grade::Key, Interval::Days(9));
        Version { set: Some(SetBy { by: person(by), at: Timestamp(at) }), ..Version::of(TODAY.plus(after), rules) }
    }

    fn company(versions: &[Version<Cadence>]) -> Company {
        let cadence_versions = versions.iter().fold(Dated::default(), |dated, it| dated.with(it.clone()));
        Company { cadence_versions, ..Company::default() }
    }

    #[test]
    fn a_version_is_told_once_and_again_when_it_is_changed_or_cancelled() {
        // C9: by others, planned or in force.
        let me = person(1);
        let planned = company(&[version(10, 2, 5)]);
        let days = |told: &[ToldVersion], company: &Company| -> Vec<(i32, bool)> {
            let day = |news| match news {
                RuleNews::Set(version) => (version.from.0 - TODAY.0, true),
                RuleNews::Cancelled { rules, from } => {
                    assert_eq!(rules, Field::CadenceVersions);
                    (from.0 - TODAY.0, false)
                }
            };
            rule_news(told, company, me, TODAY).into_iter().map(day).collect()
        };
        assert_eq!(days(&[], &planned), [(10, true)]);
        let told = ToldVersion::all(&planned);
        assert_eq!(days(&told, &planned), []);
        // Set again, moved to another day, cancelled.
        assert_eq!(days(&told, &company(&[version(10, 2, 6)])), [(10, true)]);
        assert_eq!(days(&told, &company(&[version(12, 2, 6)])), [(12, true), (10, false)]);
        assert_eq!(days(&told, &company(&[])), [(10, false)]);
        // One's own is no news; nor is what took effect long ago, or by nobody known.
        assert_eq!(days(&[], &company(&[version(10, 1, 5)])), []);
        assert_eq!(days(&[], &company(&[version(-60, 2, 5)])), [(-60, true)]);
        assert_eq!(days(&[], &company(&[version(-61, 2, 5)])), []);
        assert_eq!(days(&[], &company(&[Version { set: None, ..version(10, 2, 5) }])), []);
        // A version in force is never cancelled, only followed.
        let in_force = ToldVersion::all(&company(&[version(0, 2, 5)]));
        assert_eq!(days(&in_force, &company(&[])), []);
    }

    #[test]
    fn what_a_device_remembers_reads_back() {
        let told = ToldVersion::all(&company(&[version(3, 2, 5)]));
        let text = serde_json::to_string(&told).expect("a text");
        assert_eq!(text, r#"[{"rules":"cadence_versions","from":20603,"at":5}]"#);
        assert_eq!(serde_json::from_str::<Vec<ToldVersion>>(&text).expect("versions"), told);
    }

    #[test]
    fn every_set_of_dated_rules_has_its_versions() {
        // A set that is left out would change in silence.
        let company = dated_company();
        let tree = serde_json::to_value(&company).expect("a tree");
        let is_version = |value: &serde_json::Value| value.get("rules").is_some();
        let is_dated = |value: &serde_json::Value| value.as_array().is_some_and(|all| all.iter().any(is_version));
        let fields = tree.as_object().expect("fields").iter();
        let dated: BTreeSet<String> = fields.filter(|it| is_dated(it.1)).map(|it| it.0.clone()).collect();
        let versions = company.rule_versions();
        let named: BTreeSet<String> = versions.iter().map(|it| it.rules.text().into_owned()).collect();
        assert_eq!((named, versions.len()), (dated, 17));
        for version in &versions {
            let without = company.without_version(version).rule_versions();
            assert_eq!((without.len(), without.contains(version)), (versions.len() - 1, false), "{version:?}");
            assert_eq!(company.rule_version_on(version.rules, version.from).as_ref(), Some(version));
            assert_eq!(company.rule_version_on(version.rules, version.from.plus(-1)), None);
        }
    }

    /// A version in every set of rules.
    fn dated_company() -> Company {
        let from = Day(20_000);
        Company {
            pipeline_versions: Dated::default().since(from, Default::default()),
            cadence_versions: Dated::default().since(from, Default::default()),
            evidence: Dated::default().since(from, Default::default()),
            task_review_versions: Dated::default().since(from, Default::default()),
            review: Dated::default().since(from, Default::default()),
            entry_times: Dated::default().since(from, Default::default()),
            comparisons: Dated::default().since(from, Default::default()),
            fiscal_calendar: Dated::default().since(from, Default::default()),
            grade_rules: Dated::default().since(from, Default::default()),
            alerts: Dated::default().since(from, Default::default()),
            order_nodes: Dated::default().since(from, Default::default()),
            price_band_versions: Dated::default().since(from, Default::default()),
            dictionary_versions: Dated::default().since(from, Default::default()),
            field_policy: Dated::default().since(from, Default::default()),
            kpi_sets: Dated::default().since(from, Default::default()),
            season_curves: Dated::default().since(from, Default::default()),
            ramp: Dated::default().since(from, Default::default()),
            ..Company::default()
        }
    }
}
