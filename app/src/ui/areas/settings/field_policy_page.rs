//! 敏感信息: which roles see contact details, costs and amounts, from a given day.

use domain::records::organisation::Company;
use domain::rules::FieldPolicy;
use domain::values::field::Field;
use domain::values::refusal::Refusals;
use domain::values::role::Role;
use domain::values::sensitive::Sensitive;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, PageHead, SelectField};

/// The page.
#[component]
pub fn FieldPolicyPage() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("rules.fields.title") note=move || t!("rules.fields.note").to_owned()/>
            <div class="max-w-6xl">
                <CompanySection title=move || t!("rules.fields.grid") form=move |was| view! { <Fields was unfolded/> }/>
            </div>
        </AdministratorsOnly>
    }
}

const SHOWN: &str = "shown";
const HIDDEN: &str = "hidden";

fn texts(policy: &FieldPolicy) -> Vec<(String, String)> {
    let text = |(what, role)| if policy.shows(what, role) { SHOWN } else { HIDDEN }.to_owned();
    FieldPolicy::CHOICES.into_iter().map(|it| (Field::SeenBy(it.0, it.1).to_string(), text(it))).collect()
}

/// The policy of these texts, which are in the order of [`FieldPolicy::CHOICES`].
fn read(texts: &[String]) -> FieldPolicy {
    let choices = FieldPolicy::CHOICES.into_iter().zip(texts);
    choices.fold(FieldPolicy::default(), |policy, ((what, role), text)| policy.with(what, role, text == SHOWN))
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<FieldPolicy>::open("field-policy", &was, texts);
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(Ok(read(&form.typed()))), || {});
    let refusals = form.refusals(writing.refusals());
    let group = move |what: Sensitive| {
        let of_group = FieldPolicy::CHOICES.into_iter().enumerate().filter(|(_, it)| it.0 == what);
        let fields = of_group.map(|(at, (what, role))| view! { <Choose what role value=form.field(at) refusals/> }).collect_view();
        view! {
            <fieldset class="grid gap-2">
                <legend class="pb-1 text-sm font-semibold">{move || words::sensitive(what)}</legend>
                <p class="text-sm text-quiet">{move || body(what)}</p>
                <div class="grid grid-cols-2 gap-3 sm:grid-cols-4">{fields}</div>
            </fieldset>
        }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=&SHOWN_FIELDS>
                {form.loaded_note()}
                <div class="grid gap-5">{Sensitive::ALL.map(group).collect_view()}</div>
                {form.day_and_note_saying(|| t!("rules.fields.fetched"), refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// The fields of the form: their refusals stand beside them.
const SHOWN_FIELDS: [Field; FieldPolicy::CHOICES.len() + 2] = {
    let mut fields = [Field::FromDay; FieldPolicy::CHOICES.len() + 2];
    let mut at = 0;
    while at < FieldPolicy::CHOICES.len() {
        fields[at] = Field::SeenBy(FieldPolicy::CHOICES[at].0, FieldPolicy::CHOICES[at].1);
        at += 1;
    }
    fields[at] = Field::Note;
    fields
};

#[component]
fn Choose(what: Sensitive, role: Role, value: RwSignal<String>, refusals: Signal<Refusals>) -> impl IntoView {
    let choices = || vec![Choice::new(SHOWN, t!("rules.fields.shown")), Choice::new(HIDDEN, t!("rules.fields.hidden"))];
    view! {
        <SelectField label=move || words::role(role) name=Field::SeenBy(what, role) value choices=Signal::derive(choices) refusals/>
    }
    .into_any()
}

fn body(what: Sensitive) -> &'static str {
    match what {
        Sensitive::Contacts => t!("rules.fields.contacts_body"),
        Sensitive::Costs => t!("rules.fields.costs_body"),
        Sensitive::Amounts => t!("rules.fields.amounts_body"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_reads_back_from_the_form() {
        let usual = FieldPolicy::default();
        let others = FieldPolicy::CHOICES.into_iter().map(|(what, role)| usual.clone().with(what, role, !usual.shows(what, role)));
        for policy in std::iter::once(usual.clone()).chain(others) {
            assert_eq!(read(&texts(&policy).into_iter().map(|it| it.1).collect::<Vec<_>>()), policy);
        }
    }
}
