//! Recording a risk, its response, and how it ended.

use domain::decide::command::{AnswerRisk, ClearRisk, Command, RaiseRisk};
use domain::rules::dictionary::{RiskKind, Term};
use domain::values::calendar::Day;
use domain::values::field::{Field, FieldName};
use domain::values::ids::{OpportunityId, RiskId};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::{measure_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::picks::Tick;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, SelectField, Sheet, TextArea, TextField};

/// What the sheet records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedOfRisk {
    /// A new risk.
    Raise,
    /// What is being done about it.
    Answer(RiskId),
    /// How it ended.
    Clear(RiskId),
}

/// Value of the choice for a risk of another kind.
const ANOTHER: &str = "…";

/// The sheet.
#[component]
pub fn RiskSheet(
    opportunity: Memo<OpportunityId>,
    /// `None` while the sheet is closed.
    asked: RwSignal<Option<AskedOfRisk>>,
) -> impl IntoView {
    let title = move || match asked.get() {
        Some(AskedOfRisk::Answer(_)) => t!("measures.risk.answer"),
        Some(AskedOfRisk::Clear(_)) => t!("measures.risk.clear"),
        _ => t!("measures.risk.raise"),
    };
    let done = move || asked.set(None);
    let form = move || match asked.get()? {
        AskedOfRisk::Raise => Some(view! { <RaiseForm opportunity=opportunity.get() on_done=done/> }.into_any()),
        AskedOfRisk::Answer(risk) => Some(view! { <AnswerForm opportunity=opportunity.get() risk on_done=done/> }.into_any()),
        AskedOfRisk::Clear(risk) => Some(view! { <ClearForm opportunity=opportunity.get() risk on_done=done/> }.into_any()),
    };
    view! {
        <Sheet open=Signal::derive(move || asked.with(Option::is_some)) on_close=done title>
            {form}
        </Sheet>
    }
    .into_any()
}

#[component]
fn RaiseForm(opportunity: OpportunityId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = RiskId(notebook.new_id());
    let today = notebook.today();
    let text = || RwSignal::new(String::new());
    let (own, response, escalates) = (text(), text(), text());
    let (kind, on) = (RwSignal::new("late_decision".to_owned()), RwSignal::new(today.to_string()));
    let fields = [("risk_kind", kind), ("own", own), ("on", on), ("response", response), ("escalates", escalates)];
    let kept = KeptWords::of(&format!("risk/{opportunity}"), fields);
    let choices = move || {
        let offered = notebook.with(|book| Term::<RiskKind>::offered(&book.company().dictionaries_on(notebook.today()).risk_kinds));
        let offered = offered.iter().map(|it| Choice::new(it.word(), measure_words::risk_kind(it)));
        offered.chain([Choice::new(ANOTHER, t!("measures.risk.own"))]).collect::<Vec<_>>()
    };
    let is_another = move || kind.with(|it| it == ANOTHER);
    let make = move || {
        let mut refusals = Refusals::default();
        let word = if kind.with(|it| it == ANOTHER) { own.get() } else { kind.get() };
        let day = on.with(|it| Day::parse(it));
        refusals.refuse_if(is_blank(&word), Field::RiskKind, Refusal::Missing);
        refusals.refuse_if(day.is_none(), Field::On, Refusal::Missing);
        refusals.refuse_if(response.with(|it| is_blank(it)), Field::Response, Refusal::Missing);
        let (Some(on), true) = (day, refusals.is_empty()) else { return Err(refusals) };
        let escalates = escalates.with(|it| !it.is_empty());
        Ok(Command::RaiseRisk(RaiseRisk { id, opportunity, kind: Term::read(&word), on, response: response.get(), escalates }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::RiskKind, Field::On, Field::Response] label=Signal::derive(move || t!("measures.risk.raise").to_owned())>
            <SelectField label=move || words::field(Field::RiskKind) name=Field::RiskKind value=kind choices=Signal::derive(choices) refusals required=true/>
            <Show when=is_another>
                <TextField label=move || t!("measures.risk.own") name=FieldName::parse("own") value=own required=true/>
            </Show>
            <TextArea label=move || words::field(Field::Response) name=Field::Response value=response refusals required=true/>
            <DateField label=move || words::field(Field::On) name=Field::On value=on refusals last=today required=true/>
            <Tick label=move || t!("measures.risk.escalate") value=escalates/>
        </WriteForm>
    }
    .into_any()
}

#[component]
fn AnswerForm(opportunity: OpportunityId, risk: RiskId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let writing = Writing::ready();
    let (response, escalates) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("risk-answer/{risk}"), [("response", response), ("escalates", escalates)]);
    let make = move || {
        let escalates = escalates.with(|it| !it.is_empty());
        Ok(Command::AnswerRisk(AnswerRisk { opportunity, risk, response: response.get(), escalates }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Response]>
            <TextArea label=move || words::field(Field::Response) name=Field::Response value=response refusals required=true/>
            <Tick label=move || t!("measures.risk.escalate") value=escalates/>
        </WriteForm>
    }
    .into_any()
}

#[component]
fn ClearForm(opportunity: OpportunityId, risk: RiskId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let writing = Writing::ready();
    let (how, on) = (RwSignal::new(String::new()), RwSignal::new(today.to_string()));
    let kept = KeptWords::of(&format!("risk-end/{risk}"), [("how", how), ("on", on)]);
    let make = move || {
        let Some(day) = on.with(|it| Day::parse(it)) else { return Err(Refusals::of(Field::On, Refusal::Missing)) };
        Ok(Command::ClearRisk(ClearRisk { opportunity, risk, on: day, how: how.get() }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::How, Field::On] label=Signal::derive(move || t!("measures.risk.clear").to_owned())>
            <TextArea label=move || words::field(Field::How) name=Field::How value=how refusals required=true/>
            <DateField label=move || words::field(Field::On) name=Field::On value=on refusals last=today required=true/>
        </WriteForm>
    }
    .into_any()
}
