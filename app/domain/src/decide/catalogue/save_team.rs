//! Add or change a team.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::organisation::Team;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

impl Decide for Save<Team> {
    const VERB: &'static str = "save_team";

    fn subject(&self) -> Key {
        self.now.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let team = &self.now;
        let mut refusals = begin(moment);
        let name = refusals.keep(Field::Name, text::required(&team.name, text::LINE));
        refusals.refuse_if(book.department(team.department).is_none(), Field::Department, Refusal::NotYours);
        // A team cannot change departments: its sales stay with the department they were made in.
        let moves = book.team(team.id).is_some_and(|it| it.department != team.department);
        refusals.refuse_if(moves, Field::Department, Refusal::NotAllowed);
        refusals.refuse_if(team.region.is_some_and(|it| book.region(it).is_none()), Field::Region, Refusal::NotYours);
        refusals.into_result()?;
        save(&self.was, Team { name: name.unwrap_or_default(), ..team.clone() }, book.team(team.id), book, moment)
    }
}
