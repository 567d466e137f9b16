//! 排名与行业平均: whether reps see the industry average and the ranking of their team (A48), from a given day.

use domain::records::organisation::Company;
use domain::rules::Comparisons;
use domain::values::field::Field;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, SelectField};

/// The form.
#[component]
pub fn ComparisonsForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("benchmarks.switch.title") form=move |was| view! { <Fields was unfolded/> }/> }
}

const SHOWN: &str = "shown";
const HIDDEN: &str = "hidden";

fn texts(rules: &Comparisons) -> Vec<(String, String)> {
    vec![("for_reps".to_owned(), if rules.for_reps { SHOWN } else { HIDDEN }.to_owned())]
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<Comparisons>::open("comparisons", &was, texts);
    let for_reps = form.field(0);
    let choices = move || vec![Choice::new(HIDDEN, t!("benchmarks.switch.hidden")), Choice::new(SHOWN, t!("benchmarks.switch.shown"))];
    let rules = move || Ok(Comparisons { for_reps: for_reps.get() == SHOWN });
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=&[Field::ComparisonsForReps, Field::FromDay, Field::Note]>
                {form.loaded_note()}
                <p class="text-sm">{move || t!("benchmarks.switch.body")}</p>
                <SelectField label=move || words::field(Field::ComparisonsForReps) name=Field::ComparisonsForReps value=for_reps
                    choices=Signal::derive(choices) refusals/>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}
