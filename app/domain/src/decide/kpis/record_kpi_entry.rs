use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::kpi::{Formula, Kpi};
use crate::records::kpi_entry::KpiEntry;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, KpiEntryId, KpiId, PersonId};
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Enter a value of a KPI (S0:L282).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordKpiEntry {
    pub id: KpiEntryId,
    pub kpi: KpiId,
    /// In whose figures it counts; defaults to the person recording it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The day it counts for.
    pub on: Day,
    /// In the KPI's unit.
    pub value: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl RecordKpiEntry {
    /// Maximum count of one entry.
    pub const MOST: i64 = 1_000_000_000;
}

impl Decide for RecordKpiEntry {
    const VERB: &'static str = "record_kpi_entry";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into()])
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.kpi_entry(self.id).is_some(), Field::Id, Refusal::Exists);
        let owner = self.owner.unwrap_or(moment.actor.person);
        let within_reach = moment.actor.may_write_for(owner, book);
        let person = book.person(owner);
        refusals.refuse_if(!within_reach, Field::Owner, Refusal::NotYours);
        refusals.refuse_if(within_reach && person.is_some_and(|it| !it.may_hold_customers()), Field::Owner, Refusal::Inactive);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        match book.kpi(self.kpi) {
            None => refusals.refuse(Field::Kpi, Refusal::NotYours),
            Some(kpi) => {
                refusals.refuse_if(!kpi.active, Field::Kpi, Refusal::Inactive);
                refusals.refuse_if(person.is_some_and(|it| !kpi.is_of(it.role)), Field::Owner, Refusal::NotAllowed);
                self.check_value(kpi, &mut refusals);
            }
        }
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten().unwrap_or_default();
        refusals.into_result()?;
        Ok(Decision::put(KpiEntry {
            id: self.id,
            kpi: self.kpi,
            owner,
            team: person.and_then(|it| it.posted_on(moment.today).team),
            on: self.on,
            value: self.value,
            note,
            made_by: moment.actor.person,
            made_at: moment.now,
            clock_said: None,
            voided: None,
        }))
    }
}

impl RecordKpiEntry {
    /// The KPI is entered, not computed, on that day, and the value fits its unit.
    fn check_value(&self, kpi: &Kpi, refusals: &mut Refusals) {
        refusals.refuse_if(self.value <= 0, Field::Value, Refusal::NotPositive);
        match kpi.formula_on(self.on) {
            Some(Formula::Entered { unit: KpiUnit::Money }) => {
                refusals.refuse_if(Money::LARGEST.0 < self.value, Field::Value, Refusal::TooMuch { most: Money::LARGEST });
            }
            Some(Formula::Entered { .. }) => {
                let most = RecordKpiEntry::MOST;
                refusals.refuse_if(most < self.value, Field::Value, Refusal::OutOfRange { least: 1, most });
            }
            Some(_) => refusals.refuse(Field::Kpi, Refusal::NotAllowed),
            None => {
                let first = kpi.formula.versions().first().map_or(Day::FIRST, |it| it.from);
                refusals.refuse(Field::On, Refusal::TooEarly { first });
            }
        }
    }
}
