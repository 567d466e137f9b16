//! What every rule stands on: the book, the rules of the day, and how days are counted.

use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::alert::Alert;
use crate::records::customer::Customer;
use crate::records::organisation::Person;
use crate::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use crate::rules::{Dated, EntryTimes};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{Key, Kind, PersonId};
use crate::values::working_days::{self, Calendar, WorkingDays};

/// No rule reaches further back than this when it looks for the first day of an alert.
const FURTHEST: i32 = 800;

pub(super) struct Ground<'a> {
    pub book: &'a Book,
    pub rules: AlertRules,
    pub today: Day,
    pub now: Timestamp,
    pub offset: i32,
    pub working_days: WorkingDays,
    pub entry_times: Dated<EntryTimes>,
    actor: Actor,
}

impl Ground<'_> {
    pub fn of<'a>(book: &'a Book, moment: &Moment) -> Ground<'a> {
        let company = book.company();
        Ground {
            book,
            rules: company.alerts.on(moment.today),
            today: moment.today,
            now: moment.now,
            offset: company.utc_offset_minutes,
            working_days: WorkingDays::of(company),
            entry_times: company.entry_times.clone(),
            actor: moment.actor,
        }
    }

    /// The rule, when it is on.
    pub fn rule(&self, rule: AlertRule) -> Option<Setting> {
        Some(self.rules.of(rule)).filter(|it| it.on)
    }

    /// The people whose records this book holds whole, and who still work here.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.book.people().filter(|it| it.may_hold_customers()).filter(|it| self.actor.covers(it.id, self.book))
    }

    /// The customers that are somebody's to look after.
    pub fn customers(&self) -> impl Iterator<Item = &Customer> {
        self.book.customers().filter(|it| it.stands() && self.is_here(it.owner))
    }

    /// Whether whoever asks, or somebody they stand above, is charged with an alert about something that this book does not hold whole.
    pub fn is_charged_blindly(&self, alert: &Alert) -> bool {
        // Of somebody's own matter that has left this book meanwhile, those who hold it now know whether it still stands.
        let is_a_strangers = |who| who != alert.person && self.is_here(who);
        let reaches = |who| who == self.actor.person || (is_a_strangers(who) && self.actor.covers(who, self.book));
        !is_judged(alert.key.subject, &self.actor, self.book) && alert.handling().is_some_and(|it| reaches(it.who))
    }

    /// Whether somebody still works here; what belongs to one who left is somebody else's matter.
    pub fn is_here(&self, person: PersonId) -> bool {
        self.book.person(person).is_none_or(|it| it.active)
    }

    /// Days past a day that was agreed: 0 on the day itself.
    pub fn days_past(&self, calendar: Calendar, agreed: Day, on: Day) -> i64 {
        match calendar {
            Calendar::WorkingDays => self.working_days.count(agreed.plus(1), on),
            _ => i64::from(on.0.saturating_sub(agreed.0)).max(0),
        }
    }

    /// Milliseconds gone by since a moment; of working days alone, if so asked (A19).
    pub fn time_since(&self, calendar: Calendar, since: Timestamp) -> i64 {
        working_days::elapsed(calendar, since, self.now, self.offset, &self.working_days)
    }

    /// Local midnight at which a day begins.
    pub fn begins(&self, day: Day) -> Timestamp {
        working_days::begins(day, self.offset)
    }

    /// How urgent a day that was agreed has become, how far past it is, and since when.
    pub fn past(&self, setting: &Setting, agreed: Day) -> Option<(Level, i64, Day)> {
        let measured = self.days_past(setting.calendar, agreed, self.today);
        let level = setting.level(measured, 1)?;
        let since = self.first_day(agreed, |day| setting.level(self.days_past(setting.calendar, agreed, day), 1).is_some());
        Some((level, measured, since))
    }

    /// The first day from `from` on for which it holds; at the latest today.
    pub fn first_day(&self, from: Day, holds: impl Fn(Day) -> bool) -> Day {
        let last = self.today.0.min(from.0.saturating_add(FURTHEST));
        (from.0..last).map(Day).find(|it| holds(*it)).unwrap_or(self.today)
    }
}

/// Whether this person's book holds whole what an alert about this subject follows from.
pub(super) fn is_judged(subject: Key, actor: &Actor, book: &Book) -> bool {
    match subject.kind {
        Kind::Person => actor.covers(PersonId(subject.id), book),
        _ => book.has(subject),
    }
}
