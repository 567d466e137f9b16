//! The input of the form for a value of a KPI, new or amended.

use domain::decide::command::{AmendKpiEntry, Command, RecordKpiEntry};
use domain::records::kpi_entry::KpiEntryProfile;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{AttachmentId, KpiEntryId, KpiId, PersonId};
use domain::values::money::Money;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text;
use serde::{Deserialize, Serialize};

use super::needed_day;
use crate::state::forms::Form;
use crate::state::typed;

/// The input, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiEntryForm {
    /// The entry's id; for a new one, assigned when the form opens.
    pub id: KpiEntryId,
    /// The entry when the form was opened; `None` for a new one.
    #[serde(default)]
    pub was: Option<KpiEntryProfile>,
    pub kpi: Option<KpiId>,
    /// Whether the KPI is entered in money.
    pub enters_money: bool,
    /// In whose figures it counts; `None` is the person who enters it.
    pub owner: Option<PersonId>,
    pub on: String,
    pub value: String,
    pub note: String,
    /// Evidence that is stored with the draft and attached to the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
}

impl KpiEntryForm {
    /// The draft name of the form.
    pub fn name(of: Option<KpiEntryId>) -> String {
        of.map_or_else(|| "kpi-entry".to_owned(), |it| format!("kpi-entry/{it}"))
    }

    /// An empty form for a KPI.
    pub fn fresh(id: KpiEntryId, kpi: Option<KpiId>, enters_money: bool, today: Day) -> KpiEntryForm {
        KpiEntryForm {
            id,
            was: None,
            kpi,
            enters_money,
            owner: None,
            on: today.to_string(),
            value: String::new(),
            note: String::new(),
            photos: Vec::new(),
        }
    }

    /// The input of a refused command, for another try under a new id.
    pub fn of(asked: &RecordKpiEntry, enters_money: bool, id: KpiEntryId) -> KpiEntryForm {
        let value = if enters_money { typed::money(Money(asked.value)) } else { asked.value.to_string() };
        let fresh = KpiEntryForm::fresh(id, Some(asked.kpi), enters_money, asked.on);
        KpiEntryForm { owner: asked.owner, value, note: asked.note.clone(), ..fresh }
    }

    /// The user's wanted values, as an amendment of the current entry.
    pub fn wanting(id: KpiEntryId, kpi: KpiId, enters_money: bool, stands: &KpiEntryProfile, wanted: &KpiEntryProfile) -> KpiEntryForm {
        let KpiEntryProfile { on, value, note } = wanted.clone();
        let words = RecordKpiEntry { id, kpi, owner: None, on, value, note };
        KpiEntryForm { was: Some(stands.clone()), ..KpiEntryForm::of(&words, enters_money, id) }
    }

    /// Whether an amendment changes nothing.
    pub fn is_unchanged(&self) -> bool {
        self.was.is_some() && self.profile().ok() == self.was
    }

    /// The profile of this input, or every field that cannot be read.
    fn profile(&self) -> Result<KpiEntryProfile, Refusals> {
        let mut refusals = Refusals::default();
        let value =
            if self.enters_money { Money::parse(&self.value).map(|it| it.0) } else { number::whole::<i64>(&self.value, number::BARE) };
        let value = refusals.keep(Field::Value, value);
        let on = needed_day(Field::On, &self.on, &mut refusals);
        refusals.keep(Field::Note, text::optional(&self.note, text::NOTE));
        refusals.refuse_if(self.kpi.is_none(), Field::Kpi, Refusal::Missing);
        let (Some(value), Some(on), true) = (value, on, refusals.is_empty()) else { return Err(refusals) };
        Ok(KpiEntryProfile { on, value, note: self.note.clone() })
    }
}

impl Form for KpiEntryForm {
    fn is_begun(&self, fresh: &KpiEntryForm) -> bool {
        *self != KpiEntryForm { kpi: self.kpi, enters_money: self.enters_money, owner: self.owner, ..fresh.clone() }
    }

    fn command(&self) -> Result<Command, Refusals> {
        let now = self.profile()?;
        let Some(kpi) = self.kpi else { return Err(Refusals::of(Field::Kpi, Refusal::Missing)) };
        Ok(match self.was.clone() {
            Some(was) => Command::AmendKpiEntry(AmendKpiEntry { entry: self.id, was, now }),
            None => {
                let KpiEntryProfile { on, value, note } = now;
                Command::RecordKpiEntry(RecordKpiEntry { id: self.id, kpi, owner: self.owner, on, value, note })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(enters_money: bool) -> KpiEntryForm {
        KpiEntryForm::fresh(KpiEntryId::default(), Some(KpiId::default()), enters_money, Day(20_000))
    }

    #[test]
    fn a_value_is_read_in_the_unit_of_its_kpi() {
        for (enters_money, typed, expected) in [
            (false, "12", Some(12)),
            (false, "1,200", Some(1_200)),
            (false, "1.5", None),
            (false, "", None),
            (true, "1.5", Some(150)),
            (true, "much", None),
        ] {
            let form = KpiEntryForm { value: typed.to_owned(), ..fresh(enters_money) };
            let read = match form.command() {
                Ok(Command::RecordKpiEntry(entry)) => Some(entry.value),
                _ => None,
            };
            assert_eq!(read, expected, "{enters_money} {typed}");
        }
    }

    #[test]
    fn everything_unreadable_is_said_at_once() {
        let form = KpiEntryForm { kpi: None, on: "someday".into(), note: "长".repeat(3_000), ..fresh(false) };
        let refusals = form.command().expect_err("nothing can be read");
        for field in [Field::Kpi, Field::Note, Field::On, Field::Value] {
            assert!(!refusals.on(field).is_empty(), "{field:?}");
        }
    }

    #[test]
    fn an_amendment_is_from_what_she_saw() {
        let was = KpiEntryProfile { on: Day(20_000), value: 150, note: String::new() };
        for (enters_money, typed, value) in [(true, "2", 200), (false, "2", 2)] {
            let form = KpiEntryForm::wanting(KpiEntryId::default(), KpiId::default(), enters_money, &was, &was);
            assert!(form.is_unchanged(), "{enters_money}");
            let form = KpiEntryForm { value: typed.to_owned(), ..form };
            let now = KpiEntryProfile { value, ..was.clone() };
            assert_eq!(form.command(), Ok(Command::AmendKpiEntry(AmendKpiEntry { entry: KpiEntryId::default(), was: was.clone(), now })));
        }
    }
}
