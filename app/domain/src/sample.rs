//! Deterministic sample companies for the tests and the demo: the same day always gives the same company. They are built from commands, so every
//! record has passed the rules, and they hold only records that a person of the company could have made.

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

/// A command that a person of the company gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    pub by: PersonId,
    pub made_at: Timestamp,
    pub command_id: CommandId,
    pub command: Command,
}

/// Somebody who can sign in to the sample company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub person: PersonId,
    /// The account name typed at sign-in.
    pub account: String,
    /// Full name.
    pub name: String,
    pub role: Role,
    /// The sample password; never used for a real company.
    pub password: String,
}

/// The sample company: what its people did over a year and a half, oldest first, and who can sign in to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The day the sample was generated for.
    pub today: Day,
    /// All acts, oldest first.
    pub acts: Vec<Act>,
    /// Who can sign in, the administrator first.
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
    /// The administrator, who gives the first commands, before the book holds any person.
    pub fn administrator(&self) -> Actor {
        let person = self.people.iter().find(|it| it.role == Role::Administrator).map_or(PersonId::default(), |it| it.person);
        Actor { person, role: Role::Administrator, team: None, department: None, imports: false }
    }

    /// The actor of an act. The book must hold everything done before it.
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
