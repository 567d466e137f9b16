//! 提议目标: a rep proposes their own target; the superior adopts it, or sets another one.

use domain::decide::command::{Command, ProposeTarget};
use domain::figures::kpis::unit_of;
use domain::records::target::{Target, TargetProposal};
use domain::values::field::Field;
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::target_of::TargetOf;
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::plan::Cell;
use super::plan_row::Notation;
use super::target_sheet::Beside;
use super::targets_query::TargetsQuery;
use super::value_field::TargetValueField;
use super::versions::TargetVersions;
use crate::i18n::{kpi_words, words};
use crate::local::Notebook;
use crate::state::{kpi_value, person_name};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Look, TextArea};

/// The form of the person who proposes.
#[component]
pub fn ProposalForm(asked: TargetsQuery, target: Cell, year: Option<i64>, editing: RwSignal<Option<Cell>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let TargetsQuery { metric, of, .. } = asked;
    let TargetOf::Person(person) = of else { return ().into_any() };
    let period = target.period;
    let id = Target::id_of(of, metric, period);
    let before = notebook.peek(|book| book.target(id).and_then(|it| it.proposal.clone()));
    let unit = notebook.peek(|book| unit_of(metric, book)).unwrap_or(KpiUnit::Count);
    let label = notebook.see(move |book| format!("{}（{}）", kpi_words::name(metric, book), kpi_words::unit(unit)));
    let opening = before.as_ref().map(|it| (kpi_value::written(unit, it.value), it.basis.clone())).unwrap_or_default();
    let (value, basis) = (RwSignal::new(opening.0), RwSignal::new(opening.1));
    let kept = KeptWords::of(&format!("target-proposal/{id}"), [("value", value), ("basis", basis)]);
    let propose =
        move |value: Option<i64>, basis: String| Command::ProposeTarget(ProposeTarget { of: person, metric, period, value, basis });
    let close = move || editing.set(None);
    let make = move || {
        let (text, basis) = (value.get(), basis.get());
        let mut refusals = Refusals::default();
        let value = refusals.keep(Field::Value, kpi_value::read(unit, &text));
        refusals.refuse_if(is_blank(&basis), Field::Basis, Refusal::Missing);
        refusals.into_result().map(|()| propose(value, basis))
    };
    let save = writing.saving(kept, make, close);
    let withdraw = writing.saving(kept, move || Ok(propose(None, String::new())), close);
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Value, Field::Basis] label=Signal::derive(|| t!("targets.propose_do").to_owned())>
            <Beside asked target year/>
            <p class="text-sm text-quiet">{move || t!("targets.proposed_hint")}</p>
            <TargetValueField label unit value refusals=writing.refusals()/>
            <TextArea label=move || words::field(Field::Basis) name=Field::Basis value=basis refusals=writing.refusals() required=true
                placeholder=move || t!("targets.basis_example")/>
        </WriteForm>
        {before.is_some().then(|| view! {
            <Button label=move || t!("targets.withdraw") look=Look::Ghost wide=true on_press=withdraw/>
        })}
        <TargetVersions id writing may_set=false close=Callback::new(move |()| close())/>
    }
    .into_any()
}

/// What is proposed, for the superior who sets the target. Adopting it fills the form.
#[component]
pub fn ProposalNote(
    proposal: TargetProposal,
    unit: KpiUnit,
    metric: KpiName,
    /// The fields of the form.
    value: RwSignal<String>,
    basis: RwSignal<String>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let words = notebook.peek(|book| {
        let (person, value) = (person_name(book, proposal.by), Notation::of(metric, book).target(Some(proposal.value)));
        t!("targets.proposed_by", person = person, value = value, basis = proposal.basis)
    });
    let adopt = move || {
        value.set(kpi_value::written(unit, proposal.value));
        basis.set(proposal.basis.clone());
    };
    view! {
        <div class="alert alert-soft flex items-center gap-2">
            <p class="min-w-0 flex-1 text-sm break-words tabular-nums">{words}</p>
            <Button label=move || t!("targets.adopt") look=Look::Ghost on_press=adopt/>
        </div>
    }
    .into_any()
}
