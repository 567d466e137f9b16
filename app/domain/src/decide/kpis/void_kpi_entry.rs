use serde::{Deserialize, Serialize};

use super::standing;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::kpi_entry::KpiEntry;
use crate::values::ids::{Key, KpiEntryId};
use crate::values::refusal::Refusals;

/// Withdraw a value entered for a KPI; the record of it and the reason stay visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidKpiEntry {
    pub entry: KpiEntryId,
    pub reason: String,
}

impl Decide for VoidKpiEntry {
    const VERB: &'static str = "void_kpi_entry";

    fn subject(&self) -> Key {
        self.entry.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.entry.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let entry = standing(self.entry, book, moment, &mut refusals);
        // What was entered by mistake was never so: its own day is corrected.
        let voided = voided(&self.reason, true, moment, &mut refusals);
        let (Some(entry), true) = (entry, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(KpiEntry { voided, ..entry.clone() }))
    }
}
