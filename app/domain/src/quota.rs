//! 跟进要求: so many contacts asked of a person or of everybody in a team, week by week or day by day, until somebody ends it (FU-07, FU-08). How
//! far somebody has come follows from the follow-ups and is never stored.
//!
//! A contact counts for whoever is responsible for the customer now, whoever made it: a follow-up goes where its customer goes, so that every
//! device that holds the customer counts the same. A customer handed over in mid-week brings its contact along, and is not called twice. A
//! contact counts on the day it happened, however late it was written down.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::book::Book;
use crate::calendar::{Day, Timestamp, Week};
use crate::customer::{Customer, Grade};
use crate::follow_up::{FollowUp, Method};
use crate::ids::{CustomerId, PersonId, QuotaId};
use crate::organisation::{Person, Role};
use crate::ratio::{Ratio, ratio};
use crate::refusal::{Refusal, Refusals};
use crate::target::TargetOf;
use crate::weekly::{self, ShortStage};
use crate::working_days::WorkingDays;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "each")]
pub enum Wanted {
    /// Each week, Monday to Sunday, so many different customers (FU-08: 每周电话跟进5家意向客户).
    Week {
        /// How many.
        customers: u16,
        /// By which channel; any, when left out.
        #[serde(default)]
        method: Option<Method>,
        /// At which stage on the day of the contact; any, when left out.
        #[serde(default)]
        stage: Option<ShortStage>,
    },
    /// Each working day, every customer of a grade (FU-07: 重点客户每日跟进).
    Day {
        /// Of which grade.
        grade: Grade,
    },
}

impl Wanted {
    /// Most customers that a week can ask for.
    pub const MOST: i64 = 200;

    /// By which channel, where one is asked for.
    pub fn method(self) -> Option<Method> {
        match self {
            Wanted::Week { method, .. } => method,
            Wanted::Day { .. } => None,
        }
    }

    /// Refuses what nobody can do.
    pub(crate) fn check(self, refusals: &mut Refusals) {
        if let Wanted::Week { customers, .. } = self {
            let is_possible = (1..=Wanted::MOST).contains(&i64::from(customers));
            refusals.refuse_if(!is_possible, "customers", Refusal::OutOfRange { least: 1, most: Wanted::MOST });
        }
    }
}

/// How it ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaEnd {
    /// The day.
    pub on: Day,
    /// Who ended it.
    pub by: PersonId,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// So many contacts asked of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Which one.
    pub id: QuotaId,
    /// Of whom.
    pub of: TargetOf,
    /// What is asked.
    pub wanted: Wanted,
    /// From which week on.
    pub from: Week,
    /// The last day; the week it lies in is still asked for in full. Nothing while it goes on (持续, E-23).
    #[serde(default)]
    pub until: Option<Day>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Who asked.
    pub made_by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// How it ended before its time, if it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<QuotaEnd>,
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Contacts made that count.
    pub done: u32,
    /// Contacts asked for.
    pub asked: u32,
    /// How many are missing of what the working days that are over should have brought.
    pub behind: u32,
    /// Whether a working day on which it was asked for is over: before that nobody is judged.
    pub has_begun: bool,
}

impl Progress {
    /// Whether less was done than the days that are over should have brought.
    pub fn is_short(self) -> bool {
        0 < self.behind
    }

    /// What of it is done; all of it where nothing is asked.
    pub fn share(self) -> Ratio {
        ratio(self.done.min(self.asked).into(), self.asked.into()).unwrap_or(Ratio::WHOLE)
    }

    /// How many are still to be made.
    pub fn left(self) -> u32 {
        self.asked.saturating_sub(self.done)
    }
}

impl Quota {
    /// Whether it asks for something in that week. The week in which somebody ended it asks for nothing any more.
    pub fn holds_in(&self, week: Week) -> bool {
        let ended = self.end.as_ref().is_some_and(|it| it.on.week() <= week);
        self.from <= week && self.until.is_none_or(|it| week <= it.week()) && !ended
    }

    /// Whether it is asked of this person: by name, or of everybody who sells in the team.
    pub fn asks(&self, person: &Person) -> bool {
        match self.of {
            TargetOf::Person(it) => person.active && it == person.id,
            TargetOf::Team(it) => person.active && person.role == Role::Rep && person.team == Some(it),
            TargetOf::Department(_) | TargetOf::Company => false,
        }
    }

    /// How far somebody has come in a week; nothing when nothing is asked of them in it. What is asked day by day is counted up to today.
    pub fn progress(&self, person: PersonId, week: Week, today: Day, book: &Book) -> Option<Progress> {
        book.person(person).filter(|it| self.asks(it) && self.holds_in(week))?;
        let own = book.customers().filter(|it| it.stands() && it.owner == person);
        let working = working_days_of(week, book);
        // Who was asked on Tuesday is not behind with what Monday should have brought.
        let asked_on = self.made_at.day(book.company().utc_offset_minutes);
        let counted: Vec<Day> = working.iter().copied().filter(|it| asked_on <= *it).collect();
        let has_begun = counted.iter().any(|it| *it < today);
        let progress = match self.wanted {
            Wanted::Week { customers, method, stage } => {
                let counts = |it: &FollowUp| it.on.week() == week && method.is_none_or(|method| method == it.method);
                let is_met = |it: &&Customer| {
                    book.follow_ups_of(it.id)
                        .any(|contact| counts(contact) && stage.is_none_or(|stage| stood(it.id, stage, contact.on, book)))
                };
                let over = counted.iter().filter(|it| **it < today).count();
                let asked = if working.is_empty() { 0 } else { u32::from(customers) };
                let done = count(own.filter(is_met).count());
                Progress { done, asked, behind: share(asked, over, counted.len()).saturating_sub(done), has_begun }
            }
            Wanted::Day { grade } => {
                let days: BTreeSet<Day> = counted.into_iter().filter(|it| *it <= today).collect();
                let mut progress = Progress { has_begun, ..Progress::default() };
                for customer in own.filter(|it| it.profile.grade == grade) {
                    let asked = || days.iter().filter(|it| customer.filed_on <= **it);
                    progress.asked += count(asked().count());
                    let contacted = contacted(customer.id, book);
                    // A day that is over is not made good by another: asked is a contact on each.
                    progress.behind += count(asked().filter(|it| **it < today && !contacted.contains(it)).count());
                    progress.done += count(contacted.intersection(&days).count());
                }
                progress
            }
        };
        Some(progress)
    }

    /// What is asked of somebody today: of a week the whole week's, else the day's alone.
    pub fn progress_today(&self, person: PersonId, today: Day, book: &Book) -> Option<Progress> {
        let whole = self.progress(person, today.week(), today, book)?;
        let Wanted::Day { grade } = self.wanted else { return Some(whole) };
        if !working_days_of(today.week(), book).contains(&today) {
            return Some(Progress::default());
        }
        let own = || book.customers().filter(|it| it.stands() && it.owner == person && it.profile.grade == grade);
        let done = own().filter(|it| contacted(it.id, book).contains(&today)).count();
        Some(Progress { done: count(done), asked: count(own().count()), behind: 0, has_begun: whole.has_begun })
    }

    /// The customers of somebody that would count if they were contacted today and have not been yet; longest waiting first.
    pub fn left_to_contact(&self, person: PersonId, today: Day, book: &Book) -> Vec<CustomerId> {
        if !book.person(person).is_some_and(|it| self.asks(it) && self.holds_in(today.week())) {
            return Vec::new();
        }
        let is_left = |it: &&Customer| match self.wanted {
            Wanted::Week { method, stage, .. } => {
                let counts = |contact: &FollowUp| {
                    contact.on.week() == today.week()
                        && method.is_none_or(|method| method == contact.method)
                        && stage.is_none_or(|stage| stood(it.id, stage, contact.on, book))
                };
                stage.is_none_or(|stage| weekly::stage_of(it.id, book) == stage) && !book.follow_ups_of(it.id).any(counts)
            }
            Wanted::Day { grade } => it.profile.grade == grade && !contacted(it.id, book).contains(&today),
        };
        let last = |it: &Customer| book.follow_ups_of(it.id).map(|it| it.on).max();
        let mut left: Vec<&Customer> = book.customers().filter(|it| it.stands() && it.owner == person).filter(is_left).collect();
        left.sort_by_key(|it| (last(it), it.id));
        left.into_iter().map(|it| it.id).collect()
    }
}

/// Everything asked of one person in a week, oldest first.
pub fn asked_of<'a>(person: &'a Person, week: Week, book: &'a Book) -> impl Iterator<Item = &'a Quota> {
    book.quotas().filter(move |it| it.asks(person) && it.holds_in(week))
}

/// One person and how far they have come with what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What is asked.
    pub quota: QuotaId,
    /// Of whom.
    pub person: PersonId,
    /// How far they are.
    pub progress: Progress,
}

/// How everybody within reach stands in a week, whoever is furthest behind first.
pub fn standings(actor: &Actor, week: Week, today: Day, book: &Book) -> Vec<Standing> {
    let mut all: Vec<Standing> = Vec::new();
    for person in book.people().filter(|it| actor.covers(it.id, book)) {
        for quota in asked_of(person, week, book) {
            let progress = quota.progress(person.id, week, today, book);
            all.extend(progress.map(|progress| Standing { quota: quota.id, person: person.id, progress }));
        }
    }
    all.sort_by_key(|it| (std::cmp::Reverse((it.progress.behind, it.progress.left())), it.quota, it.person));
    all
}

fn working_days_of(week: Week, book: &Book) -> Vec<Day> {
    let working_days = WorkingDays::of(book.company());
    (0..7).map(|by| week.first().plus(by)).filter(|it| working_days.is_working(*it)).collect()
}

/// Whether a customer stood at this stage on a day: when it began or when it ended, so that the call that moves a customer on counts.
fn stood(customer: CustomerId, stage: ShortStage, day: Day, book: &Book) -> bool {
    [day.plus(-1), day].into_iter().any(|it| weekly::stage_on(customer, it, book) == stage)
}

/// The days on which a customer was contacted.
fn contacted(customer: CustomerId, book: &Book) -> BTreeSet<Day> {
    book.follow_ups_of(customer).map(|it| it.on).collect()
}

/// So many of `whole`, rounded down.
fn share(asked: u32, over: usize, whole: usize) -> u32 {
    u64::from(asked).saturating_mul(over as u64).checked_div(whole as u64).map_or(0, |it| u32::try_from(it).unwrap_or(u32::MAX))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
