//! 录入时限: the deadline for entering a day's records (A46, AL-12), from today on.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::EntryTimes;
use domain::values::field::Field;
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{CompanySection, PlannedNote};
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::half_hours::half_hours;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::SelectField;

/// The form.
#[component]
pub fn EntryTimesForm() -> impl IntoView {
    view! { <CompanySection title=move || t!("review.times.title") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let writing = Writing::ready();
    let before = was.entry_times.on(today);
    let planned = Signal::stored(was.entry_times.next_after(today));
    let choices = Signal::stored(half_hours([before.expected_by, before.back_filled_after]));
    let [expected, back_filled] = [before.expected_by, before.back_filled_after].map(|it| RwSignal::new(it.to_string()));
    let kept = KeptWords::of("entry-times", [("expected_by", expected), ("back_filled_after", back_filled)]);
    let make = move || {
        let read = |field: Field, text: RwSignal<String>| number::whole(&text.get(), number::BARE).map_err(|it| Refusals::of(field, it));
        let after = EntryTimes {
            expected_by: read(Field::EntryTimesExpectedBy, expected)?,
            back_filled_after: read(Field::EntryTimesBackFilledAfter, back_filled)?,
        };
        // Creates a new version only if the rules changed.
        let entry_times = if after == before { was.entry_times.clone() } else { was.entry_times.since(today, after) };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { entry_times, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::EntryTimesExpectedBy, Field::EntryTimesBackFilledAfter]>
            <p class="text-sm">{move || t!("review.times.body")}</p>
            <div class="grid gap-3 sm:grid-cols-2">
                <SelectField label=move || words::field(Field::EntryTimesExpectedBy) name=Field::EntryTimesExpectedBy value=expected choices refusals/>
                <SelectField label=move || words::field(Field::EntryTimesBackFilledAfter) name=Field::EntryTimesBackFilledAfter value=back_filled choices refusals/>
            </div>
            <p class="text-xs text-quiet">{move || t!("review.rules.from_today")}</p>
            <PlannedNote from=planned/>
        </WriteForm>
    }
    .into_any()
}
