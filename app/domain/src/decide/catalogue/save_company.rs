//! Change the company's name and rules.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::figures::kpis::Definition;
use crate::records::organisation::Company;
use crate::rules::{KpiSets, SetBy};
use crate::values::better::Better;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::kpi_name::KpiName;
use crate::values::refusal::{Refusal, Refusals};

impl Decide for Save<Company> {
    const VERB: &'static str = "save_company";

    fn subject(&self) -> Key {
        Key::COMPANY
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = begin(moment);
        let cleaned = keep_all(self.now.checked(), &mut refusals);
        for template in self.now.order_nodes.versions() {
            template.rules.check_people(|it| book.person(it).is_some(), &mut refusals);
        }
        let today = moment.server_today;
        let sets = self.now.kpi_sets.versions().iter().filter(|it| today <= it.from);
        sets.for_each(|it| check_kpis(&it.rules, book, it.from, &mut refusals));
        let (Some(cleaned), true) = (cleaned, refusals.is_empty()) else { return Err(refusals) };
        let current = book.has_company().then(|| book.company().clone());
        let revision = current.as_ref().map_or(0, |it| it.revision) + 1;
        // Who set a version follows from the moment, so the merge compares without it.
        let (was, unsigned) = (self.was.as_ref().map(Company::unsigned), current.as_ref().map(Company::unsigned));
        let mut decision = save(&was, cleaned.unsigned(), unsigned.as_ref(), book, moment)?;
        let by = SetBy { by: moment.actor.person, at: moment.now };
        for record in &mut decision.puts {
            if let Record::Company(company) = record {
                let known = current.clone().unwrap_or_default();
                let dated = match &current {
                    Some(current) => company.clone().with_versions_for_changes(current, moment.server_today),
                    None => company.clone(),
                };
                *company = Company { revision, ..dated.signed(&known, by) };
                let rewritten = current.iter().flat_map(|it| company.rewritten_before(it, moment.server_today));
                rewritten.for_each(|it| refusals.refuse(it, Refusal::TooEarly { first: moment.server_today }));
            }
        }
        refusals.into_result()?;
        Ok(decision)
    }
}

/// The KPIs of a set are in use, and those with a weight are better the higher they are: 综合达成率 adds up completions.
fn check_kpis(sets: &KpiSets, book: &Book, from: Day, refusals: &mut Refusals) {
    for (role, set) in &sets.sets {
        for (at, part) in set.kpis.iter().enumerate() {
            let field = Field::KpiSetAt(*role, at);
            let is_ended = matches!(part.kpi, KpiName::Own(id) if book.kpi(id).is_some_and(|it| !it.active));
            refusals.refuse_if(is_ended, field, Refusal::Inactive);
            match Definition::of(part.kpi, book, from) {
                None => refusals.refuse(field, Refusal::NotYours),
                Some(kpi) => refusals.refuse_if(part.weight.is_some() && kpi.better != Better::More, field, Refusal::NoWeight),
            }
        }
    }
}
