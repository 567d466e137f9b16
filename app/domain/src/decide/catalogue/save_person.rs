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
use crate::rules::{SetBy, Version};
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

        let current = book.person(person.id);
        // Moves are planned by a command of their own, and a device of an older release knows of none. The day of leaving is this decision's.
        let postings = current.map(|it| it.postings.clone()).unwrap_or_default();
        let left_on = current.and_then(|it| it.left_on);
        let with_moves = |it: Person| Person { postings: postings.clone(), left_on, ..it };
        let was = self.was.clone().map(with_moves);
        let mut decision = save(&was, with_moves(in_place(checked)), current, book, moment)?;
        for record in &mut decision.puts {
            if let Record::Person(merged) = record {
                // If two administrators save at once, the role of one and the team of the other must still fit.
                *merged = in_place(merged.clone());
                refusals.refuse_if(merged.role.has_a_team() && merged.team.is_none(), Field::Team, Refusal::Missing);
                refusals.refuse_if(merged.role.has_a_department() && merged.department.is_none(), Field::Department, Refusal::Missing);
                let is_leaving = !merged.active && current.is_none_or(|it| it.active);
                merged.left_on = if is_leaving { Some(moment.today) } else { merged.left_on.filter(|_| !merged.active) };
                // A move at once is a posting from today, unless it only carries out a planned one.
                let posting = merged.posting();
                let is_new = |it: &&Person| it.posting() != posting && it.posted_on(moment.today) != posting;
                if let Some(moved) = current.filter(is_new) {
                    let set = Some(SetBy { by: moment.actor.person, at: moment.now });
                    merged.postings = moved.with_posting(Version { set, ..Version::of(moment.today, posting) });
                }
            }
        }
        refusals.into_result()?;
        Ok(decision)
    }
}
