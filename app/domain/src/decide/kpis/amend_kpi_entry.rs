use serde::{Deserialize, Serialize};

use super::{checked, standing};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::kpi_entry::{KpiEntry, KpiEntryProfile};
use crate::values::ids::{Key, KpiEntryId};
use crate::values::refusal::Refusals;

/// Amend a value entered for a KPI, for example after it was sent back. Whose value it is does not change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendKpiEntry {
    pub entry: KpiEntryId,
    pub was: KpiEntryProfile,
    pub now: KpiEntryProfile,
}

impl Decide for AmendKpiEntry {
    const VERB: &'static str = "amend_kpi_entry";

    fn subject(&self) -> Key {
        self.entry.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.entry.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let Some(entry) = standing(self.entry, book, moment, &mut refusals) else { return Err(refusals) };
        let now = keep_all(checked(&self.now, book.kpi(entry.kpi), moment.server_today), &mut refusals);
        let (Some(now), true) = (now, refusals.is_empty()) else { return Err(refusals) };

        let (profile, conflicts) = amend(self.entry.into(), &self.was, &now, &entry.profile(), &[], book, moment);
        let KpiEntryProfile { on, value, note } = profile;
        Ok(Decision::put(KpiEntry { on, value, note, ..entry.clone() }).with(conflicts))
    }
}
