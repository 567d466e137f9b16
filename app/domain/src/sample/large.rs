//! A large company for trying the product at its real size (300 salespeople: 30,000 customers, 300,000 follow-ups, 100,000 orders): seasons, bad
//! months, people who join and leave, customers who pay late or cancel, selling expenses. Generated rep by rep, so that nobody has to hold all
//! of it at once, and as commands, so that every record has passed the rules. The same size, seed and day always give the same company.

mod field;
mod purse;
mod staff;
mod targets;
mod teller;
mod words;

use super::{Act, SignIn};
use crate::access::actor::Actor;
use crate::book::Book;
use crate::values::calendar::{Day, Month};
use crate::values::refusal::Refusals;
use staff::LargeSampleStaff;
use targets::MonthlySales;
use teller::{Teller, actor_of};

/// The size of the company, and the seed of its random numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Number of salespeople.
    pub reps: u32,
    /// Another seed gives another company.
    pub seed: u64,
}

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

#[cfg(test)]
mod tests;
