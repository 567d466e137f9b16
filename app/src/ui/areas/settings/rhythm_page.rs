//! 跟进与日历: contact intervals per grade, review intervals of ongoing tasks, the company's sub-stages, and the working days.

use std::borrow::Cow;

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::cadence::Interval;
use domain::rules::pipeline::{Pipeline, StageLimit, SubStage};
use domain::values::field::{Field, FieldName, StagePart};
use domain::values::grade::Grade;
use domain::values::number;
use domain::values::refusal::Refusals;
use domain::values::stage::Stage;
use domain::views::simulation::RuleDraft;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::CompanySection;
use super::dictionaries_form::DictionariesForm;
use super::holidays_form::HolidaysForm;
use super::simulation::{SimulationPart, Simulator};
use super::task_review_form::TaskReviewForm;
use crate::i18n::words;
use crate::state::typed::optional;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, NumberField, PageHead, SelectField, TextArea};

/// The page.
#[component]
pub fn RhythmPage() -> impl IntoView {
    view! { <AdministratorsOnly><Rhythm/></AdministratorsOnly> }
}

#[component]
fn Rhythm() -> impl IntoView {
    view! {
        <PageHead title=move || t!("rhythm.title")/>
        <div class="grid items-start gap-4 lg:grid-cols-2">
            <CompanySection title=move || t!("rhythm.cadence") form=|was| view! { <CadenceForm was/> }/>
            <CompanySection title=move || t!("rhythm.pipeline") form=|was| view! { <PipelineForm was/> }/>
            <CompanySection title=move || t!("rhythm.task_review") form=|was| view! { <TaskReviewForm was/> }/>
            <CompanySection title=move || t!("measures.settings.title") form=|was| view! { <DictionariesForm was/> }/>
            <CompanySection title=move || t!("rhythm.holidays") form=|was| view! { <HolidaysForm was/> }/>
        </div>
    }
    .into_any()
}

/// Contact interval per grade (FU-03).
#[component]
fn CadenceForm(was: Company) -> impl IntoView {
    const UNITS: [&str; 4] = ["unit.0", "unit.1", "unit.2", "unit.3"];
    let writing = Writing::ready();
    let fields = std::array::from_fn::<_, 4, _>(|at| {
        let (n, unit) = match was.cadence.of(Grade::ALL[at]) {
            Interval::Days(n) => (n.to_string(), "days"),
            Interval::Months(n) => (n.to_string(), "months"),
        };
        (Grade::ALL[at], UNITS[at], RwSignal::new(n), RwSignal::new(unit.to_owned()))
    });
    let words: Vec<_> = fields
        .iter()
        .flat_map(|(grade, unit_name, n, unit)| [(Field::CadenceOf(*grade).text(), *n), (Cow::Borrowed(*unit_name), *unit)])
        .collect();
    let kept = KeptWords::of("cadence", words);
    let current = was.cadence;
    let read = move || {
        let (mut cadence, mut refusals) = (current, Refusals::default());
        for (grade, _, n, unit) in fields {
            let typed = n.get();
            let interval = match unit.get().as_str() {
                "months" => number::whole(&typed, number::MONTHS).map(Interval::Months),
                _ => number::whole(&typed, number::DAYS).map(Interval::Days),
            };
            cadence = refusals.keep(Field::CadenceOf(grade), interval).map_or(cadence, |it| cadence.with(grade, it));
        }
        refusals.into_result().map(|()| cadence)
    };
    let make = move || Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { cadence: read()?, ..was.clone() } }));
    let save = writing.saving(kept, make, || {});
    let simulator = Simulator::of(move || read().map(RuleDraft::Cadence));
    let refusals = simulator.with(writing.refusals());
    let units = move || vec![Choice::new("days", t!("rhythm.days")), Choice::new("months", t!("rhythm.months"))];
    let row = move |(grade, unit_name, n, unit): (Grade, &'static str, RwSignal<String>, RwSignal<String>)| {
        view! {
            <div class="grid grid-cols-2 gap-2">
                <NumberField label=move || words::grade(grade) name=Field::CadenceOf(grade) value=n refusals required=true/>
                <SelectField label=move || t!("rhythm.unit") name=FieldName::parse(unit_name) value=unit choices=Signal::derive(units)/>
            </div>
        }
    };
    view! {
        <WriteForm writing kept refusals on_submit=save shown=OF_GRADES>
            {fields.map(row).into_iter().collect_view()}
            <p class="text-xs text-quiet">{move || t!("rhythm.cadence_hint")}</p>
            <SimulationPart simulator/>
        </WriteForm>
    }
    .into_any()
}

/// The intervals, and the cadence as a whole.
const OF_GRADES: &[Field] = &[
    Field::Cadence,
    Field::CadenceOf(Grade::Strategic),
    Field::CadenceOf(Grade::Key),
    Field::CadenceOf(Grade::Potential),
    Field::CadenceOf(Grade::Normal),
];

/// The fields of all open stages.
const OF_STAGES: &[Field] = &[
    names_of(Stage::Prospect),
    limit_of(Stage::Prospect),
    names_of(Stage::Interested),
    limit_of(Stage::Interested),
    names_of(Stage::Proposal),
    limit_of(Stage::Proposal),
    names_of(Stage::Negotiation),
    limit_of(Stage::Negotiation),
];

const fn names_of(stage: Stage) -> Field {
    Field::StageOf(stage, StagePart::Names)
}

const fn limit_of(stage: Stage) -> Field {
    Field::StageOf(stage, StagePart::Limit)
}

/// Sub-stages, and the number of days an opportunity may stay in a stage (A28).
#[component]
fn PipelineForm(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let fields = std::array::from_fn::<_, 4, _>(|at| {
        let stage = Stage::OPEN[at];
        let names: Vec<&str> = was.pipeline.sub_stages_of(stage).collect();
        let limit = was.pipeline.limit(stage).map(|it| it.to_string()).unwrap_or_default();
        (stage, RwSignal::new(names.join("\n")), RwSignal::new(limit))
    });
    let words: Vec<_> =
        fields.iter().flat_map(|(stage, names, limit)| [(names_of(*stage).text(), *names), (limit_of(*stage).text(), *limit)]).collect();
    let kept = KeptWords::of("pipeline", words);
    let make = move || {
        let (mut pipeline, mut refusals) = (Pipeline { sub_stages: Vec::new(), limits: Vec::new() }, Refusals::default());
        for (stage, names, limit) in fields {
            let names = names.get();
            let named = names.lines().map(str::trim).filter(|it| !it.is_empty());
            pipeline.sub_stages.extend(named.map(|it| SubStage { stage, name: it.to_owned() }));
            let typed = limit.get();
            let days = optional(limit_of(stage), &typed, |it| number::whole(it, number::DAYS), &mut refusals);
            pipeline.limits.extend(days.map(|days| StageLimit { stage, days }));
        }
        refusals.into_result()?;
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { pipeline, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let row = move |(stage, names, limit): (Stage, RwSignal<String>, RwSignal<String>)| {
        view! {
            <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
                <legend class="px-1 text-sm font-medium">{move || words::stage(stage)}</legend>
                <TextArea label=move || t!("rhythm.sub_stages") name=names_of(stage) value=names refusals rows=2/>
                <NumberField label=move || t!("rhythm.limit") name=limit_of(stage) value=limit refusals/>
            </fieldset>
        }
    };
    view! {
        <WriteForm writing kept on_submit=save shown=OF_STAGES>
            {fields.map(row).into_iter().collect_view()}
        </WriteForm>
    }
    .into_any()
}
