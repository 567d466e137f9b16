//! The part of a form that tries its draft out, with all its faces.

use domain::values::refusal::Refusal;
use domain::views::simulation::{RuleDraft, Simulation};
use leptos::prelude::*;

use super::alerts_result::AlertsResult;
use super::cadence_result::CadenceResult;
use super::grades_result::GradesResult;
use super::kpi_result::KpiResult;
use super::simulator::{Simulator, TriedDraft};
use crate::api::ApiError;
use crate::i18n::{self, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, Icon, Skeleton, icons, unique_id};

/// A button, and what the draft would change.
#[component]
pub fn SimulationPart(
    simulator: Simulator,
    /// What is tried, if it is no rules that are compared with those in force.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// What may be chosen about the trial, above its result.
    #[prop(into, optional)]
    choices: ViewFn,
) -> impl IntoView {
    let hint = hint.unwrap_or_else(|| Signal::derive(|| t!("simulation.hint").to_owned()));
    let heading = unique_id("simulation");
    let labelled_by = heading.clone();
    let label = move || if simulator.tried().with(Option::is_some) { t!("simulation.again") } else { t!("simulation.run") };
    let is_waiting = move || simulator.is_busy().get() && simulator.tried().with(Option::is_none);
    let result = move || simulator.tried().get().map(|tried| view! { <Result tried simulator/> });
    view! {
        <section class="grid min-w-0 gap-2 border-t border-base-300 pt-3" aria-labelledby=labelled_by data-simulation>
            <div class="flex items-center justify-between gap-3">
                <p id=heading class="font-semibold">{move || t!("simulation.title")}</p>
                <Button label=Signal::derive(move || label().to_owned()) icon=icons::SIMULATE busy=simulator.is_busy() on_press=move || simulator.run()/>
            </div>
            <p class="text-xs text-quiet">{hint}</p>
            {choices.run()}
            <Show when=move || simulator.is_refused()>
                <p class="text-sm text-error" role="alert">{move || t!("simulation.fix_first")}</p>
            </Show>
            {move || simulator.failure().get().map(failed)}
            <Show when=is_waiting>
                <div class="grid gap-2" role="status">
                    <span class="sr-only">{move || t!("simulation.running")}</span>
                    <Skeleton class="h-5 w-2/3"/>
                    <Skeleton class="h-24 w-full"/>
                </div>
            </Show>
            {result}
        </section>
    }
    .into_any()
}

/// Why there is no answer. A refused draft is shown at its fields.
fn failed(error: ApiError) -> AnyView {
    match error {
        ApiError::Offline => view! {
            <div class="flex items-start gap-2 rounded-box bg-base-200 p-3 text-sm" role="status">
                <Icon name=icons::OFFLINE/>
                <p>
                    <span class="font-medium">{move || t!("simulation.offline")}</span>
                    <br/>
                    {move || t!("simulation.offline_body")}
                </p>
            </div>
        }
        .into_any(),
        ApiError::Refused(refusals) if refusals.0.values().flatten().all(|it| *it == Refusal::NotAllowed) => {
            view! { <p class="text-sm text-error" role="alert">{move || t!("simulation.refused")}</p> }.into_any()
        }
        ApiError::Refused(_) => view! { <p class="text-sm text-error" role="alert">{move || t!("simulation.fix_first")}</p> }.into_any(),
        error => view! { <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p> }.into_any(),
    }
}

/// What a draft would change, marked once the draft is another.
#[component]
fn Result(tried: TriedDraft, simulator: Simulator) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_stale = Memo::new(move |_| simulator.is_stale());
    let (at, is_from_device) = (tried.at, tried.is_from_device);
    let as_of = move || {
        let at = locale().moment(at, notebook.today());
        let actor = notebook.actor();
        match () {
            () if is_from_device => t!("simulation.at_device", at = at),
            () if actor.may_administer() || actor.may_see_whole_company() => t!("simulation.at_company", at = at),
            () => t!("simulation.at_scope", at = at),
        }
    };
    let stale = match &tried.draft {
        RuleDraft::Kpi(_) => || t!("simulation.kpi.stale"),
        RuleDraft::Grades(_) | RuleDraft::Alerts(_) | RuleDraft::Cadence(_) => || t!("simulation.stale"),
    };
    let found = match tried.simulation {
        Simulation::Grades(found) => view! { <GradesResult found/> }.into_any(),
        Simulation::Alerts(found) => view! { <AlertsResult found/> }.into_any(),
        Simulation::Cadence(found) => view! { <CadenceResult found/> }.into_any(),
        Simulation::Kpi(found) => view! { <KpiResult found/> }.into_any(),
    };
    view! {
        <div class="grid min-w-0 gap-3" data-stale=move || is_stale.get().to_string()>
            <Show when=move || is_stale.get()>
                <p class="flex items-start gap-2 rounded-box bg-base-200 p-3 text-sm" role="status">
                    <Icon name=icons::INFO/>
                    <span>{stale}</span>
                </p>
            </Show>
            <div class="grid min-w-0 gap-3" class:opacity-60=move || is_stale.get()>{found}</div>
            <p class="text-xs text-quiet tabular-nums">{as_of}</p>
        </div>
    }
    .into_any()
}
