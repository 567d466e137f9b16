//! 跟进频率: the contact interval of each grade (FU-03) from a given day, tried on today's customers before it holds.

use domain::records::organisation::Company;
use domain::rules::cadence::{Cadence, Interval};
use domain::values::field::{Field, FieldName};
use domain::values::grade::Grade;
use domain::values::number;
use domain::values::refusal::Refusals;
use domain::views::simulation::RuleDraft;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::simulation::{SimulationPart, Simulator};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, NumberField, SelectField};

/// The names of the units in the draft, by grade.
const UNITS: [&str; 4] = ["unit.0", "unit.1", "unit.2", "unit.3"];

/// The form.
#[component]
pub fn CadenceForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("rhythm.cadence") form=move |was| view! { <Fields was unfolded/> }/> }
}

/// A number and its unit for each grade.
fn texts(cadence: &Cadence) -> Vec<(String, String)> {
    let of_grade = |(at, grade): (usize, Grade)| {
        let (n, unit) = match cadence.of(grade) {
            Interval::Days(n) => (n.to_string(), "days"),
            Interval::Months(n) => (n.to_string(), "months"),
        };
        [(Field::CadenceOf(grade).text().into_owned(), n), (UNITS[at].to_owned(), unit.to_owned())]
    };
    Grade::ALL.into_iter().enumerate().flat_map(of_grade).collect()
}

/// Parses what [`texts`] made. Refuses every interval that cannot be read.
fn read(typed: &[String], before: Cadence) -> Result<Cadence, Refusals> {
    let (mut cadence, mut refusals) = (before, Refusals::default());
    for (grade, typed) in Grade::ALL.into_iter().zip(typed.chunks(2)) {
        let [n, unit] = typed else { continue };
        let interval = match unit.as_str() {
            "months" => number::whole(n, number::MONTHS).map(Interval::Months),
            _ => number::whole(n, number::DAYS).map(Interval::Days),
        };
        cadence = refusals.keep(Field::CadenceOf(grade), interval).map_or(cadence, |it| cadence.with(grade, it));
    }
    refusals.into_result().map(|()| cadence)
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<Cadence>::open("cadence", &was, texts);
    let kept = form.kept();
    let rules = move || read(&form.typed(), form.before());
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let simulator = Simulator::of(move || rules().map(RuleDraft::Cadence));
    let refusals = simulator.with(form.refusals(writing.refusals()));
    let units = move || vec![Choice::new("days", t!("rhythm.days")), Choice::new("months", t!("rhythm.months"))];
    let row = move |(at, grade): (usize, Grade)| {
        let (n, unit, unit_name) = (form.field(2 * at), form.field(2 * at + 1), FieldName::parse(UNITS[at]));
        view! {
            <div class="grid grid-cols-2 gap-2">
                <NumberField label=move || words::grade(grade) name=Field::CadenceOf(grade) value=n refusals required=true/>
                <SelectField label=move || t!("rhythm.unit") name=unit_name value=unit choices=Signal::derive(units)/>
            </div>
        }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=SHOWN>
                {form.loaded_note()}
                {Grade::ALL.into_iter().enumerate().map(row).collect_view()}
                <p class="text-xs text-quiet">{move || t!("rhythm.cadence_hint")}</p>
                {form.day_and_note(refusals)}
                <SimulationPart simulator/>
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// The fields that show their own refusals.
const SHOWN: &[Field] = &[
    Field::CadenceOf(Grade::Strategic),
    Field::CadenceOf(Grade::Key),
    Field::CadenceOf(Grade::Potential),
    Field::CadenceOf(Grade::Normal),
    Field::FromDay,
    Field::Note,
];

#[cfg(test)]
mod tests {
    use domain::values::refusal::Refusal;

    use super::*;

    #[test]
    fn every_interval_reads_back_and_all_bad_ones_are_named_at_once() {
        // FU-03, A34.
        let cadence = Cadence::default().with(Grade::Key, Interval::Months(3));
        let mut typed: Vec<String> = texts(&cadence).into_iter().map(|it| it.1).collect();
        assert_eq!(read(&typed, Cadence::default()), Ok(cadence));
        (typed[0], typed[6]) = ("soon".to_owned(), String::new());
        let refused = read(&typed, cadence).expect_err("two are bad");
        assert_eq!(refused.on(Field::CadenceOf(Grade::Strategic)), [Refusal::Malformed]);
        assert_eq!(refused.on(Field::CadenceOf(Grade::Normal)), [Refusal::Missing]);
    }
}
