//! Reviews by supervisors (DQ-01): most records are approved within days, some are returned and resubmitted, and recent ones still wait.

use super::act::Act;
use super::story::{noon_of, uuid_v7};
use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide;
use crate::decide::command::{ApproveRecord, Command, ResubmitRecord, ReturnRecord};
use crate::records::review::{Matter, ReviewState};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CommandId, PersonId};
use crate::views::review_queue::queue;

/// Days between reviews.
const EVERY: i32 = 3;
/// Records of the last days still wait, in days.
const FRESH: i32 = 4;
/// One in this many is returned.
const SENT_BACK: usize = 23;

/// The acts with the reviewers' acts among them, oldest first.
pub(super) fn tell(acts: Vec<Act>, today: Day) -> Vec<Act> {
    let mut reviewing = Reviewing { book: Book::default(), told: Vec::with_capacity(acts.len() * 3 / 2), n_seen: 0, n_told: 0 };
    let mut next: Option<Day> = None;
    for act in acts {
        let on = act.made_at.day(480);
        while let Some(day) = next.filter(|it| *it < on) {
            if day < today.plus(-FRESH) {
                reviewing.look(day);
            }
            next = Some(day.plus(EVERY));
        }
        next = next.or(Some(on.plus(EVERY)));
        reviewing.take(act);
    }
    // The last review, some days ago, returned a record that still waits for its author.
    reviewing.told.sort_by_key(|it| (it.made_at, it.command_id));
    reviewing.told
}

struct Reviewing {
    book: Book,
    told: Vec<Act>,
    n_seen: usize,
    n_told: i64,
}

impl Reviewing {
    /// Applies an act. Refusals are ignored here: replaying the sample reports them.
    fn take(&mut self, act: Act) {
        let administrator =
            Actor { person: act.by, role: crate::records::organisation::Role::Administrator, team: None, department: None, imports: false };
        let actor = self.book.person(act.by).map_or(administrator, |it| Actor::of(it, &self.book));
        let today = act.made_at.day(self.book.company().utc_offset_minutes);
        let moment = Moment::of(actor, act.made_at, today);
        drop(decide::apply(&act.command, &mut self.book, &moment));
        self.told.push(act);
    }

    /// Every reviewer reviews the records that they are the first to review.
    fn look(&mut self, day: Day) {
        let reviewers: Vec<PersonId> = self.book.people().filter(|it| it.active).map(|it| it.id).collect();
        for reviewer in reviewers {
            let Some(actor) = self.book.person(reviewer).map(|it| Actor::of(it, &self.book)) else { continue };
            for waiting in queue(&self.book, &actor).into_iter().filter(|it| it.is_first) {
                self.n_seen += 1;
                if self.n_seen.is_multiple_of(SENT_BACK) {
                    self.send_back(day, reviewer, waiting.credit, waiting.matter, waiting.mark);
                } else {
                    self.act(day, reviewer, Command::ApproveRecord(ApproveRecord { matter: waiting.matter, seen: waiting.mark }));
                }
            }
        }
    }

    /// Returned, resubmitted and approved; one in three is not resubmitted yet.
    fn send_back(&mut self, day: Day, reviewer: PersonId, author: PersonId, matter: Matter, seen: uuid::Uuid) {
        let reason = match matter {
            Matter::Payment { .. } => "请补充进账凭证",
            _ => "数量与合同不一致,请核对",
        };
        self.act(day, reviewer, Command::ReturnRecord(ReturnRecord { matter, seen, reason: reason.to_owned() }));
        if !self.n_seen.is_multiple_of(SENT_BACK * 3) {
            self.act(day, author, Command::ResubmitRecord(ResubmitRecord { matter, answer: "已核对,凭证已补".to_owned() }));
            if matter.file(&self.book).is_some_and(|it| it.state == ReviewState::Pending) {
                self.act(day, reviewer, Command::ApproveRecord(ApproveRecord { matter, seen }));
            }
        }
    }

    /// In the afternoon, one second after the last review.
    fn act(&mut self, day: Day, by: PersonId, command: Command) {
        self.n_told += 1;
        let made_at = Timestamp(noon_of(day).0 + 5 * 3_600_000 + self.n_told * 1_000 % 3_600_000);
        let command_id = CommandId(uuid_v7(made_at.0, 500_000 + self.n_told));
        self.take(Act { by, made_at, command_id, command });
    }
}

/// How many records wait for a review, and how many were returned.
#[cfg(test)]
pub(super) fn n_waiting(book: &Book) -> (usize, usize) {
    let director = book.people().find(|it| it.role == crate::records::organisation::Role::Director);
    let waiting = director.map_or(0, |it| queue(book, &Actor::of(it, book)).len());
    let returned = book.people().map(|it| crate::views::review_queue::returned_to(book, it.id).len()).sum();
    (waiting, returned)
}
