//! 持续任务回顾: the default review interval of ongoing tasks (E-23, A44).

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::cadence::Interval;
use domain::values::field::{Field, FieldName};
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, NumberField, SelectField};

/// The form.
#[component]
pub fn TaskReviewForm(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let (n, unit) = match was.task_review {
        Interval::Days(n) => (n.to_string(), "days"),
        Interval::Months(n) => (n.to_string(), "months"),
    };
    let (n, unit) = (RwSignal::new(n), RwSignal::new(unit.to_owned()));
    let kept = KeptWords::of("task-review", [("task_review", n), ("unit", unit)]);
    let make = move || {
        let typed = n.get();
        let read = match unit.get().as_str() {
            "months" => number::whole(&typed, number::MONTHS).map(Interval::Months),
            _ => number::whole(&typed, number::DAYS).map(Interval::Days),
        };
        let task_review = read.map_err(|it| Refusals::of(Field::TaskReview, it))?;
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { task_review, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let units = move || vec![Choice::new("days", t!("rhythm.days")), Choice::new("months", t!("rhythm.months"))];
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::TaskReview]>
            <div class="grid grid-cols-2 gap-2">
                <NumberField label=move || t!("rhythm.task_review_every") name=Field::TaskReview value=n refusals=writing.refusals() required=true/>
                <SelectField label=move || t!("rhythm.unit") name=FieldName::parse("unit") value=unit choices=Signal::derive(units)/>
            </div>
            <p class="text-xs text-quiet">{move || t!("rhythm.task_review_hint")}</p>
        </WriteForm>
    }
    .into_any()
}
