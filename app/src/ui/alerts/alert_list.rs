//! The list of alerts as data: which of them a filter lets through, and what each row says.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::calendar::Day;
use domain::values::ids::PersonId;
use domain::views::alert::{self, About, Raised, Status};
use serde::{Deserialize, Serialize};

use crate::i18n::alert_words;
use crate::state::{customer_name, person_name};
use crate::ui::address::{self, of_word, word_of};
use crate::ui::alert_links::{leads_to, subject_of};

/// Which part of their lives is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Those that stand.
    #[default]
    Open,
    /// Those somebody dismissed, and that are still so.
    Dismissed,
    /// Those that were dealt with and are no more.
    Resolved,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 3] = [Part::Open, Part::Dismissed, Part::Resolved];
}

/// What the list is narrowed to: the query of its address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertFilter {
    /// Which part of their lives.
    pub part: Part,
    /// How urgent.
    pub level: Option<Level>,
    /// By which rule.
    pub rule: Option<AlertRule>,
    /// Who answers for it.
    pub person: Option<PersonId>,
    /// Of those that stand, only those that the reader is told of by now.
    pub mine: bool,
}

impl AlertFilter {
    /// Reads the query of an address.
    pub fn read(query: impl Fn(&str) -> Option<String>) -> AlertFilter {
        AlertFilter {
            part: query("part").and_then(|it| of_word(&it)).unwrap_or_default(),
            level: query("level").and_then(|it| Level::parse(&it)),
            rule: query("rule").and_then(|it| AlertRule::parse(&it)),
            person: query("person").and_then(|it| it.parse().ok()),
            mine: query("mine").is_some_and(|it| it == "1"),
        }
    }

    /// The query of its address.
    pub fn query(&self) -> String {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(Some(("part", word_of(self.part))).filter(|_| self.part != Part::Open));
        parts.extend(self.level.map(|it| ("level", it.as_str().to_owned())));
        parts.extend(self.rule.map(|it| ("rule", it.as_str().to_owned())));
        parts.extend(self.person.map(|it| ("person", it.to_string())));
        parts.extend(self.mine.then(|| ("mine", "1".to_owned())));
        address::query(&parts)
    }

    /// Whether it lets an alert of its part through.
    pub fn fits(&self, rule: AlertRule, level: Option<Level>, person: PersonId) -> bool {
        self.rule.is_none_or(|it| it == rule)
            && (self.level.is_none() || level.is_none() || self.level == level)
            && self.person.is_none_or(|it| it == person)
    }

    /// How many filters are on.
    pub fn n_active(&self) -> usize {
        usize::from(self.level.is_some()) + usize::from(self.rule.is_some()) + usize::from(self.person.is_some())
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertRow {
    /// The alert.
    pub alert: Raised,
    /// How far its life has come.
    pub status: Status,
    /// What it is about.
    pub subject: String,
    /// What was measured.
    pub fact: String,
    /// Who answers for it.
    pub person: String,
    /// Who was told by now.
    pub told: Vec<String>,
    /// What was agreed: cause, plan, who, until when.
    pub handling: Option<(Option<String>, String, String, Day)>,
    /// Who dismissed it and why.
    pub dismissal: Option<(String, String)>,
    /// Where it leads.
    pub to: String,
    /// Whether this person may take it up.
    pub may_handle: bool,
    /// Whether this person may dismiss it.
    pub may_dismiss: bool,
}

/// Rows of one customer, or of one rule about people.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertGroup {
    /// What they are about.
    pub about: About,
    /// What that is called.
    pub title: String,
    /// The most urgent first.
    pub rows: Vec<AlertRow>,
}

/// So many of one group are shown as they are; more are gathered under one line.
pub const FEW: usize = 3;

/// The same rows gathered, see [`alert::gather`].
pub fn groups(rows: &[AlertRow], book: &Book) -> Vec<AlertGroup> {
    let of = |about: About| rows.iter().filter(move |it| About::of(&it.alert) == about).cloned().collect::<Vec<_>>();
    let title = |about: About| match about {
        About::Customer(id) => customer_name(book, id),
        About::Rule(rule) => alert_words::rule(rule).to_owned(),
    };
    let lines = alert::gather(rows.iter().map(|it| &it.alert));
    lines.into_iter().map(|it| AlertGroup { about: it.about, title: title(it.about), rows: of(it.about) }).collect()
}

/// The alerts of a part and of whom they concern, whatever their level, rule and person: what the chips count.
pub fn of_part<'a>(filter: &AlertFilter, raised: &'a [Raised], me: PersonId, today: Day, book: &Book) -> Vec<&'a Raised> {
    let is_of_part = |it: &&Raised| match filter.part {
        Part::Open if filter.mine => alert::concerns(it, me, book, today),
        Part::Open => alert::status(it, book, today) != Status::Dismissed,
        Part::Dismissed => alert::status(it, book, today) == Status::Dismissed,
        Part::Resolved => false,
    };
    raised.iter().filter(is_of_part).collect()
}

/// The rows a filter lets through, the most urgent first.
pub fn rows(filter: &AlertFilter, raised: &[Raised], actor: &Actor, today: Day, book: &Book) -> Vec<AlertRow> {
    let fits = |it: &&Raised| filter.fits(it.key.rule, Some(it.level), it.person);
    of_part(filter, raised, actor.person, today, book).into_iter().filter(fits).map(|it| row(it, actor, today, book)).collect()
}

fn row(it: &Raised, actor: &Actor, today: Day, book: &Book) -> AlertRow {
    let rules = book.company().alerts.on(today);
    let setting = rules.of(it.key.rule);
    let life = book.alert(it.id());
    let handling = life.and_then(|it| it.handling()).map(|it| {
        let cause = it.cause.map(alert_words::cause_with_class);
        (cause, it.plan.clone(), person_name(book, it.who), it.until)
    });
    let dismissal = life.filter(|life| life.is_dismissed(it.level)).and_then(|it| it.dismissals.last());
    let told = alert::told(it, book, today).into_iter().filter(|told| *told != it.person && *told != actor.person);
    AlertRow {
        status: alert::status(it, book, today),
        subject: subject_of(it, book),
        fact: alert_words::fact(it, &rules, today),
        person: person_name(book, it.person),
        told: told.map(|it| person_name(book, it)).collect(),
        handling,
        dismissal: dismissal.map(|it| (person_name(book, it.by), it.reason.clone())),
        to: leads_to(&it.key, book),
        may_handle: actor.may_handle_alert(it.key.rule, it.person),
        may_dismiss: actor.may_dismiss_alert(&setting, it.person),
        alert: it.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::sample::small;

    use super::*;

    #[test]
    fn an_address_reads_back_as_the_same_filter() {
        let person = small().1.lin;
        for filter in [
            AlertFilter::default(),
            AlertFilter {
                part: Part::Dismissed,
                level: Some(Level::Red),
                rule: Some(AlertRule::CollectionOverdue),
                person: Some(person),
                mine: true,
            },
        ] {
            let text = filter.query();
            let parts: Vec<(&str, &str)> = text.trim_start_matches('?').split('&').filter_map(|it| it.split_once('=')).collect();
            let query = |name: &str| parts.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(AlertFilter::read(query), filter);
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
