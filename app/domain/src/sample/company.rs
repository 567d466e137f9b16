//! The generated company, and its replay.

use super::act::{Act, SignIn};
use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide;
use crate::records::organisation::Role;
use crate::values::calendar::Day;
use crate::values::ids::PersonId;
use crate::values::refusal::Refusals;

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
