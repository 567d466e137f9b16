//! How often an ongoing task is looked at again unless it says otherwise (E-23, A44), from a given day.

use domain::records::organisation::Company;
use domain::rules::ReviewRhythm;
use domain::rules::cadence::Interval;
use domain::values::field::{Field, FieldName};
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, NumberField, SelectField};

/// The form.
#[component]
pub fn TaskReviewForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("rhythm.task_review") form=move |was| view! { <Fields was unfolded/> }/> }
}

fn texts(review: &ReviewRhythm) -> Vec<(String, String)> {
    let (n, unit) = match review.0 {
        Interval::Days(n) => (n.to_string(), "days"),
        Interval::Months(n) => (n.to_string(), "months"),
    };
    vec![("task_review".to_owned(), n), ("unit".to_owned(), unit.to_owned())]
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<ReviewRhythm>::open("task-review", &was, texts);
    let [n, unit] = [0, 1].map(|it| form.field(it));
    let rules = move || {
        let typed = n.get();
        let read = match unit.get().as_str() {
            "months" => number::whole(&typed, number::MONTHS).map(Interval::Months),
            _ => number::whole(&typed, number::DAYS).map(Interval::Days),
        };
        read.map(ReviewRhythm).map_err(|it| Refusals::of(Field::TaskReview, it))
    };
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    let units = move || vec![Choice::new("days", t!("rhythm.days")), Choice::new("months", t!("rhythm.months"))];
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=&[Field::TaskReview, Field::FromDay, Field::Note]>
                {form.loaded_note()}
                <div class="grid grid-cols-2 gap-2">
                    <NumberField label=move || t!("rhythm.task_review_every") name=Field::TaskReview value=n refusals required=true/>
                    <SelectField label=move || t!("rhythm.unit") name=FieldName::parse("unit") value=unit choices=Signal::derive(units)/>
                </div>
                <p class="text-xs text-quiet">{move || t!("rhythm.task_review_hint")}</p>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}
