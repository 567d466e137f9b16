//! Setting one target, beside the figures to compare it with: last year, last month, the sum of its parts, and to what is known
//! about the period (T-02, T-08).

use domain::decide::command::{Command, SetTarget};
use domain::figures::kpis::{Evaluator, unit_of};
use domain::records::target::{Target, TargetLevels};
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::kpi_unit::KpiUnit;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::industry_beside::IndustryBeside;
use super::levels::{LevelFields, LevelInputs};
use super::notes::NotesBeside;
use super::plan::{Achieved, Cell, Plan, TargetSource, cell};
use super::plan_row::Notation;
use super::proposal::{ProposalForm, ProposalNote};
use super::targets_query::{TargetsInUrl, TargetsQuery};
use super::value_field::TargetValueField;
use super::versions::TargetVersions;
use crate::i18n::{NOTHING, kpi_words, locale, words};
use crate::local::Notebook;
use crate::state::kpi_value;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Look, Sheet, StatTile, TextArea};

/// The sheet.
#[component]
pub fn TargetSheet(
    url: TargetsInUrl,
    /// The plan that the target belongs to.
    shown: Signal<Plan>,
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Cell>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let title = move || {
        let asked = url.get();
        let period = editing.with(|cell| cell.as_ref().map(|it| locale().period(it.period))).unwrap_or_default();
        let owner = notebook.with(|book| owner_name(asked.of, book));
        let name = notebook.with(|book| kpi_words::name(asked.metric, book));
        format!("{owner} · {period} · {name}")
    };
    let form = move || {
        editing.get().map(|target| {
            let (asked, year) = (url.get_untracked(), shown.get_untracked().year.value);
            let proposes = untrack(|| notebook.actor()).may_propose_target_of(asked.of);
            if proposes {
                view! { <ProposalForm asked target year editing/> }.into_any()
            } else {
                view! { <TargetForm asked target year editing/> }.into_any()
            }
        })
    };
    view! {
        <Sheet open=Signal::derive(move || editing.with(Option::is_some)) on_close=move || editing.set(None) title=Signal::derive(title)>
            {form}
        </Sheet>
    }
    .into_any()
}

#[component]
fn TargetForm(asked: TargetsQuery, target: Cell, year: Option<i64>, editing: RwSignal<Option<Cell>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let TargetsQuery { metric, of, .. } = asked;
    let period = target.period;
    let id = Target::id_of(of, metric, period);
    let before = notebook.peek(|book| book.target(id).cloned());
    let was = before.as_ref().and_then(|it| it.value);
    let proposal = before.as_ref().and_then(|it| it.proposal.clone());
    let unit = notebook.peek(|book| unit_of(metric, book)).unwrap_or(KpiUnit::Count);
    let label = notebook.see(move |book| format!("{}（{}）", kpi_words::name(metric, book), kpi_words::unit(unit)));
    let typed = was.map(|it| kpi_value::written(unit, it));
    let is_over = period.last() < notebook.today();
    // Why it is changed now is another reason than the one it was set for.
    let opening = if is_over { String::new() } else { target.basis.clone() };
    let (value, basis) = (RwSignal::new(typed.unwrap_or_default()), RwSignal::new(opening));
    let levels = LevelFields::of(before.as_ref().map(|it| it.levels).unwrap_or_default(), unit);
    let fields = [("value", value), ("basis", basis)].into_iter().chain(levels.kept());
    let kept = KeptWords::of(&format!("target/{id}"), fields);
    let set = move |now: Option<i64>, levels: Option<TargetLevels>, basis: String| {
        Command::SetTarget(SetTarget { of, metric, cut: None, period, was, now, levels, basis })
    };
    let close = move || editing.set(None);
    let make = move || {
        let (text, basis) = (value.get(), basis.get());
        let mut refusals = Refusals::default();
        let now = refusals.keep(Field::Value, kpi_value::read(unit, &text));
        let levels = levels.read(unit, &mut refusals);
        refusals.refuse_if(is_blank(&basis), Field::Basis, Refusal::Missing);
        refusals.into_result().map(|()| set(now, Some(levels), basis))
    };
    let save = writing.saving(kept, make, close);
    let take_away = writing.saving(kept, move || Ok(set(None, None, basis.get())), close);
    let basis_hint = move || if is_over { t!("targets.late_reason") } else { t!("targets.basis_example") };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Value, Field::Basis, Field::Floor, Field::Stretch, Field::Challenge]>
            <Beside asked target year/>
            {proposal.map(|proposal| view! { <ProposalNote proposal unit metric value basis/> })}
            <TargetValueField label unit value refusals=writing.refusals()/>
            <LevelInputs levels refusals=writing.refusals()/>
            <TextArea label=move || words::field(Field::Basis) name=Field::Basis value=basis refusals=writing.refusals() required=true
                placeholder=basis_hint/>
        </WriteForm>
        {was.is_some().then(|| view! {
            <Button label=move || t!("targets.take_away") look=Look::Ghost wide=true on_press=take_away/>
        })}
        <TargetVersions id writing may_set=true close=Callback::new(move |()| close())/>
    }
    .into_any()
}

/// The figures to compare the target with.
#[component]
pub fn Beside(asked: TargetsQuery, target: Cell, year: Option<i64>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let TargetsQuery { metric, of, .. } = asked;
    let today = notebook.today();
    let last_month = Period::Month(today.month()).previous();
    let before = {
        let facts = untrack(|| notebook.kpi_facts());
        notebook.peek(|book| {
            let evaluator = Evaluator::over(&facts, book, today);
            cell(of, metric, last_month, &Achieved::of(of, metric, &evaluator, book), today, book)
        })
    };
    let last_month_words = move || {
        let completion = before.completion.map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it));
        t!("targets.last_month", month = locale().period(last_month), completion = completion)
    };
    let notation = notebook.peek(|book| Notation::of(metric, book));
    let (last_year, actual, whole) = (notation.result(target.last_year), notation.result(before.actual), notation.target(year));
    let derived = (target.source == TargetSource::Derived).then(|| notation.target(target.value));
    view! {
        <div class="grid grid-cols-2 gap-3 rounded-box bg-base-200 p-3">
            <StatTile label=move || t!("targets.last_year") value=Signal::stored(last_year)/>
            <StatTile label=Signal::derive(last_month_words) value=Signal::stored(actual)/>
            {derived.map(|value| view! { <StatTile label=move || t!("targets.sum_of_parts") value=Signal::stored(value)/> })}
            <StatTile label=move || t!("targets.year") value=Signal::stored(whole)/>
        </div>
        <IndustryBeside period=target.period of metric/>
        <NotesBeside period=Signal::stored(target.period) of=Signal::stored(of)/>
    }
    .into_any()
}
