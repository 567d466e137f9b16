//! Add or change a KPI.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::figures::kpis::{check_formula, depends_on, names_ended};
use crate::records::kpi::{Formula, Kpi};
use crate::rules::SetBy;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::kpi_name::KpiName;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

impl Decide for Save<Kpi> {
    const VERB: &'static str = "save_kpi";

    fn subject(&self) -> Key {
        self.now.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = begin(moment);
        let cleaned = keep_all(self.now.checked(), &mut refusals);
        let name = text::name_key(&self.now.name);
        let same = |it: &Kpi| it.id != self.now.id && it.active && text::name_key(&it.name) == name;
        refusals.refuse_if(self.now.active && book.kpis().any(same), Field::Name, Refusal::Taken);
        check_formulas(&self.now, book, &mut refusals);
        if !self.now.active {
            let count = dependants(&self.now, book);
            refusals.refuse_if(0 < count, Field::Active, Refusal::InUse { count });
        }
        let current = book.kpi(self.now.id);
        let before = current.map(|it| it.formula.clone()).unwrap_or_default();
        let first = moment.server_today;
        refusals.refuse_if(!self.now.formula.keeps_before(&before, first), Field::FromDay, Refusal::TooEarly { first });
        let (Some(cleaned), true) = (cleaned, refusals.is_empty()) else { return Err(refusals) };
        // Who set a version follows from the moment, so the merge compares without it.
        let (was, unsigned) = (self.was.as_ref().map(Kpi::unsigned), current.map(Kpi::unsigned));
        let mut decision = save(&was, cleaned.unsigned(), unsigned.as_ref(), book, moment)?;
        let by = SetBy { by: moment.actor.person, at: moment.now };
        for record in &mut decision.puts {
            if let Record::Kpi(kpi) = record {
                kpi.formula = kpi.formula.signed(&before, by);
            }
        }
        Ok(decision)
    }
}

/// Every version can be computed, and all have one unit, so that values, targets and comparisons of it fit together.
fn check_formulas(kpi: &Kpi, book: &Book, refusals: &mut Refusals) {
    let formulas: Vec<&Formula> = kpi.formula.versions().iter().filter_map(|it| it.rules.as_ref()).collect();
    if formulas.iter().any(|it| depends_on(it, kpi.id, book)) {
        refusals.refuse(Field::Formula, Refusal::Circular);
        return;
    }
    let mut units = Vec::new();
    for formula in &formulas {
        units.extend(check_formula(formula, kpi.id, book, refusals));
        refusals.refuse_if(kpi.active && names_ended(formula, book), Field::Formula, Refusal::Inactive);
    }
    refusals.refuse_if(units.windows(2).any(|it| it[0] != it[1]), Field::Formula, Refusal::MixedUnits);
}

/// The number of KPIs in use whose formulas name this one.
fn dependants(kpi: &Kpi, book: &Book) -> u32 {
    let names_it = |it: &Formula| it.names().contains(&KpiName::Own(kpi.id));
    let uses = |other: &&Kpi| other.active && other.formula.versions().iter().filter_map(|it| it.rules.as_ref()).any(names_it);
    u32::try_from(book.kpis().filter(uses).count()).unwrap_or(u32::MAX)
}
