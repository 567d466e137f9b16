//! The list of alerts as data: which alerts a filter lets through, and what each row shows.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::rules::RuleVersion;
use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::calendar::Day;
use domain::values::ids::PersonId;
use domain::values::json::{of_word, word_of};
use domain::views::alert::{self, About, Raised, Status};
use serde::{Deserialize, Serialize};

use crate::i18n::alert_words;
use crate::state::{customer_name, person_name};
use crate::ui::records::alert_links::{leads_to, subject_of};
use crate::ui::url::{InUrl, UrlReader, routes};

/// Which lifecycle state is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertTab {
    /// Alerts that are open.
    #[default]
    Open,
    /// Alerts that were dismissed and remain dismissed.
    Dismissed,
    /// Alerts that were handled and are no longer raised.
    Resolved,
}

impl AlertTab {
    pub const ALL: [AlertTab; 3] = [AlertTab::Open, AlertTab::Dismissed, AlertTab::Resolved];
}

/// The filter of the list, kept in the query of its address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertFilter {
    /// Lifecycle state.
    pub part: AlertTab,
    pub level: Option<Level>,
    pub rule: Option<AlertRule>,
    /// The responsible person.
    pub person: Option<PersonId>,
    /// Only open alerts that the reader has been notified of so far.
    pub mine: bool,
}

impl InUrl for AlertFilter {
    const PATH: &'static str = routes::ALERTS;

    fn read(query: &dyn Fn(&str) -> Option<String>, _: &UrlReader) -> AlertFilter {
        AlertFilter {
            part: query("part").and_then(|it| of_word(&it)).unwrap_or_default(),
            level: query("level").and_then(|it| Level::parse(&it)),
            rule: query("rule").and_then(|it| AlertRule::parse(&it)),
            person: query("person").and_then(|it| it.parse().ok()),
            mine: query("mine").is_some_and(|it| it == "1"),
        }
    }

    fn parts(&self, _: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(Some(("part", word_of(self.part))).filter(|_| self.part != AlertTab::Open));
        parts.extend(self.level.map(|it| ("level", it.as_str().to_owned())));
        parts.extend(self.rule.map(|it| ("rule", it.as_str().to_owned())));
        parts.extend(self.person.map(|it| ("person", it.to_string())));
        parts.extend(self.mine.then(|| ("mine", "1".to_owned())));
        parts
    }
}

impl AlertFilter {
    /// Whether an alert passes the filters on rule, level and person. No level passes any level filter.
    pub fn fits(&self, rule: AlertRule, level: Option<Level>, person: PersonId) -> bool {
        self.rule.is_none_or(|it| it == rule)
            && (self.level.is_none() || level.is_none() || self.level == level)
            && self.person.is_none_or(|it| it == person)
    }

    /// Resets all filters of this lifecycle state.
    pub fn clear(&mut self) {
        *self = AlertFilter { part: self.part, ..AlertFilter::default() };
    }

    /// How many of the filters on level, rule and person are set.
    pub fn n_active(&self) -> usize {
        usize::from(self.level.is_some()) + usize::from(self.rule.is_some()) + usize::from(self.person.is_some())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct AlertRow {
    pub alert: Raised,
    /// Where the alert is in its lifecycle.
    pub status: Status,
    /// The name of what the alert is about.
    pub subject: String,
    /// The measured fact, in words.
    pub fact: String,
    /// The name of the responsible person.
    pub person: String,
    /// Names of the others notified so far, without the responsible person and the reader.
    pub told: Vec<String>,
    /// The agreed handling: cause, plan, person, deadline.
    pub handling: Option<(Option<String>, String, String, Day)>,
    /// The person who dismissed it, and the reason.
    pub dismissal: Option<(String, String)>,
    /// The new version of the rules without which it would not be raised.
    pub new_rules: Option<RuleVersion>,
    /// The address of the page it links to.
    pub to: String,
    /// Whether the reader may handle it.
    pub may_handle: bool,
    /// Whether the reader may dismiss it.
    pub may_dismiss: bool,
}

/// The rows of one customer, or of one rule about people.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertGroup {
    pub about: About,
    /// The name of the customer or rule.
    pub title: String,
    /// The most urgent first.
    pub rows: Vec<AlertRow>,
}

/// Largest group that is shown row by row; larger groups are collapsed to one line.
pub const FEW: usize = 3;

/// Groups the rows, see [`alert::gather`].
pub fn groups(rows: &[AlertRow], book: &Book) -> Vec<AlertGroup> {
    let of = |about: About| rows.iter().filter(move |it| About::of(&it.alert) == about).cloned().collect::<Vec<_>>();
    let title = |about: About| match about {
        About::Customer(id) => customer_name(book, id),
        About::Rule(rule) => alert_words::rule(rule).to_owned(),
    };
    let lines = alert::gather(rows.iter().map(|it| &it.alert));
    lines.into_iter().map(|it| AlertGroup { about: it.about, title: title(it.about), rows: of(it.about) }).collect()
}

/// The alerts of a lifecycle state and scope, regardless of level, rule and person. The chips count these.
pub fn of_part<'a>(filter: &AlertFilter, raised: &'a [Raised], me: PersonId, today: Day, book: &Book) -> Vec<&'a Raised> {
    let is_of_part = |alert: &&Raised| match filter.part {
        AlertTab::Open if filter.mine => alert::concerns(alert, me, book, today),
        AlertTab::Open => alert::status(alert, book, today) != Status::Dismissed,
        AlertTab::Dismissed => alert::status(alert, book, today) == Status::Dismissed,
        AlertTab::Resolved => false,
    };
    raised.iter().filter(is_of_part).collect()
}

/// The rows that the filter lets through, the most urgent first.
pub fn rows(filter: &AlertFilter, raised: &[Raised], actor: &Actor, today: Day, book: &Book) -> Vec<AlertRow> {
    let fits = |it: &&Raised| filter.fits(it.key.rule, Some(it.level), it.person);
    of_part(filter, raised, actor.person, today, book).into_iter().filter(fits).map(|it| row(it, actor, today, book)).collect()
}

fn row(alert: &Raised, actor: &Actor, today: Day, book: &Book) -> AlertRow {
    let rules = book.company().alerts.on(today);
    let setting = rules.of(alert.key.rule);
    let life = book.alert(alert.id());
    let handling = life.and_then(|it| it.handling()).map(|handling| {
        let cause = handling.cause.map(alert_words::cause_with_class);
        (cause, handling.plan.clone(), person_name(book, handling.who), handling.until)
    });
    let dismissal = life.filter(|life| life.is_dismissed(alert.level)).and_then(|it| it.dismissals.last());
    let told = alert::told(alert, book, today).into_iter().filter(|told| *told != alert.person && *told != actor.person);
    AlertRow {
        status: alert::status(alert, book, today),
        subject: subject_of(alert, book),
        fact: alert_words::fact(alert, &rules, today, book),
        person: person_name(book, alert.person),
        told: told.map(|it| person_name(book, it)).collect(),
        handling,
        dismissal: dismissal.map(|it| (person_name(book, it.by), it.reason.clone())),
        new_rules: None,
        to: leads_to(&alert.key, book),
        may_handle: actor.may_handle_alert(alert.key.rule, alert.person),
        may_dismiss: actor.may_dismiss_alert(&setting, alert.person),
        alert: alert.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::sample::small;

    use super::*;
    use crate::ui::url::state::read_back;

    #[test]
    fn an_address_reads_back_as_the_same_filter() {
        let (book, ids) = small();
        let moment = ids.moment(ids.lin, &book);
        let reader = UrlReader { actor: &moment.actor, today: ids.today, book: &book };
        for filter in [
            AlertFilter::default(),
            AlertFilter {
                part: AlertTab::Dismissed,
                level: Some(Level::Red),
                rule: Some(AlertRule::CollectionOverdue),
                person: Some(ids.lin),
                mine: true,
            },
        ] {
            assert_eq!(read_back(&filter, &reader), filter);
        }
    }

    #[test]
    fn the_lists_hold_as_many_as_are_counted_for_everybody() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let sample = domain::sample::company(today);
        let whole = sample.book();
        let now = sample.acts.last().map(|it| it.made_at).expect("somebody did something");
        for person in whole.people().filter(|it| it.active) {
            let actor = Actor::of(person, &whole);
            let moment = domain::access::moment::Moment::of(actor, now, today);
            let raised = alert::raise(&whole, &moment);
            let open = AlertFilter::default();
            let mine = AlertFilter { mine: true, ..open };
            let concerning = raised.iter().filter(|it| alert::concerns(it, actor.person, &whole, today));
            let counts = alert::Counts::of(concerning);
            let listed = |filter: &AlertFilter| {
                let rows = rows(filter, &raised, &actor, today, &whole);
                alert::Counts::of(rows.iter().map(|it| &it.alert))
            };
            assert_eq!(listed(&mine), counts, "{}", person.name);
            assert_eq!(listed(&AlertFilter { level: Some(Level::Red), ..mine }).n, counts.n_red);
            let standing = raised.iter().filter(|it| alert::status(it, &whole, today) != Status::Dismissed).count();
            assert_eq!(listed(&open).n, standing);
            assert!(counts.n <= standing);
        }
    }

    #[test]
    fn a_rep_may_not_silence_an_alarm_about_themselves_and_the_superior_may() {
        let (book, ids) = small();
        for (by, may) in [(ids.lin, false), (ids.boss, true), (ids.director, true)] {
            let moment = ids.moment(by, &book);
            let raised = alert::raise(&book, &moment);
            let filter = AlertFilter { rule: Some(AlertRule::CollectionOverdue), ..AlertFilter::default() };
            let found = rows(&filter, &raised, &moment.actor, ids.today, &book);
            assert_eq!(found.iter().map(|it| (it.may_handle, it.may_dismiss)).collect::<Vec<_>>(), [(may, may)]);
        }
    }
}
