//! A version of the rules in words, and the page on which its rules can be read.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::rules::RuleVersion;
use domain::values::field::Field;

use crate::i18n::{locale, words};
use crate::state::person_name;
use crate::t;
use crate::ui::url::routes::{self, paths};

/// Which rules, from when, and who set them.
pub fn version_said(version: &RuleVersion, book: &Book) -> String {
    let (rules, day) = (words::field(version.rules), locale().day(version.from));
    match version.set {
        Some(set) => t!("rules.version", rules = rules, day = day, who = person_name(book, set.by)),
        None => t!("rules.version_unsigned", rules = rules, day = day),
    }
}

/// The page that shows these rules to somebody; `None` if they may not read them.
pub fn page_of_rules(rules: Field, actor: &Actor) -> Option<String> {
    match rules {
        Field::GradeRules => actor.may_see_rules().then(|| routes::GRADE_RULES.to_owned()),
        Field::Alerts => actor.may_see_rules().then(|| routes::ALERT_RULES.to_owned()),
        rules => Some(paths::rules_of(rules)),
    }
}
