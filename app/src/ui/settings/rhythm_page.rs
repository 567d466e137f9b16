//! 跟进与日历: how often each grade is contacted, the company's own steps within the stages, and the working days.

use domain::command::{Command, Save};
use domain::customer::Grade;
use domain::opportunity::Stage;
use domain::organisation::Company;
use domain::refusal::{Refusal, Refusals};
use domain::rules::cadence::Interval;
use domain::rules::pipeline::{Pipeline, StageLimit, SubStage};
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::holidays_form::HolidaysForm;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, Choice, FormErrors, Look, NumberField, PageHead, Section, SelectField, TextArea};
use crate::ui::writing::Writing;

/// The page.
#[component]
pub fn RhythmPage() -> impl IntoView {
    view! { <AdministratorsOnly><Rhythm/></AdministratorsOnly> }
}

#[component]
fn Rhythm() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let company = notebook.see(|book| book.has_company().then(|| book.company()));
    view! {
        <PageHead title=move || t!("rhythm.title")/>
        {move || {
            company
                .get()
                .map(|it| {
                    view! {
                        <div class="grid items-start gap-4 lg:grid-cols-2">
                            <CadenceForm was=it.clone()/>
                            <PipelineForm was=it.clone()/>
                            <HolidaysForm was=it/>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

/// How often each grade is contacted (FU-03).
#[component]
fn CadenceForm(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let field = |grade: Grade| {
        let (n, unit) = match was.cadence.of(grade) {
            Interval::Days(n) => (n.to_string(), "days"),
            Interval::Months(n) => (n.to_string(), "months"),
        };
        (grade, RwSignal::new(n), RwSignal::new(unit.to_owned()))
    };
    let fields = Grade::ALL.map(field);
    let save = move || {
        let mut cadence = was.cadence;
        for (grade, n, unit) in fields {
            let typed = n.get_untracked();
            let interval = match unit.get_untracked().as_str() {
                "months" => typed.trim().parse().ok().map(Interval::Months),
                _ => typed.trim().parse().ok().map(Interval::Days),
            };
            let Some(interval) = interval else { return writing.refuse(Refusals::of("cadence", Refusal::Malformed)) };
            cadence = cadence.with(grade, interval);
        }
        let now = Company { cadence, ..was.clone() };
        writing.commit(Command::SaveCompany(Save { was: Some(was.clone()), now }), || {});
    };
    let units = move || vec![Choice::new("days", t!("rhythm.days")), Choice::new("months", t!("rhythm.months"))];
    let row = move |(grade, n, unit): (Grade, RwSignal<String>, RwSignal<String>)| {
        view! {
            <div class="grid grid-cols-2 gap-2">
                <NumberField label=move || words::grade(grade) name="cadence" value=n required=true/>
                <SelectField label=move || t!("rhythm.unit") name="unit" value=unit choices=Signal::derive(units)/>
            </div>
        }
    };
    view! {
        <Section title=move || t!("rhythm.cadence")>
            <form
                class="grid gap-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {fields.map(row).into_iter().collect_view()}
                <p class="text-xs text-quiet">{move || t!("rhythm.cadence_hint")}</p>
                <FormErrors refusals=writing.refusals() shown=&[]/>
                <Button label=move || t!("kit.save") look=Look::Primary submit=true busy=writing.is_busy()/>
            </form>
        </Section>
    }
    .into_any()
}

/// Steps within the stages, and how long one may stay (A28).
#[component]
fn PipelineForm(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let field = |stage: Stage| {
        let names: Vec<&str> = was.pipeline.sub_stages_of(stage).collect();
        let limit = was.pipeline.limit(stage).map(|it| it.to_string()).unwrap_or_default();
        (stage, RwSignal::new(names.join("\n")), RwSignal::new(limit))
    };
    let fields = Stage::OPEN.map(field);
    let save = move || {
        let mut pipeline = Pipeline { sub_stages: Vec::new(), limits: Vec::new() };
        for (stage, names, limit) in fields {
            let names = names.get_untracked();
            let named = names.lines().map(str::trim).filter(|it| !it.is_empty());
            pipeline.sub_stages.extend(named.map(|it| SubStage { stage, name: it.to_owned() }));
            let typed = limit.get_untracked();
            match typed.trim().parse() {
                _ if typed.trim().is_empty() => {}
                Ok(days) => pipeline.limits.push(StageLimit { stage, days }),
                Err(_) => return writing.refuse(Refusals::of("pipeline", Refusal::Malformed)),
            }
        }
        let now = Company { pipeline, ..was.clone() };
        writing.commit(Command::SaveCompany(Save { was: Some(was.clone()), now }), || {});
    };
    let row = move |(stage, names, limit): (Stage, RwSignal<String>, RwSignal<String>)| {
        view! {
            <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
                <legend class="px-1 text-sm font-medium">{move || words::stage(stage)}</legend>
                <TextArea label=move || t!("rhythm.sub_stages") name="pipeline" value=names rows=2/>
                <NumberField label=move || t!("rhythm.limit") name="limit" value=limit/>
            </fieldset>
        }
    };
    view! {
        <Section title=move || t!("rhythm.pipeline")>
            <form
                class="grid gap-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {fields.map(row).into_iter().collect_view()}
                <FormErrors refusals=writing.refusals() shown=&[]/>
                <Button label=move || t!("kit.save") look=Look::Primary submit=true busy=writing.is_busy()/>
            </form>
        </Section>
    }
    .into_any()
}
