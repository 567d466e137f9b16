//! What holds for every set of dated rules of a company, whatever the rules are. A new set is one line here.

use super::company::Company;
use crate::rules::{Dated, RuleVersion, SetBy};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

macro_rules! dated_rules {
    ($($field:ident: $name:ident,)+) => {
        impl Company {
            /// Refuses sets whose versions are too many, out of order or on invalid days.
            pub(super) fn check_dated_rules(&self, refusals: &mut Refusals) {
                $(refusals.refuse_if(!self.$name.is_sound(), Field::$field, Refusal::Malformed);)+
            }

            /// A copy with cleaned notes.
            pub(super) fn with_clean_notes(&self, refusals: &mut Refusals) -> Company {
                Company { $($name: self.$name.with_clean_notes(refusals),)+ ..self.clone() }
            }

            /// A copy in which no version says who set it: a device's claim is never believed.
            pub(crate) fn unsigned(&self) -> Company {
                Company { $($name: self.$name.unsigned(),)+ ..self.clone() }
            }

            /// A copy in which the versions that differ from those of `was` are set by `by`.
            pub(crate) fn signed(&self, was: &Company, by: SetBy) -> Company {
                Company { $($name: self.$name.signed(&was.$name, by),)+ ..self.clone() }
            }

            /// Names the dated rules that changed for days before `day`, or lost the version that took effect on it. Past rules, their authors and
            /// notes must never change, so that figures, alerts and plans of that time stay explainable.
            pub(crate) fn rewritten_before(&self, was: &Company, day: Day) -> impl Iterator<Item = Field> + use<> {
                let kept = [$((Field::$field, self.$name.keeps_before(&was.$name, day)),)+];
                kept.into_iter().filter(|it| !it.1).map(|it| it.0)
            }

            /// Every version of every set of dated rules, set by set, oldest first.
            pub fn rule_versions(&self) -> Vec<RuleVersion> {
                fn of<T: Clone + Default + PartialEq>(rules: Field, dated: &Dated<T>) -> impl Iterator<Item = RuleVersion> {
                    dated.versions().iter().map(move |it| RuleVersion { rules, from: it.from, set: it.set, note: it.note.clone() })
                }
                std::iter::empty()$(.chain(of(Field::$field, &self.$name)))+.collect()
            }

            /// A copy as if a version had never been set.
            pub fn without_version(&self, version: &RuleVersion) -> Company {
                let mut company = self.clone();
                match version.rules {
                    $(Field::$field => company.$name = self.$name.skipping(version.from),)+
                    _ => {}
                }
                company
            }
        }
    };
}

dated_rules! {
    GradeRules: grade_rules,
    Alerts: alerts,
    CadenceVersions: cadence_versions,
    TaskReviewVersions: task_review_versions,
    PipelineVersions: pipeline_versions,
    EntryTimes: entry_times,
    Evidence: evidence,
    Review: review,
    OrderNodes: order_nodes,
    DictionaryVersions: dictionary_versions,
    PriceBandVersions: price_band_versions,
    Comparisons: comparisons,
    FiscalCalendar: fiscal_calendar,
    FieldPolicy: field_policy,
    KpiSets: kpi_sets,
    SeasonCurves: season_curves,
    Ramp: ramp,
}

impl Company {
    /// The version of a set of dated rules that is in force on a day; `None` before the first one.
    pub fn rule_version_on(&self, rules: Field, day: Day) -> Option<RuleVersion> {
        self.rule_versions().into_iter().filter(|it| it.rules == rules && it.from <= day).max_by_key(|it| it.from)
    }
}
