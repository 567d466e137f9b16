//! Add several people at once, as when a department moves in from a spreadsheet: all of them or none.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::begin;
use super::person_checks::{check_person, in_place};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::organisation::Person;
use crate::values::field::{Field, PersonPart};
use crate::values::ids::{Key, Kind, PersonId};
use crate::values::refusal::{Refusal, Refusals};

/// Add these people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPeople {
    pub people: Vec<Person>,
}

impl AddPeople {
    /// The most people of one act.
    pub const MOST: usize = 300;

    /// The people that it adds.
    pub fn ids(&self) -> impl Iterator<Item = PersonId> {
        self.people.iter().map(|it| it.id)
    }
}

impl Decide for AddPeople {
    const VERB: &'static str = "add_people";

    /// The first person stands for the act.
    fn subject(&self) -> Key {
        self.ids().next().map_or(Key { kind: Kind::Person, id: Uuid::nil() }, Into::into)
    }

    fn needs(&self) -> Needs {
        Needs::default().and(self.ids().take(AddPeople::MOST))
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = begin(moment);
        let most = i64::try_from(AddPeople::MOST).unwrap_or(i64::MAX);
        refusals.refuse_if(self.people.is_empty(), Field::People, Refusal::Missing);
        refusals.refuse_if(AddPeople::MOST < self.people.len(), Field::People, Refusal::OutOfRange { least: 1, most });
        let mut decision = Decision::default();
        for (at, person) in self.people.iter().enumerate().take(AddPeople::MOST) {
            let mut of_row = Refusals::default();
            let before = &self.people[..at];
            let checked = check_person(person, book, &mut of_row);
            let account = Person::account_key(&person.account);
            let is_twice = before.iter().any(|it| Person::account_key(&it.account) == account);
            of_row.refuse_if(is_twice && !account.is_empty(), Field::Account, Refusal::Taken);
            let is_known = book.person(person.id).is_some() || before.iter().any(|it| it.id == person.id);
            of_row.refuse_if(is_known, Field::Id, Refusal::Exists);
            refusals.refuse_all(of_row.renamed(|field| part_of(field).map_or(field, |part| Field::PersonAt(at, part))));
            decision = decision.and(in_place(checked));
        }
        refusals.into_result()?;
        Ok(decision)
    }
}

fn part_of(field: Field) -> Option<PersonPart> {
    use PersonPart::{Account, Department, Email, Id, Name, Team};
    [Account, Department, Email, Id, Name, Team].into_iter().find(|it| it.field() == field)
}
