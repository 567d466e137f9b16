//! The reasons that a delay of an order can have (E-16).

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::values::field::Field;
use leptos::prelude::*;

use super::company_section::CompanySection;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::TextArea;

/// The form.
#[component]
pub fn GapReasonsForm() -> impl IntoView {
    view! { <CompanySection title=move || words::field(Field::GapReasons) form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let reasons = RwSignal::new(was.gap_reasons.join("\n"));
    let kept = KeptWords::of("gap_reasons", [("gap_reasons", reasons)]);
    let make = move || {
        let gap_reasons = reasons.with(|text| text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect());
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { gap_reasons, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::GapReasons]>
            <TextArea label=move || words::field(Field::GapReasons) name=Field::GapReasons value=reasons refusals rows=6
                placeholder=Signal::derive(move || t!("track.gap_reasons_hint").to_owned())/>
        </WriteForm>
    }
    .into_any()
}
