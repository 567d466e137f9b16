//! The administrator's rules with an effective date (C-09, C9: the interpretation of a requirement that sets a rule is a setting, never a
//! constant in code). Figures of last year use last year's rules, so past rules are never overwritten, only followed by a new version.

pub mod alert_rules;
pub mod cadence;
pub mod dictionary;
pub mod notices;
pub mod pipeline;

mod comparisons;
mod dated;
mod dictionaries;
mod entry_times;
mod evidence_policy;
mod field_policy;
mod fiscal_calendar;
mod grade_rules;
mod kpi_alert;
mod kpi_sets;
mod node_template;
mod price_bands;
mod ramp;
mod review_policy;
mod review_rhythm;
mod season_curves;

pub use comparisons::Comparisons;
pub use dated::{Dated, RuleVersion, SetBy, Version, VersionPhase, VersionSpan};
pub use dictionaries::{Dictionaries, Listed};
pub use entry_times::EntryTimes;
pub use evidence_policy::EvidencePolicy;
pub use field_policy::FieldPolicy;
pub use fiscal_calendar::FiscalCalendar;
pub use grade_rules::{Bar, GradeRules, Window};
pub use kpi_alert::{KpiAlert, KpiAlertLength, KpiAlertOf, KpiBreach};
pub use kpi_sets::{KpiOfSet, KpiSet, KpiSets};
pub use node_template::{NodeStep, NodeTemplate};
pub use price_bands::{PriceBand, PriceBands};
pub use ramp::Ramp;
pub use review_policy::ReviewPolicy;
pub use review_rhythm::ReviewRhythm;
pub use season_curves::{SeasonCurve, SeasonCurves};
