//! The order template: responsible person and days for each node, and the reasons a delay can have (O-03, R-06, E-16).

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::NodeStep;
use domain::values::field::{Field, NodePart};
use domain::values::node::Node;
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{CompanySection, PlannedNote};
use crate::i18n::{track_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::responsible_field::{ResponsibleField, ResponsibleWords};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{NumberField, TextArea};

/// The fields of one node.
#[derive(Clone, Copy)]
struct StepWords {
    node: Node,
    days: RwSignal<String>,
    owner: ResponsibleWords,
}

impl StepWords {
    fn of(step: &NodeStep) -> StepWords {
        StepWords { node: step.node, days: RwSignal::new(step.days.to_string()), owner: ResponsibleWords::of(step.owner.as_ref()) }
    }

    fn read(&self, refusals: &mut Refusals) -> NodeStep {
        let days = refusals.keep(self.field(NodePart::Days), number::whole(&self.days.get(), number::DAYS));
        NodeStep { node: self.node, owner: self.owner.read(), days: days.unwrap_or_default() }
    }

    /// The field name of a part, as refusals name it.
    fn field(&self, part: NodePart) -> Field {
        Field::NodeOf(self.node, part)
    }
}

/// The form.
#[component]
pub fn OrderRulesForm() -> impl IntoView {
    view! { <CompanySection title=move || t!("track.template") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let template = was.order_nodes.on(today);
    let planned = Signal::stored(was.order_nodes.next_after(today));
    let steps: Vec<StepWords> = Node::BY_HAND.into_iter().map(|it| StepWords::of(&template.step(it))).collect();
    let reasons = RwSignal::new(was.gap_reasons.join("\n"));
    let kept_fields = |step: &StepWords| {
        let name = |part: &str| format!("{:?}.{part}", step.node);
        [(name("days"), step.days), (name("person"), step.owner.person), (name("other"), step.owner.other)]
    };
    let kept = KeptWords::of("order_rules", steps.iter().flat_map(kept_fields).chain([("gap_reasons".to_owned(), reasons)]));
    let typed = steps.clone();
    let make = move || {
        let mut refusals = Refusals::default();
        let before = was.order_nodes.on(today);
        let after = typed.iter().fold(before.clone(), |template, it| template.with(it.read(&mut refusals)));
        refusals.into_result()?;
        // Creates a new version only if the rules changed.
        let order_nodes = if after == before { was.order_nodes.clone() } else { was.order_nodes.since(today, after) };
        let gap_reasons = reasons.with(|text| text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect());
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { order_nodes, gap_reasons, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let fields = steps
        .into_iter()
        .map(|step| {
            view! {
                <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
                    <legend class="text-sm font-medium">{move || track_words::node(step.node)}</legend>
                    <div class="grid gap-2 sm:grid-cols-3">
                        <NumberField label=move || words::field(Field::Days) name=step.field(NodePart::Days) value=step.days refusals required=true/>
                        <ResponsibleField words=step.owner name=step.field(NodePart::Owner) refusals/>
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::GapReasons]>
            {fields}
            <p class="text-xs text-quiet">{move || t!("track.template_hint")}</p>
            <PlannedNote from=planned/>
            <TextArea label=move || words::field(Field::GapReasons) name=Field::GapReasons value=reasons refusals rows=5
                placeholder=Signal::derive(move || t!("track.gap_reasons_hint").to_owned())/>
        </WriteForm>
    }
    .into_any()
}
