//! The company's own success factors, risks and activities, in addition to the built-in ones (E-18, E-19, E-21).

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::dictionary::{Activity, RiskKind, SuccessFactor, Term};
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::{measure_words, words};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::TextArea;

/// The form.
#[component]
pub fn DictionariesForm(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let of = |entries: &[String]| RwSignal::new(entries.join("\n"));
    let (success, risks, activities) = (of(&was.success_factors), of(&was.risk_kinds), of(&was.activities));
    let kept = KeptWords::of("dictionaries", [("success_factors", success), ("risk_kinds", risks), ("activities", activities)]);
    let read = |words: RwSignal<String>| {
        words.with(|text| text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>())
    };
    let make = move || {
        let now = Company { success_factors: read(success), risk_kinds: read(risks), activities: read(activities), ..was.clone() };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let usual = move |which: usize| match which {
        0 => Term::<SuccessFactor>::offered(&[]).iter().map(measure_words::success).collect::<Vec<_>>().join(" · "),
        1 => Term::<RiskKind>::offered(&[]).iter().map(measure_words::risk_kind).collect::<Vec<_>>().join(" · "),
        _ => Term::<Activity>::offered(&[]).iter().map(measure_words::activity).collect::<Vec<_>>().join(" · "),
    };
    let part = move |which: usize, name: Field, value: RwSignal<String>| {
        view! {
            <div class="grid gap-1">
                <TextArea label=move || words::field(name) name value refusals/>
                <p class="text-xs break-words text-quiet">{move || usual(which)}</p>
            </div>
        }
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::SuccessFactors, Field::RiskKinds, Field::Activities]>
            <p class="text-xs text-quiet">{move || t!("measures.settings.hint")}</p>
            {part(0, Field::SuccessFactors, success)}
            {part(1, Field::RiskKinds, risks)}
            {part(2, Field::Activities, activities)}
        </WriteForm>
    }
    .into_any()
}
