//! The values that people enter for KPIs.

mod amend_kpi_entry;
mod record_kpi_entry;
mod void_kpi_entry;

pub use amend_kpi_entry::AmendKpiEntry;
pub use record_kpi_entry::RecordKpiEntry;
pub use void_kpi_entry::VoidKpiEntry;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::kpi::{Formula, Kpi};
use crate::records::kpi_entry::{KpiEntry, KpiEntryProfile};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::KpiEntryId;
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// The entry, if this person may change it and it is not withdrawn.
fn standing<'a>(id: KpiEntryId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a KpiEntry> {
    let entry = book.kpi_entry(id).filter(|it| moment.actor.may_change_kpi_entry(it, book));
    match entry {
        None => refusals.refuse(Field::Entry, Refusal::NotYours),
        Some(entry) => refusals.refuse_if(!entry.stands(), Field::Entry, Refusal::TakenBack),
    }
    entry
}

/// A cleaned copy, or all refusals: the KPI is entered, not computed, on that day, and the value fits its unit.
fn checked(profile: &KpiEntryProfile, kpi: Option<&Kpi>, today: Day) -> Result<KpiEntryProfile, Refusals> {
    let mut refusals = Refusals::default();
    check_day(&mut refusals, Field::On, profile.on, today);
    refusals.refuse_if(profile.value <= 0, Field::Value, Refusal::NotPositive);
    match kpi.map(|it| it.formula_on(profile.on).ok_or(it)) {
        None => refusals.refuse(Field::Kpi, Refusal::NotYours),
        Some(Ok(Formula::Entered { unit: KpiUnit::Money, .. })) => {
            refusals.refuse_if(Money::LARGEST.0 < profile.value, Field::Value, Refusal::TooMuch { most: Money::LARGEST });
        }
        Some(Ok(Formula::Entered { .. })) => {
            let most = KpiEntryProfile::MOST;
            refusals.refuse_if(most < profile.value, Field::Value, Refusal::OutOfRange { least: 1, most });
        }
        Some(Ok(_)) => refusals.refuse(Field::Kpi, Refusal::NotAllowed),
        Some(Err(kpi)) => {
            let first = kpi.formula.versions().first().map_or(Day::FIRST, |it| it.from);
            refusals.refuse(Field::On, Refusal::TooEarly { first });
        }
    }
    let note = refusals.keep(Field::Note, text::optional(&profile.note, text::NOTE)).flatten().unwrap_or_default();
    refusals.into_result()?;
    Ok(KpiEntryProfile { note, ..profile.clone() })
}
