//! KPIs (指标): what is measured, as data that an administrator adds and changes (R-05, S0:L282). The shipped ones are formulas of the same
//! language (C2).

mod counted;
mod definitions;
mod formula;
mod gauge;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::records::organisation::Role;
use crate::rules::Dated;
use crate::values::better::Better;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::KpiId;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

pub use counted::{Base, Counted, FactTrait};
pub use definitions::KpiGroup;
pub use formula::{EntryPolicy, Formula};
pub use gauge::{Among, Buyer, Gauge, Narrowing, Span, Tally};

/// A KPI of the company's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kpi {
    pub id: KpiId,
    /// 指标名称, unique among those in use.
    pub name: String,
    /// The name on English screens; the other one if empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// 口径: what counts, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The word for one of what is counted: 户, 家.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit_word: String,
    pub better: Better,
    /// How it is computed, by the day from which it holds; `None` before the first version.
    pub formula: Dated<Option<Formula>>,
    /// Whose KPI it is; everybody's if empty.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<Role>,
    /// False once it is no longer used. Its values stay.
    pub active: bool,
}

impl Kpi {
    /// The formula that holds on a day.
    pub fn formula_on(&self, day: Day) -> Option<Formula> {
        self.formula.on(day)
    }

    /// Whether people enter its values, by the formula that holds on a day.
    pub fn is_entered_on(&self, day: Day) -> bool {
        matches!(self.formula_on(day), Some(Formula::Entered { .. }))
    }

    /// The roles that can have it: everybody with figures.
    pub const ROLES: [Role; 4] = [Role::Rep, Role::Supervisor, Role::Manager, Role::Director];

    /// Whether somebody of this role has it, unless the role has a set (`KpiSets`).
    pub fn is_of(&self, role: Role) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }

    /// Returns a cleaned copy, or all refusals. Units and cycles depend on other KPIs and are checked by the command.
    pub fn checked(&self) -> Result<Kpi, Refusals> {
        let mut refusals = Refusals::default();
        let name = refusals.keep(Field::Name, text::required(&self.name, text::LINE));
        let name_en = refusals.keep(Field::NameEn, text::optional(&self.name_en, text::LINE)).flatten();
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten();
        let unit_word = refusals.keep(Field::UnitWord, text::optional(&self.unit_word, Kpi::LONGEST_UNIT)).flatten();
        refusals.refuse_if(!self.formula.is_sound(), Field::FromDay, Refusal::Malformed);
        refusals.refuse_if(self.formula.versions().is_empty(), Field::Formula, Refusal::Missing);
        for version in self.formula.versions() {
            match &version.rules {
                Some(formula) => formula.check(&mut refusals),
                None => refusals.refuse(Field::Formula, Refusal::Missing),
            }
        }
        let formula = self.formula.with_clean_notes(&mut refusals);
        refusals.into_result()?;
        Ok(Kpi {
            formula,
            name: name.unwrap_or_default(),
            name_en: name_en.unwrap_or_default(),
            note: note.unwrap_or_default(),
            unit_word: unit_word.unwrap_or_default(),
            ..self.clone()
        })
    }

    /// Without who set its versions.
    pub(crate) fn unsigned(&self) -> Kpi {
        Kpi { formula: self.formula.unsigned(), ..self.clone() }
    }

    /// Longest word for a unit.
    const LONGEST_UNIT: u32 = 8;
}
