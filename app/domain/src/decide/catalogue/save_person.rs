//! Add or change a person; disabling is `active: false`.

use super::person_checks::{check_person, in_place};
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
        let checked = check_person(person, book, &mut refusals);

        // Administrators must not lock themselves out: there may be nobody to let them in again.
        let is_self = person.id == moment.actor.person;
        refusals.refuse_if(is_self && !person.active, Field::Active, Refusal::NotAllowed);
        refusals.refuse_if(is_self && person.role != Role::Administrator, Field::Role, Refusal::NotAllowed);
        if !refusals.is_empty() {
            return Err(refusals);
        }

        let cleaned = in_place(checked);
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
