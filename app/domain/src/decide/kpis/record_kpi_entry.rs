use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::checked;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::figures::kpis::has_kpi;
use crate::records::kpi_entry::{KpiEntry, KpiEntryProfile};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, KpiEntryId, KpiId, PersonId};
use crate::values::kpi_name::KpiName;
use crate::values::refusal::{Refusal, Refusals};

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
        let kpi = book.kpi(self.kpi);
        refusals.refuse_if(kpi.is_some_and(|it| !it.active), Field::Kpi, Refusal::Inactive);
        let has_it = person.is_none_or(|it| has_kpi(it.role, KpiName::Own(self.kpi), book, self.on));
        refusals.refuse_if(kpi.is_some() && !has_it, Field::Owner, Refusal::NotAllowed);
        let asked = KpiEntryProfile { on: self.on, value: self.value, note: self.note.clone() };
        let profile = keep_all(checked(&asked, kpi, moment.server_today), &mut refusals);
        let (Some(KpiEntryProfile { on, value, note }), true) = (profile, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(KpiEntry {
            id: self.id,
            kpi: self.kpi,
            owner,
            team: person.and_then(|it| it.posted_on(moment.today).team),
            on,
            value,
            note,
            made_by: moment.actor.person,
            made_at: moment.now,
            clock_said: None,
            voided: None,
            review: None,
        }))
    }
}
