//! The small known companies of the tests and the demo: pure, the same for the same day, and told as commands so that everything in them has
//! been decided by the rules. Deliberately absent: any record that no person of the company could have made.

mod alerts;
mod catalogue;
mod credit;
mod deals;
mod dice;
mod evidence;
mod expenses;
mod large;
mod measures;
mod names;
mod plans;
mod relations;
mod reviews;
mod small;
mod story;
mod tracks;

pub use evidence::{PICTURES, Picture};
pub use large::{Large, Size};
pub use small::{SmallIds, small};

use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide;
use crate::decide::command::Command;
use crate::records::organisation::Role;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CommandId, PersonId};
use crate::values::refusal::Refusals;

/// Something somebody of the company did.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// Who.
    pub by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// The command's id.
    pub command_id: CommandId,
    /// What.
    pub command: Command,
}

/// Somebody who can sign in to the sample company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Which person.
    pub person: PersonId,
    /// What is typed at sign-in.
    pub account: String,
    /// Full name.
    pub name: String,
    /// What their work allows.
    pub role: Role,
    /// The sample password: never for a real company.
    pub password: String,
}

/// The sample company: what its people did over a year and a half, oldest first, and who can sign in to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The day it was told for.
    pub today: Day,
    /// Everything that was done, oldest first.
    pub acts: Vec<Act>,
    /// Who can sign in: the administrator first.
    pub people: Vec<SignIn>,
}

/// The sample company as of that day.
pub fn company(today: Day) -> Sample {
    let mut story = story::Story::new(today);
    let staff = catalogue::tell(&mut story);
    let sold = deals::tell(&mut story, &staff);
    plans::tell(&mut story, &staff, &sold);
    let deals = story.acts();
    tracks::tell(&mut story, &deals);
    let so_far = Sample { today, people: staff.sign_ins(), acts: story.acts() };
    let book = so_far.book();
    alerts::tell(&mut story, &so_far, &book);
    credit::tell(&mut story, &book);
    expenses::tell(&mut story, &staff, &so_far.acts);
    Sample { acts: reviews::tell(story.into_acts(), today), ..so_far }
}

impl Sample {
    /// The administrator, who does the first acts before anybody is in the book.
    pub fn administrator(&self) -> Actor {
        let person = self.people.iter().find(|it| it.role == Role::Administrator).map_or(PersonId::default(), |it| it.person);
        Actor { person, role: Role::Administrator, team: None, department: None, imports: false }
    }

    /// Who does this act, in the organisation of a book that holds everything done before.
    pub fn actor(&self, act: &Act, book: &Book) -> Actor {
        let administrator = self.administrator();
        match book.person(act.by) {
            Some(person) => Actor::of(person, book),
            None => Actor { person: act.by, ..administrator },
        }
    }

    /// The company's book after all acts.
    pub fn book(&self) -> Book {
        match self.replay() {
            Ok(book) => book,
            Err((act, refusals)) => unreachable!("the sample company is accepted by the rules, but {act:?} was not: {refusals:?}"),
        }
    }

    /// The company's book, or the first act that the rules refuse.
    pub fn replay(&self) -> Result<Book, (Box<Act>, Refusals)> {
        let mut book = Book::default();
        for act in &self.acts {
            let actor = self.actor(act, &book);
            let today = act.made_at.day(book.company().utc_offset_minutes);
            let moment = Moment::of(actor, act.made_at, today);
            decide::apply(&act.command, &mut book, &moment).map_err(|refusals| (Box::new(act.clone()), refusals))?;
        }
        Ok(book)
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire;
