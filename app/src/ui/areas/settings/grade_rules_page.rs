//! 等级规则: the conditions for strategic, key, potential and normal customers from a given day, with what a change would do to the grades of
//! customers (C-09). Administrators change them; managers and directors read them and try them out on their customers.

use domain::records::organisation::Company;
use domain::rules::GradeRules;
use domain::values::field::Field;
use domain::views::simulation::RuleDraft;
use leptos::prelude::*;

use super::grade_rule_fields::{FIELDS, rules_of, texts};
use super::simulation::{SimulationPart, Simulator};
use super::version_form::VersionForm;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Card, DraftNote, PageHead, RefusedNote};

/// The page.
#[component]
pub fn GradeRulesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may_read = Memo::new(move |_| notebook.actor().may_see_rules());
    let company = notebook.see(|book| book.has_company().then(|| book.company().clone()));
    let unfolded = RwSignal::new(false);
    view! {
        <div class="mx-auto max-w-2xl lg:max-w-6xl">
            <PageHead title=move || t!("grades.rules.title")/>
            <Show when=move || may_read.get() fallback=|| view! { <p class="pb-3 text-sm text-quiet">{move || t!("grades.rules.read_only_refused")}</p> <RefusedNote/> }>
                {move || company.get().map(|was| view! { <Fields was unfolded/> })}
            </Show>
        </div>
    }
    .into_any()
}

/// The fields that show their own refusals: the rules, the first day and the note.
const SHOWN: &[Field] = &{
    let mut shown = [Field::FromDay; FIELDS.len() + 2];
    shown[FIELDS.len()] = Field::Note;
    let mut place = 0;
    while place < FIELDS.len() {
        shown[place] = FIELDS[place].name;
        place += 1;
    }
    shown
};

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let may_save = notebook.actor().may_administer();
    let form = VersionForm::<GradeRules>::open("grade-rules", &was, texts);
    let kept = form.kept();
    let rules = Memo::new(move |_| rules_of(&form.typed(), &form.before()));
    let refused = form.refusals(writing.refusals());
    let refusals = Signal::derive(move || {
        let mut refusals = rules.get().err().unwrap_or_else(|| refused.get());
        if refusals.on(Field::FromDay).is_empty() {
            refusals.keep(Field::FromDay, form.first_day());
        }
        refusals
    });
    let simulator = Simulator::of(move || rules.get().map(RuleDraft::Grades));
    let refusals = simulator.with(refusals);
    let save = writing.saving(kept, move || form.command(rules.get()), || {});
    let fields = move || {
        view! {
            <Card class="grid gap-4 sm:grid-cols-2">
                {FIELDS.into_iter().enumerate().map(|(at, field)| field.view(form.field(at), refusals)).collect_view()}
            </Card>
        }
    };
    let form_or_trial = if may_save {
        view! {
            <WriteForm
                writing
                kept
                refusals
                on_submit=save
                shown=SHOWN
                label=Signal::derive(|| t!("grades.rules.save").to_owned())
            >
                {form.loaded_note()}
                {fields()}
                {form.day_and_note(refusals)}
                <SimulationPart simulator/>
            </WriteForm>
        }
        .into_any()
    } else {
        view! {
            <div class="grid gap-3">
                <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
                {fields()}
                <p class="text-xs text-quiet">{move || t!("grades.rules.read_only")}</p>
                <SimulationPart simulator/>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-6">
            {form_or_trial}
            <Card>{form.history(unfolded)}</Card>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_shows_its_own_refusals_once() {
        for field in FIELDS.into_iter().map(|it| it.name).chain([Field::FromDay, Field::Note]) {
            assert_eq!(SHOWN.iter().filter(|it| **it == field).count(), 1, "{field}");
        }
    }
}
