//! Add or rename a department.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::organisation::Department;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::Refusals;
use crate::values::text;

impl Decide for Save<Department> {
    const VERB: &'static str = "save_department";

    fn subject(&self) -> Key {
        self.now.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = begin(moment);
        let name = refusals.keep(Field::Name, text::required(&self.now.name, text::LINE));
        refusals.into_result()?;
        let cleaned = Department { id: self.now.id, name: name.unwrap_or_default() };
        save(&self.was, cleaned, book.department(self.now.id), book, moment)
    }
}
