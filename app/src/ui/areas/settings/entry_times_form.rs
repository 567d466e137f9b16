//! 录入时限: the deadline for entering a day's records (A46, AL-12), from a given day.

use domain::records::organisation::Company;
use domain::rules::EntryTimes;
use domain::values::field::Field;
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::t;
use crate::ui::fields::half_hours::half_hours;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::SelectField;

/// The form.
#[component]
pub fn EntryTimesForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("review.times.title") form=move |was| view! { <Fields was unfolded/> }/> }
}

fn texts(times: &EntryTimes) -> Vec<(String, String)> {
    let texts = [("expected_by", times.expected_by), ("back_filled_after", times.back_filled_after)];
    texts.map(|(name, minutes)| (name.to_owned(), minutes.to_string())).to_vec()
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<EntryTimes>::open("entry-times", &was, texts);
    let [expected, back_filled] = [0, 1].map(|it| form.field(it));
    // Every time that some version names can be chosen.
    let named = was.entry_times.versions().iter().flat_map(|it| [it.rules.expected_by, it.rules.back_filled_after]);
    let choices = Signal::stored(half_hours(named));
    let rules = move || {
        let mut refusals = Refusals::default();
        let mut read =
            |field: Field, text: RwSignal<String>| refusals.keep(field, number::whole(&text.get(), number::BARE)).unwrap_or_default();
        let expected_by = read(Field::EntryTimesExpectedBy, expected);
        let back_filled_after = read(Field::EntryTimesBackFilledAfter, back_filled);
        refusals.into_result().map(|()| EntryTimes { expected_by, back_filled_after })
    };
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm
                writing
                kept
                refusals
                on_submit=save
                shown=&[Field::EntryTimesExpectedBy, Field::EntryTimesBackFilledAfter, Field::FromDay, Field::Note]
            >
                {form.loaded_note()}
                <p class="text-sm">{move || t!("review.times.body")}</p>
                <div class="grid gap-3 sm:grid-cols-2">
                    <SelectField label=move || words::field(Field::EntryTimesExpectedBy) name=Field::EntryTimesExpectedBy value=expected choices refusals/>
                    <SelectField label=move || words::field(Field::EntryTimesBackFilledAfter) name=Field::EntryTimesBackFilledAfter value=back_filled choices refusals/>
                </div>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}
