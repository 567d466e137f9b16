//! A large company for trying the product at its real size (300 salespeople: 30,000 customers, 300,000 follow-ups, 100,000 orders): seasons, bad
//! months, people who join and leave, customers who pay late or cancel, selling expenses. Generated rep by rep, so that nobody has to hold all
//! of it at once, and as commands, so that every record has passed the rules. The same size, seed and day always give the same company.

mod field;
mod purse;
mod staff;
mod targets;
mod words;

use super::{Act, SignIn};
use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide;
use crate::decide::command::Command;
use crate::records::organisation::Role;
use crate::sample::dice::Dice;
use crate::sample::story::uuid_v7;
use crate::values::calendar::{Day, Month, Timestamp};
use crate::values::ids::{CommandId, PersonId};
use crate::values::refusal::Refusals;
use staff::LargeSampleStaff;
use targets::MonthlySales;

/// The size of the company, and the seed of its random numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Number of salespeople.
    pub reps: u32,
    /// Another seed gives another company.
    pub seed: u64,
}

/// Per rep, over the two generated years.
const CUSTOMERS: usize = 100;
const FOLLOW_UPS: usize = 1_000;
/// Besides those from won opportunities: a good thirty.
const ORDERS: usize = 300;
const OPPORTUNITIES: usize = 60;

/// A large company, ready to be generated part by part.
pub struct Large {
    size: Size,
    today: Day,
    staff: LargeSampleStaff,
    founding: Vec<Act>,
    book: Book,
    sold: MonthlySales,
}

impl Large {
    /// The company of this size as of that day.
    pub fn new(size: Size, today: Day) -> Result<Large, (Box<Act>, Refusals)> {
        let reps = size.reps.clamp(1, 5_000);
        let begin = Month(today.month().0 - 24).first();
        let mut teller = Teller::new(size.seed, 0, Book::default());
        let staff = staff::hire(&mut teller, reps, begin, today)?;
        Ok(Large { size: Size { reps, ..size }, today, staff, founding: teller.acts, book: teller.book, sold: MonthlySales::default() })
    }

    /// The number of parts. Call [`Large::part`] for each of them, in order.
    pub fn n_parts(&self) -> u32 {
        self.size.reps + 2
    }

    /// One part: first what the administrator sets up, then rep by rep, finally the targets and the people who left. Oldest first within a part.
    pub fn part(&mut self, index: u32) -> Result<Vec<Act>, (Box<Act>, Refusals)> {
        if index == 0 {
            return Ok(std::mem::take(&mut self.founding));
        }
        let mut teller = Teller::new(self.size.seed, index, self.book.clone());
        match self.staff.reps.get(index as usize - 1) {
            Some(rep) => field::tell(&mut teller, rep, &self.staff, self.today, &mut self.sold)?,
            None => targets::tell(&mut teller, &self.staff, self.today, &self.sold)?,
        }
        Ok(teller.acts)
    }

    /// Who can sign in, the administrator first.
    pub fn sign_ins(&self) -> Vec<SignIn> {
        self.staff.sign_ins()
    }

    /// The actor of an act. The first acts are done before the book holds any person.
    pub fn actor(&self, act: &Act) -> Actor {
        actor_of(act.by, &self.book)
    }
}

fn actor_of(person: PersonId, book: &Book) -> Actor {
    let nobody_yet = Actor { person, role: Role::Administrator, team: None, department: None, imports: false };
    book.person(person).map_or(nobody_yet, |it| Actor::of(it, book))
}

/// Generates one part. Each command is decided at once, on the part's own book.
struct Teller {
    dice: Dice,
    book: Book,
    acts: Vec<Act>,
    part: u32,
    n_told: i64,
    /// The time of the last act; the next one is later.
    now: Timestamp,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

impl Teller {
    fn new(seed: u64, part: u32, book: Book) -> Teller {
        // Neighbouring seeds and parts must give different companies.
        let mixed = (seed.wrapping_add(1)).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(part + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Teller { dice: Dice::new(mixed), book, acts: Vec::new(), part, n_told: 0, now: Timestamp(i64::MIN) }
    }

    /// Moves the time to the morning of a day in Shanghai (A43).
    fn begin_day(&mut self, day: Day) {
        self.now = Timestamp(self.now.0.max(i64::from(day.0) * DAY + MINUTE * i64::from(30 + self.dice.between(0, 60))));
    }

    /// Advances the time by up to a few minutes.
    fn later(&mut self) -> Timestamp {
        self.now = Timestamp(self.now.0 + i64::from(self.dice.between(20, 400)) * 1_000);
        self.now
    }

    /// A new id at the current time.
    fn id(&mut self) -> uuid::Uuid {
        self.n_told += 1;
        uuid_v7(self.now.0, i64::from(self.part) * 10_000_000 + self.n_told)
    }

    /// Gives a command a little later.
    fn act(&mut self, by: PersonId, command: Command) -> Result<(), (Box<Act>, Refusals)> {
        let made_at = self.later();
        self.act_at(by, made_at, command)
    }

    /// Gives a command at that time.
    fn act_at(&mut self, by: PersonId, made_at: Timestamp, command: Command) -> Result<(), (Box<Act>, Refusals)> {
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

#[cfg(test)]
mod tests;
