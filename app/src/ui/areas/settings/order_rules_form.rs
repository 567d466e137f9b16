//! The order template: responsible person and days for each node (O-03, R-06), by the day of the deal.

use domain::records::organisation::Company;
use domain::rules::{NodeStep, NodeTemplate};
use domain::values::field::{Field, NodePart};
use domain::values::node::Node;
use domain::values::number;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::{track_words, words};
use crate::t;
use crate::ui::fields::responsible_field::{ResponsibleField, ResponsibleWords};
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::NumberField;

/// The fields of one node.
#[derive(Clone, Copy)]
struct StepWords {
    node: Node,
    days: RwSignal<String>,
    owner: ResponsibleWords,
}

impl StepWords {
    /// The number of texts of one node.
    const SIZE: usize = 3;

    fn texts(step: &NodeStep) -> [(String, String); StepWords::SIZE] {
        let name = |part: &str| format!("{:?}.{part}", step.node);
        let (person, other) = ResponsibleWords::texts(step.owner.as_ref());
        [(name("days"), step.days.to_string()), (name("person"), person), (name("other"), other)]
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
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("track.template") form=move |was| view! { <Fields was unfolded/> }/> }
}

fn texts(template: &NodeTemplate) -> Vec<(String, String)> {
    Node::BY_HAND.into_iter().flat_map(|it| StepWords::texts(&template.step(it))).collect()
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<NodeTemplate>::open("order_rules", &was, texts);
    let step = |(at, node): (usize, Node)| {
        let [days, person, other] = [0, 1, 2].map(|it| form.field(at * StepWords::SIZE + it));
        StepWords { node, days, owner: ResponsibleWords { person, other } }
    };
    let steps = StoredValue::new(Node::BY_HAND.into_iter().enumerate().map(step).collect::<Vec<_>>());
    let rules = move || {
        let mut refusals = Refusals::default();
        let after = steps.get_value().iter().fold(form.before(), |template, it| template.with(it.read(&mut refusals)));
        refusals.into_result().map(|()| after)
    };
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    let fields = move |step: StepWords| {
        view! {
            <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
                <legend class="text-sm font-medium">{move || track_words::node(step.node)}</legend>
                <div class="grid gap-2 sm:grid-cols-3">
                    <NumberField label=move || words::field(Field::Days) name=step.field(NodePart::Days) value=step.days refusals required=true/>
                    <ResponsibleField words=step.owner name=step.field(NodePart::Owner) refusals/>
                </div>
            </fieldset>
        }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=&[Field::FromDay, Field::Note]>
                {form.loaded_note()}
                {steps.get_value().into_iter().map(fields).collect_view()}
                <p class="text-xs text-quiet">{move || t!("track.template_hint")}</p>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}
