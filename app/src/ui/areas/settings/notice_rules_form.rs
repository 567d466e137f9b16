//! Delivery of notifications: the company's quiet hours, and for how long notifications are collected.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::notices::{NoticeRules, QuietHours};
use domain::values::field::Field;
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::CompanySection;
use crate::i18n::words;
use crate::t;
use crate::ui::fields::half_hours::half_hours;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{NumberField, SelectField};

/// The form.
#[component]
pub fn NoticeRulesForm() -> impl IntoView {
    view! { <CompanySection title=move || t!("delivery.rules") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let rules = was.notices.clone();
    let [from, until] = [rules.quiet.from, rules.quiet.until].map(|it| RwSignal::new(it.to_string()));
    let collect = RwSignal::new(rules.collect_minutes.to_string());
    let choices = Signal::stored(half_hours([rules.quiet.from, rules.quiet.until]));
    let kept = KeptWords::of("notices", [("quiet_from", from), ("quiet_until", until), ("collect_minutes", collect)]);
    let make = move || {
        let read = |field: Field, text: RwSignal<String>| number::whole(&text.get(), number::MINUTES).map_err(|it| Refusals::of(field, it));
        let quiet = QuietHours { from: read(Field::QuietFrom, from)?, until: read(Field::QuietUntil, until)? };
        let notices = NoticeRules { quiet, collect_minutes: read(Field::CollectMinutes, collect)? };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { notices, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::QuietFrom, Field::QuietUntil, Field::CollectMinutes]>
            <p class="text-sm text-quiet">{move || t!("delivery.rules_body")}</p>
            <div class="grid grid-cols-2 gap-3">
                <SelectField label=move || words::field(Field::QuietFrom) name=Field::QuietFrom value=from choices refusals/>
                <SelectField label=move || words::field(Field::QuietUntil) name=Field::QuietUntil value=until choices refusals/>
            </div>
            <NumberField label=move || words::field(Field::CollectMinutes) name=Field::CollectMinutes value=collect refusals required=true/>
            <p class="-mt-2 text-xs text-quiet">{move || t!("delivery.collect_hint")}</p>
        </WriteForm>
    }
    .into_any()
}
