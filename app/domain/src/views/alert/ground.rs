//! The context shared by all alert rules: the book, the rules of the day, and how days are counted.

use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::alert::Alert;
use crate::records::customer::Customer;
use crate::records::organisation::Person;
use crate::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use crate::rules::cadence::Cadence;
use crate::rules::{Dated, EntryTimes, FiscalCalendar};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{Key, Kind, PersonId};
use crate::values::working_days::{self, Calendar, WorkingDays};

/// The longest search for the first day of an alert, in days.
const FURTHEST: i32 = 800;

pub(super) struct Ground<'a> {
    pub book: &'a Book,
    pub rules: AlertRules,
    pub today: Day,
    pub now: Timestamp,
    pub offset: i32,
    pub working_days: WorkingDays,
    pub calendar: FiscalCalendar,
    pub entry_times: Dated<EntryTimes>,
    pub cadence: Cadence,
    actor: Actor,
}

impl Ground<'_> {
    pub fn by<'a>(rules: &AlertRules, cadence: Cadence, book: &'a Book, moment: &Moment) -> Ground<'a> {
        let company = book.company();
        Ground {
            book,
            rules: rules.clone(),
            today: moment.today,
            now: moment.now,
            offset: company.utc_offset_minutes,
            working_days: WorkingDays::of(company),
            calendar: company.calendar_on(moment.today),
            entry_times: company.entry_times.clone(),
            cadence,
            actor: moment.actor,
        }
    }

    /// The rule's setting, or `None` if it is off.
    pub fn rule(&self, rule: AlertRule) -> Option<Setting> {
        Some(self.rules.of(rule)).filter(|it| it.on)
    }

    /// The active people who may hold customers and whose records this book holds completely.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.book.people().filter(|it| it.may_hold_customers()).filter(|it| self.actor.covers(it.id, self.book))
    }

    /// The customers that were not merged into another and whose owner is active.
    pub fn customers(&self) -> impl Iterator<Item = &Customer> {
        self.book.customers().filter(|it| it.stands() && self.is_here(it.owner))
    }

    /// Whether the alert is assigned to the actor, or to somebody below the actor, while this book does not hold all records behind it.
    pub fn is_charged_blindly(&self, alert: &Alert) -> bool {
        // Excludes a person's own alert whose records have left this book: the new holders know whether it still stands.
        let is_a_strangers = |who| who != alert.person && self.is_here(who);
        let reaches = |who| who == self.actor.person || (is_a_strangers(who) && self.actor.covers(who, self.book));
        !is_judged(alert.key.subject, &self.actor, self.book) && alert.handling().is_some_and(|it| reaches(it.who))
    }

    /// Whether a person is still active, or unknown to this book. Items of people who left are skipped.
    pub fn is_here(&self, person: PersonId) -> bool {
        self.book.person(person).is_none_or(|it| it.active)
    }

    /// Days past an agreed day; 0 on the day itself.
    pub fn days_past(&self, calendar: Calendar, agreed: Day, on: Day) -> i64 {
        match calendar {
            Calendar::WorkingDays => self.working_days.count(agreed.plus(1), on),
            _ => i64::from(on.0.saturating_sub(agreed.0)).max(0),
        }
    }

    /// Milliseconds since a moment, counting only working days if the calendar says so (A19).
    pub fn time_since(&self, calendar: Calendar, since: Timestamp) -> i64 {
        working_days::elapsed(calendar, since, self.now, self.offset, &self.working_days)
    }

    /// Local midnight at the beginning of a day.
    pub fn begins(&self, day: Day) -> Timestamp {
        working_days::begins(day, self.offset)
    }

    /// The level, the days past and the first day of the alert for an agreed day.
    pub fn past(&self, setting: &Setting, agreed: Day) -> Option<(Level, i64, Day)> {
        let measured = self.days_past(setting.calendar, agreed, self.today);
        let level = setting.level(measured, 1)?;
        let since = self.first_day(agreed, |day| setting.level(self.days_past(setting.calendar, agreed, day), 1).is_some());
        Some((level, measured, since))
    }

    /// The first day from `from` on for which `holds` is true; today at the latest.
    pub fn first_day(&self, from: Day, holds: impl Fn(Day) -> bool) -> Day {
        let last = self.today.0.min(from.0.saturating_add(FURTHEST));
        (from.0..last).map(Day).find(|it| holds(*it)).unwrap_or(self.today)
    }
}

/// Whether the actor's book holds all records behind an alert about this subject.
pub(super) fn is_judged(subject: Key, actor: &Actor, book: &Book) -> bool {
    match subject.kind {
        Kind::Person => actor.covers(PersonId(subject.id), book),
        _ => book.has(subject),
    }
}
