//! Generates one part of the large company. Each command is decided at once, on the part's own book.

use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide;
use crate::decide::command::Command;
use crate::records::organisation::Role;
use crate::sample::act::Act;
use crate::sample::dice::Dice;
use crate::sample::story::uuid_v7;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CommandId, PersonId};
use crate::values::refusal::Refusals;

/// Per rep, over the two generated years.
pub const CUSTOMERS: usize = 100;
pub const FOLLOW_UPS: usize = 1_000;
/// Besides those from won opportunities: a good thirty.
pub const ORDERS: usize = 300;
pub const OPPORTUNITIES: usize = 60;

pub fn actor_of(person: PersonId, book: &Book) -> Actor {
    let nobody_yet = Actor { person, role: Role::Administrator, team: None, department: None, imports: false };
    book.person(person).map_or(nobody_yet, |it| Actor::of(it, book))
}

/// Generates one part. Each command is decided at once, on the part's own book.
pub struct Teller {
    pub dice: Dice,
    pub book: Book,
    pub acts: Vec<Act>,
    part: u32,
    n_told: i64,
    /// The time of the last act; the next one is later.
    pub now: Timestamp,
}

const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;

impl Teller {
    pub fn new(seed: u64, part: u32, book: Book) -> Teller {
        // Neighbouring seeds and parts must give different companies.
        let mixed = (seed.wrapping_add(1)).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(part + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Teller { dice: Dice::new(mixed), book, acts: Vec::new(), part, n_told: 0, now: Timestamp(i64::MIN) }
    }

    /// Moves the time to the morning of a day in Shanghai (A43).
    pub fn begin_day(&mut self, day: Day) {
        self.now = Timestamp(self.now.0.max(i64::from(day.0) * DAY + MINUTE * i64::from(30 + self.dice.between(0, 60))));
    }

    /// Advances the time by up to a few minutes.
    pub fn later(&mut self) -> Timestamp {
        self.now = Timestamp(self.now.0 + i64::from(self.dice.between(20, 400)) * 1_000);
        self.now
    }

    /// A new id at the current time.
    pub fn id(&mut self) -> uuid::Uuid {
        self.n_told += 1;
        uuid_v7(self.now.0, i64::from(self.part) * 10_000_000 + self.n_told)
    }

    /// Gives a command a little later.
    pub fn act(&mut self, by: PersonId, command: Command) -> Result<(), (Box<Act>, Refusals)> {
        let made_at = self.later();
        self.act_at(by, made_at, command)
    }

    /// Gives a command at that time.
    pub fn act_at(&mut self, by: PersonId, made_at: Timestamp, command: Command) -> Result<(), (Box<Act>, Refusals)> {
        let act = Act { by, made_at, command_id: CommandId(self.id()), command };
        let today = made_at.day(self.book.company().utc_offset_minutes);
        let moment = Moment::of(actor_of(by, &self.book), made_at, today);
        match decide::apply(&act.command, &mut self.book, &moment) {
            Ok(_) => self.acts.push(act),
            Err(refusals) => return Err((Box::new(act), refusals)),
        }
        Ok(())
    }
}
