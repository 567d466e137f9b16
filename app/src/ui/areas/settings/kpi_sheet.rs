//! Adding or changing a KPI: its name, its formula from a day on, and who has it.

use std::collections::BTreeSet;

use domain::decide::command::{Command, Save};
use domain::figures::kpis::{set_of, unit_of};
use domain::records::kpi::{Formula, Kpi};
use domain::records::organisation::Role;
use domain::rules::Dated;
use domain::values::better::Better;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::KpiId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::formula_fields::{FormulaFields, FormulaSignals};
use super::formula_trial::{FormulaTrial, FormulaTrialPart};
use crate::i18n::{kpi_words, words};
use crate::local::Notebook;
use crate::state::forms::{FormulaForm, Shape};
use crate::t;
use crate::ui::forms::edit_sheet::{Editing, EditingSheet};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Chip, ChipRow, Choice, DateField, DraftNote, FormErrors, SelectField, TextArea, TextField, Toggle};

/// The sheet.
#[component]
pub fn KpiSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<Kpi>>>,
) -> impl IntoView {
    let form = move |was| view! { <KpiForm was editing/> }.into_any();
    let notebook = expect_context::<Notebook>();
    let title_of_new = move || if notebook.actor().may_administer() { t!("kpis.new") } else { t!("kpis.try_new") };
    view! { <EditingSheet editing name=kpi_words::own title_of_new form/> }
}

const SHOWN: &[Field] =
    &[Field::Name, Field::NameEn, Field::UnitWord, Field::Note, Field::FromDay, Field::Formula, Field::FormulaAt(0), Field::FormulaAt(1)];

#[component]
fn KpiForm(was: Option<Kpi>, editing: RwSignal<Option<Editing<Kpi>>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let id = was.as_ref().map_or_else(|| KpiId(notebook.new_id()), |it| it.id);
    let text = |read: fn(&Kpi) -> String| RwSignal::new(was.as_ref().map(read).unwrap_or_default());
    let (name, name_en, note, unit_word) =
        (text(|it| it.name.clone()), text(|it| it.name_en.clone()), text(|it| it.note.clone()), text(|it| it.unit_word.clone()));
    let better = RwSignal::new(word_of(was.as_ref().map_or(Better::More, |it| it.better)));
    let roles = RwSignal::new(was.as_ref().map(|it| words_of(&it.roles)).unwrap_or_default());
    // The newest version: the one in force, or the planned one.
    let stored: Option<Formula> = was.as_ref().and_then(|it| it.formula.versions().last()).and_then(|it| it.rules.clone());
    let shown = stored.as_ref().map_or_else(|| Some(FormulaForm::default()), FormulaForm::of);
    let is_locked = shown.is_none();
    let formula = FormulaSignals::of(&shown.unwrap_or_default());
    let from = RwSignal::new(today.to_string());
    let active = RwSignal::new(was.as_ref().is_none_or(|it| it.active));
    let form = was.as_ref().map_or_else(|| "kpi".to_owned(), |it| format!("kpi/{}", it.id));
    let texts = [("name", name), ("name_en", name_en), ("note", note), ("unit_word", unit_word), ("better", better), ("roles", roles)];
    let kept = KeptWords::of(&form, texts.into_iter().chain([("from", from)]).chain(formula.named()));
    let made = Memo::new(move |_| formula.form().formula());
    let (before, stored_formula) = (was.clone(), stored.clone());
    let asked = move || match &stored_formula {
        Some(formula) if is_locked => Ok(formula.clone()),
        _ => made.get(),
    };
    let trial = FormulaTrial::of(id, today, asked);
    let make = move || {
        let mut refusals = Refusals::default();
        let formula = if is_locked { Ok(stored.clone()) } else { made.get().map(Some) };
        let formula = formula.map_err(|it| refusals.refuse_all(it)).ok().flatten();
        let from = refusals.keep(Field::FromDay, Day::read(&from.get()));
        let dated = before.as_ref().map(|it| it.formula.clone()).unwrap_or_default();
        let (Some(made), Some(from)) = (formula, from) else { return Err(refusals) };
        let kpi = Kpi {
            id,
            name: name.get(),
            name_en: name_en.get(),
            note: note.get(),
            unit_word: unit_word.get(),
            better: of_word(&better.get()).unwrap_or_default(),
            formula: changed(&dated, from, made),
            roles: roles_in(&roles.get()),
            active: active.get(),
        };
        Ok(Command::SaveKpi(Save { was: before.clone(), now: kpi }))
    };
    let save = writing.saving(kept, make, move || editing.set(None));
    let refusals = trial.simulator.with(writing.refusals());
    let is_entered = Signal::derive(move || formula.shape() == Shape::Entered);
    let better_choices =
        move || [Better::More, Better::Less, Better::Neither].map(|it| Choice::new(word_of(it), kpi_words::better(it))).to_vec();
    let result = move || {
        let formula = made.get().ok()?;
        let unit = notebook.with(|book| formula.unit(&|it| unit_of(it, book))).ok()?;
        Some(t!("kpis.unit_is", unit = kpi_words::unit(unit)))
    };
    let in_words = move || made.get().ok().map(|it| notebook.with(|book| kpi_words::formula(&it, book)));
    let role_chip = move |role: Role| {
        let is_on = Signal::derive(move || roles_in(&roles.get()).contains(&role));
        let press = move || {
            let mut now = roles_in(&roles.get_untracked());
            if !now.remove(&role) {
                now.insert(role);
            }
            roles.set(words_of(&now));
        };
        view! { <Chip label=move || words::role(role) on=is_on on_press=press/> }
    };
    // Roles with a set have what is in it, whatever is chosen here.
    let by_set = move || {
        let with_a_set =
            |book: &domain::book::Book| Kpi::ROLES.into_iter().filter(|it| set_of(*it, book, today).is_some()).collect::<Vec<_>>();
        let named = notebook.with(with_a_set).into_iter().map(words::role).collect::<Vec<_>>().join(t!("settings.versions.and"));
        (!named.is_empty()).then(|| t!("kpis.by_set", roles = named))
    };
    let everybody = Signal::derive(move || roles.with(String::is_empty));
    let formula_fields = {
        let was = was.clone();
        move || {
            let fields = match is_locked {
                true => {
                    let locked = notebook.with(|book| stored_words(was.as_ref(), book));
                    view! { <p class="text-sm text-quiet">{t!("kpis.edit_locked")} " " {locked}</p> }.into_any()
                }
                false => view! { <FormulaFields signals=formula was=was.clone() refusals/> }.into_any(),
            };
            view! {
                {fields}
                <div class="rounded-box bg-base-200 p-3 text-sm">
                    <p class="break-words">{in_words}</p>
                    <p class="text-quiet">{result}</p>
                </div>
            }
        }
    };
    // Those who only read the rules try a formula out.
    if !notebook.actor().may_administer() {
        return view! {
            <div class="grid gap-3">
                <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
                {formula_fields()}
                <FormErrors refusals shown=SHOWN/>
                <FormulaTrialPart trial/>
            </div>
        }
        .into_any();
    }
    view! {
        <WriteForm writing kept refusals on_submit=save shown=SHOWN>
            <TextField label=move || words::field(Field::Name) name=Field::Name value=name refusals required=true/>
            <TextField label=move || words::field(Field::NameEn) name=Field::NameEn value=name_en refusals/>
            {formula_fields()}
            <Show when=move || is_entered.get()>
                <TextField label=move || words::field(Field::UnitWord) name=Field::UnitWord value=unit_word refusals/>
            </Show>
            <FormulaTrialPart trial/>
            <DateField label=move || t!("kpis.field.from") name=Field::FromDay value=from refusals first=today required=true/>
            <TextArea label=move || t!("kpis.field.note") name=Field::Note value=note refusals/>
            <SelectField label=move || t!("kpis.field.better") name=Field::Kind value=better choices=Signal::derive(better_choices)/>
            <div class="min-w-0">
                <p class="mb-1 text-sm font-medium" aria-hidden="true">{move || t!("kpis.field.roles")}</p>
                <ChipRow label=move || t!("kpis.field.roles")>
                    <Chip label=move || t!("kpis.everybody") on=everybody on_press=move || roles.set(String::new())/>
                    {Kpi::ROLES.map(role_chip).into_iter().collect_view()}
                </ChipRow>
                <p class="pt-1 text-xs text-quiet empty:hidden">{by_set}</p>
            </div>
            <Toggle label=move || t!("kpis.active") on=active/>
        </WriteForm>
    }
    .into_any()
}

fn stored_words(was: Option<&Kpi>, book: &domain::book::Book) -> String {
    let newest = was.and_then(|it| it.formula.versions().last()).and_then(|it| it.rules.as_ref());
    newest.map(|it| kpi_words::formula(it, book)).unwrap_or_default()
}

/// The formula from a day on; the versions as they are if it is the newest one already.
fn changed(was: &Dated<Option<Formula>>, from: Day, formula: Formula) -> Dated<Option<Formula>> {
    let newest = was.versions().last().and_then(|it| it.rules.as_ref());
    if newest == Some(&formula) { was.clone() } else { was.since(from, Some(formula)) }
}

fn words_of(roles: &BTreeSet<Role>) -> String {
    roles.iter().map(|it| word_of(*it)).collect::<Vec<_>>().join(",")
}

fn roles_in(words: &str) -> BTreeSet<Role> {
    words.split(',').filter_map(of_word).collect()
}

#[cfg(test)]
mod tests {
    use domain::values::kpi_unit::KpiUnit;

    use super::*;

    #[test]
    fn saving_an_unchanged_formula_makes_no_version() {
        let entered = Formula::entered;
        let was = Dated::default().since(Day(10), Some(entered(KpiUnit::Count)));
        assert_eq!(changed(&was, Day(20), entered(KpiUnit::Count)), was);
        assert_eq!(changed(&was, Day(20), entered(KpiUnit::Money)).versions().len(), 2);
    }

    #[test]
    fn roles_read_back() {
        let roles: BTreeSet<Role> = Kpi::ROLES.into_iter().step_by(2).collect();
        assert_eq!(roles_in(&words_of(&roles)), roles);
        assert_eq!(roles_in(""), BTreeSet::new());
    }
}
