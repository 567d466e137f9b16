//! 商机阶段: sub-stages, and the number of days an opportunity may stay in a stage (A28), from a given day.

use domain::records::organisation::Company;
use domain::rules::pipeline::{Pipeline, StageLimit, SubStage};
use domain::values::field::{Field, StagePart};
use domain::values::number;
use domain::values::refusal::Refusals;
use domain::values::stage::Stage;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use super::word_list;
use crate::i18n::words;
use crate::state::typed::optional;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{NumberField, PageHead, TextArea};

/// The page.
#[component]
pub fn PipelinePage() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("rhythm.pipeline")/>
            <div class="max-w-6xl">
                <CompanySection title=move || t!("rhythm.stages") form=move |was| view! { <Fields was unfolded/> }/>
            </div>
        </AdministratorsOnly>
    }
}

/// The fields that show their own refusals.
const SHOWN: &[Field] = &[
    names_of(Stage::Prospect),
    limit_of(Stage::Prospect),
    names_of(Stage::Interested),
    limit_of(Stage::Interested),
    names_of(Stage::Proposal),
    limit_of(Stage::Proposal),
    names_of(Stage::Negotiation),
    limit_of(Stage::Negotiation),
    Field::FromDay,
    Field::Note,
];

const fn names_of(stage: Stage) -> Field {
    Field::StageOf(stage, StagePart::Names)
}

const fn limit_of(stage: Stage) -> Field {
    Field::StageOf(stage, StagePart::Limit)
}

/// The names, one a line, and the limit of each open stage.
fn texts(pipeline: &Pipeline) -> Vec<(String, String)> {
    let of_stage = |stage: Stage| {
        let names: Vec<&str> = pipeline.sub_stages_of(stage).collect();
        let limit = pipeline.limit(stage).map(|it| it.to_string()).unwrap_or_default();
        [(names_of(stage), names.join("\n")), (limit_of(stage), limit)].map(|(field, text)| (field.text().into_owned(), text))
    };
    Stage::OPEN.into_iter().flat_map(of_stage).collect()
}

/// Parses what [`texts`] made.
fn read(typed: &[String]) -> Result<Pipeline, Refusals> {
    let (mut pipeline, mut refusals) = (Pipeline { sub_stages: Vec::new(), limits: Vec::new() }, Refusals::default());
    for (stage, typed) in Stage::OPEN.into_iter().zip(typed.chunks(2)) {
        let [names, limit] = typed else { continue };
        pipeline.sub_stages.extend(word_list::read(names).into_iter().map(|name| SubStage { stage, name }));
        let days = optional(limit_of(stage), limit, |it| number::whole(it, number::DAYS), &mut refusals);
        pipeline.limits.extend(days.map(|days| StageLimit { stage, days }));
    }
    refusals.into_result().map(|()| pipeline)
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<Pipeline>::open("pipeline", &was, texts);
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(read(&form.typed())), || {});
    let refusals = form.refusals(writing.refusals());
    let row = move |(at, stage): (usize, Stage)| {
        let (names, limit) = (form.field(2 * at), form.field(2 * at + 1));
        view! {
            <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
                <legend class="px-1 text-sm font-medium">{move || words::stage(stage)}</legend>
                <TextArea label=move || t!("rhythm.sub_stages") name=names_of(stage) value=names refusals rows=2/>
                <NumberField label=move || t!("rhythm.limit") name=limit_of(stage) value=limit refusals/>
            </fieldset>
        }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=SHOWN>
                {form.loaded_note()}
                <div class="grid gap-3 sm:grid-cols-2">{Stage::OPEN.into_iter().enumerate().map(row).collect_view()}</div>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::values::refusal::Refusal;

    use super::*;

    #[test]
    fn sub_stages_and_limits_read_back_and_all_bad_limits_are_named() {
        // A28.
        let pipeline = Pipeline::default();
        let mut typed: Vec<String> = texts(&pipeline).into_iter().map(|it| it.1).collect();
        assert_eq!(read(&typed), Ok(pipeline));
        (typed[0], typed[1], typed[3]) = (" 初访 \n\n".to_owned(), String::new(), "long".to_owned());
        assert_eq!(read(&typed), Err(Refusals::of(limit_of(Stage::Interested), Refusal::Malformed)));
        typed[3] = "5".to_owned();
        let read = read(&typed).expect("all of it can be read");
        assert_eq!((read.limit(Stage::Prospect), read.limit(Stage::Interested)), (None, Some(5)));
        assert!(read.has(Stage::Prospect, "初访"));
    }
}
