//! Move a person to another team, or give them another role, from a future day on (A36). It takes effect by itself on that day.

use serde::{Deserialize, Serialize};

use super::person_checks::{check_person, in_place};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::organisation::{Person, Posting, Role};
use crate::rules::{SetBy, Version};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, PersonId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Plan a move, change a planned one, or take it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMove {
    pub person: PersonId,
    /// The first day of the posting.
    pub from: Day,
    /// `None` takes the move of that day back.
    pub to: Option<Posting>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Decide for PlanMove {
    const VERB: &'static str = "plan_move";

    fn subject(&self) -> Key {
        self.person.into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let person = book.person(self.person).filter(|it| moment.actor.may_plan_move_of(it, book));
        let Some(person) = person else { return Err(Refusals::of(Field::Person, Refusal::NotYours)) };
        // Whatever the device's clock says: what has taken effect stays.
        let tomorrow = moment.today.max(moment.server_today).plus(1);
        let Some(to) = self.to else {
            let planned = person.postings.starting(self.from).filter(|it| tomorrow <= it.from);
            let Some(planned) = planned else { return Err(Refusals::of(Field::FromDay, Refusal::Unknown)) };
            let postings = person.postings.without(planned.from, tomorrow.plus(-1));
            return Ok(Decision::put(Person { postings, ..person.clone() }));
        };
        refusals.refuse_if(!person.active, Field::Person, Refusal::Inactive);
        refusals.refuse_if(self.from < tomorrow, Field::FromDay, Refusal::TooEarly { first: tomorrow });
        refusals.refuse_if(Day::LAST < self.from, Field::FromDay, Refusal::TooLate { last: Day::LAST });
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten();
        let posting = in_place(check_person(&person.clone().posted(to), book, &mut refusals)).posting();
        // Administrators must not lock themselves out.
        let is_locked_out = person.id == moment.actor.person && posting.role != Role::Administrator;
        refusals.refuse_if(is_locked_out || !moment.actor.may_post_to(posting, book), Field::Role, Refusal::NotAllowed);
        let before = person.posted_on(self.from.plus(-1));
        let is_same = before == posting && person.postings.starting(self.from).is_none();
        refusals.refuse_if(is_same, Field::Role, Refusal::Unchanged);
        refusals.into_result()?;
        let set = Some(SetBy { by: moment.actor.person, at: moment.now });
        let postings = person.with_posting(Version { from: self.from, rules: posting, set, note });
        if !postings.is_sound() {
            return Err(Refusals::of(Field::FromDay, Refusal::TooLong { longest: 200 }));
        }
        Ok(Decision::put(Person { postings, ..person.clone() }))
    }
}
