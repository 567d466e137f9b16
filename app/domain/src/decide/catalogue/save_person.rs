//! Add or change a person; disabling is `active: false`.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::organisation::{Person, Role};
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

impl Decide for Save<Person> {
    const VERB: &'static str = "save_person";

    fn subject(&self) -> Key {
        self.now.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let person = &self.now;
        let mut refusals = begin(moment);
        let name = refusals.keep(Field::Name, text::required(&person.name, text::LINE));
        let account = Person::account_key(&person.account);
        refusals.refuse_if(account.is_empty(), Field::Account, Refusal::Missing);
        refusals.refuse_if(64 < account.chars().count(), Field::Account, Refusal::TooLong { longest: 64 });
        let email = refusals.keep(Field::Email, text::email(person.email.as_deref().unwrap_or_default()));
        let taken = book.people().any(|it| it.id != person.id && it.account == account);
        refusals.refuse_if(taken, Field::Account, Refusal::Taken);

        let team_unknown = person.team.is_some_and(|it| book.team(it).is_none());
        refusals.refuse_if(team_unknown, Field::Team, Refusal::NotYours);
        refusals.refuse_if(person.role.has_a_team() && person.team.is_none(), Field::Team, Refusal::Missing);
        let department_unknown = person.department.is_some_and(|it| book.department(it).is_none());
        refusals.refuse_if(department_unknown, Field::Department, Refusal::NotYours);
        refusals.refuse_if(person.role.has_a_department() && person.department.is_none(), Field::Department, Refusal::Missing);

        // Administrators must not lock themselves out: there may be nobody to let them in again.
        let is_self = person.id == moment.actor.person;
        refusals.refuse_if(is_self && !person.active, Field::Active, Refusal::NotAllowed);
        refusals.refuse_if(is_self && person.role != Role::Administrator, Field::Role, Refusal::NotAllowed);
        if !refusals.is_empty() {
            return Err(refusals);
        }

        let cleaned = in_place(Person { name: name.unwrap_or_default(), account, email: email.flatten(), ..person.clone() });
        let mut decision = save(&self.was, cleaned, book.person(person.id), book, moment)?;
        for record in &mut decision.puts {
            if let Record::Person(merged) = record {
                // If two administrators save at once, the role of one and the team of the other must still fit.
                *merged = in_place(merged.clone());
                refusals.refuse_if(merged.role.has_a_team() && merged.team.is_none(), Field::Team, Refusal::Missing);
                refusals.refuse_if(merged.role.has_a_department() && merged.department.is_none(), Field::Department, Refusal::Missing);
            }
        }
        refusals.into_result()?;
        Ok(decision)
    }
}

/// The person with only the place that their role has: a team, a department or none.
fn in_place(person: Person) -> Person {
    let team = person.team.filter(|_| person.role.has_a_team());
    let department = person.department.filter(|_| person.role.has_a_department());
    Person { team, department, ..person }
}
