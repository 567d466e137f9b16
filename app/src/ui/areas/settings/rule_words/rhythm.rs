//! Years, weeks, seasons, and how often something is due.

use domain::records::organisation::Company;
use domain::rules::cadence::Cadence;
use domain::rules::{Dated, FiscalCalendar, Ramp, ReviewRhythm, SeasonCurve, SeasonCurves};
use domain::values::calendar::Month;
use domain::values::field::Field;
use domain::values::grade::Grade;

use super::super::rule_kind::{NameOf, RuleKind};
use super::interval;
use crate::i18n::{locale, words};
use crate::state::typed::percent;
use crate::t;

impl RuleKind for FiscalCalendar {
    const FIELD: Field = Field::FiscalCalendar;

    fn versions(company: &Company) -> &Dated<FiscalCalendar> {
        &company.fiscal_calendar
    }

    fn put(company: &mut Company, versions: Dated<FiscalCalendar>) {
        company.fiscal_calendar = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let first_month = locale().month_short(Month(i32::from(self.first_month) - 1));
        vec![
            (words::field(Field::FiscalCalendarFirstMonth), first_month),
            (words::field(Field::FiscalCalendarWeekStart), words::week_start(self.week_start).to_owned()),
        ]
    }
}

impl RuleKind for Cadence {
    const FIELD: Field = Field::CadenceVersions;

    fn versions(company: &Company) -> &Dated<Cadence> {
        &company.cadence_versions
    }

    fn first(company: &Company) -> Cadence {
        company.cadence
    }

    fn put(company: &mut Company, versions: Dated<Cadence>) {
        company.cadence_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        Grade::ALL.map(|it| (words::grade(it).to_owned(), interval(self.of(it)))).to_vec()
    }
}

impl RuleKind for ReviewRhythm {
    const FIELD: Field = Field::TaskReviewVersions;

    fn versions(company: &Company) -> &Dated<ReviewRhythm> {
        &company.task_review_versions
    }

    fn first(company: &Company) -> ReviewRhythm {
        ReviewRhythm(company.task_review)
    }

    fn put(company: &mut Company, versions: Dated<ReviewRhythm>) {
        company.task_review_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        vec![(t!("rhythm.task_review_every").to_owned(), interval(self.0))]
    }
}

impl RuleKind for SeasonCurves {
    const FIELD: Field = Field::SeasonCurves;

    fn versions(company: &Company) -> &Dated<SeasonCurves> {
        &company.season_curves
    }

    fn put(company: &mut Company, versions: Dated<SeasonCurves>) {
        company.season_curves = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let said = |curve: &SeasonCurve| format!("{} · {}", curve.name, curve.months.map(|it| it.to_string()).join(" "));
        let of = |at: usize| self.0.get(at).map_or_else(|| t!("season.none").to_owned(), said);
        (0..SeasonCurves::MOST).map(|at| (t!("season.curve", n = at + 1), of(at))).collect()
    }
}

impl RuleKind for Ramp {
    const FIELD: Field = Field::Ramp;

    fn versions(company: &Company) -> &Dated<Ramp> {
        &company.ramp
    }

    fn put(company: &mut Company, versions: Dated<Ramp>) {
        company.ramp = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let shares: Vec<String> = self.0.iter().map(|it| format!("{}%", percent(*it))).collect();
        let shares = if shares.is_empty() { t!("targets.ramp.none").to_owned() } else { shares.join(" ") };
        vec![(t!("targets.ramp.months").to_owned(), shares)]
    }
}
