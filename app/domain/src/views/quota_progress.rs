//! Progress on contact quotas (FU-07, FU-08).

use std::collections::BTreeSet;

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::customer::Customer;
use crate::records::follow_up::FollowUp;
use crate::records::organisation::Person;
use crate::records::quota::{Quota, Wanted};
use crate::values::calendar::{Day, Week};
use crate::values::ids::{CustomerId, PersonId, QuotaId};
use crate::values::ratio::{Ratio, ratio};
use crate::values::short_stage::ShortStage;
use crate::values::working_days::WorkingDays;
use crate::views::weekly;

/// A person's progress on a quota.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Contacts made that count.
    pub done: u32,
    /// Contacts asked for.
    pub asked: u32,
    /// Contacts missing so far, judged by the working days that are over.
    pub behind: u32,
    /// Whether a working day of the quota is over. Nobody is judged before that.
    pub has_begun: bool,
}

impl Progress {
    pub fn is_short(self) -> bool {
        0 < self.behind
    }

    /// The share done; 1 if nothing is asked.
    pub fn share(self) -> Ratio {
        ratio(self.done.min(self.asked).into(), self.asked.into()).unwrap_or(Ratio::WHOLE)
    }

    /// The contacts still to be made.
    pub fn left(self) -> u32 {
        self.asked.saturating_sub(self.done)
    }
}

impl Quota {
    /// A person's progress in a week; `None` if the quota asks nothing of the person in that week. Daily quotas are counted up to today.
    pub fn progress(&self, person: PersonId, week: Week, today: Day, book: &Book) -> Option<Progress> {
        book.person(person).filter(|it| self.asks(it) && self.holds_in(week))?;
        let own = book.customers().filter(|it| it.stands() && it.owner == person);
        let working = working_days_of(week, book);
        // A quota set on Tuesday does not ask for Monday's contacts.
        let asked_on = self.made_at.day(book.company().utc_offset_minutes);
        let counted: Vec<Day> = working.iter().copied().filter(|it| asked_on <= *it).collect();
        let has_begun = counted.iter().any(|it| *it < today);
        let progress = match self.wanted {
            Wanted::Week { customers, method, stage } => {
                let counts = |it: &FollowUp| week.contains(it.on) && method.is_none_or(|method| method == it.method);
                let is_met = |customer: &&Customer| {
                    book.follow_ups_of(customer.id)
                        .any(|contact| counts(contact) && stage.is_none_or(|stage| stood(customer.id, stage, contact.on, book)))
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
                    // One day does not make up for another: the quota asks for a contact on each day.
                    progress.behind += count(asked().filter(|it| **it < today && !contacted.contains(it)).count());
                    progress.done += count(contacted.intersection(&days).count());
                }
                progress
            }
        };
        Some(progress)
    }

    /// What is asked of a person today: for a weekly quota the whole week, for a daily one only today.
    pub fn progress_today(&self, person: PersonId, today: Day, book: &Book) -> Option<Progress> {
        let week = book.company().calendar_on(today).week_of(today);
        let whole = self.progress(person, week, today, book)?;
        let Wanted::Day { grade } = self.wanted else { return Some(whole) };
        if !working_days_of(week, book).contains(&today) {
            return Some(Progress::default());
        }
        let own = || book.customers().filter(|it| it.stands() && it.owner == person && it.profile.grade == grade);
        let done = own().filter(|it| contacted(it.id, book).contains(&today)).count();
        Some(Progress { done: count(done), asked: count(own().count()), behind: 0, has_begun: whole.has_begun })
    }

    /// The person's customers that would count if contacted today and have not been yet, longest without contact first.
    pub fn left_to_contact(&self, person: PersonId, today: Day, book: &Book) -> Vec<CustomerId> {
        let week = book.company().calendar_on(today).week_of(today);
        if !book.person(person).is_some_and(|it| self.asks(it) && self.holds_in(week)) {
            return Vec::new();
        }
        let is_left = |customer: &&Customer| match self.wanted {
            Wanted::Week { method, stage, .. } => {
                let counts = |contact: &FollowUp| {
                    week.contains(contact.on)
                        && method.is_none_or(|method| method == contact.method)
                        && stage.is_none_or(|stage| stood(customer.id, stage, contact.on, book))
                };
                stage.is_none_or(|stage| weekly::stage_of(customer.id, book) == stage) && !book.follow_ups_of(customer.id).any(counts)
            }
            Wanted::Day { grade } => customer.profile.grade == grade && !contacted(customer.id, book).contains(&today),
        };
        let last = |it: &Customer| book.follow_ups_of(it.id).map(|follow_up| follow_up.on).max();
        let mut left: Vec<&Customer> = book.customers().filter(|it| it.stands() && it.owner == person).filter(is_left).collect();
        left.sort_by_key(|it| (last(it), it.id));
        left.into_iter().map(|it| it.id).collect()
    }
}

/// All quotas of a person in a week, oldest first.
pub fn asked_of<'a>(person: &'a Person, week: Week, book: &'a Book) -> impl Iterator<Item = &'a Quota> {
    book.quotas().filter(move |it| it.asks(person) && it.holds_in(week))
}

/// One person's progress on one quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaStanding {
    pub quota: QuotaId,
    pub person: PersonId,
    pub progress: Progress,
}

/// The progress of everybody within reach in a week, furthest behind first.
pub fn standings(actor: &Actor, week: Week, today: Day, book: &Book) -> Vec<QuotaStanding> {
    let mut all: Vec<QuotaStanding> = Vec::new();
    for person in book.people().filter(|it| actor.covers(it.id, book)) {
        for quota in asked_of(person, week, book) {
            let progress = quota.progress(person.id, week, today, book);
            all.extend(progress.map(|progress| QuotaStanding { quota: quota.id, person: person.id, progress }));
        }
    }
    all.sort_by_key(|it| (std::cmp::Reverse((it.progress.behind, it.progress.left())), it.quota, it.person));
    all
}

fn working_days_of(week: Week, book: &Book) -> Vec<Day> {
    let working_days = WorkingDays::of(book.company());
    (0..7).map(|by| week.first().plus(by)).filter(|it| working_days.is_working(*it)).collect()
}

/// Whether a customer was at this stage at the beginning or the end of a day, so that the call that moves a customer on counts.
fn stood(customer: CustomerId, stage: ShortStage, day: Day, book: &Book) -> bool {
    [day.plus(-1), day].into_iter().any(|it| weekly::stage_on(customer, it, book) == stage)
}

fn contacted(customer: CustomerId, book: &Book) -> BTreeSet<Day> {
    book.follow_ups_of(customer).map(|it| it.on).collect()
}

/// `asked × over ÷ whole`, rounded down.
fn share(asked: u32, over: usize, whole: usize) -> u32 {
    u64::from(asked).saturating_mul(over as u64).checked_div(whole as u64).map_or(0, |it| u32::try_from(it).unwrap_or(u32::MAX))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
