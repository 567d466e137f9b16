//! How an order should go: who sees to each node, within how many days, and which reasons a delay can have (O-03, R-06, E-16).

use domain::command::{Command, Save};
use domain::order::{Node, Responsible};
use domain::organisation::Company;
use domain::refusal::{Refusal, Refusals};
use domain::rules::NodeStep;
use leptos::prelude::*;

use super::company_section::{CompanySection, PlannedNote};
use crate::i18n::{track_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::choices;
use crate::ui::kept_words::KeptWords;
use crate::ui::kit::{NumberField, SelectField, TextArea, TextField};
use crate::ui::write_form::WriteForm;
use crate::ui::writing::Writing;

/// One node as it is typed.
#[derive(Clone, Copy)]
struct StepWords {
    node: Node,
    days: RwSignal<String>,
    person: RwSignal<String>,
    other: RwSignal<String>,
}

impl StepWords {
    fn of(step: &NodeStep) -> StepWords {
        let (person, other) = match &step.owner {
            None => (String::new(), String::new()),
            Some(Responsible::Person(id)) => (id.to_string(), String::new()),
            Some(Responsible::Other(name)) => (String::new(), name.clone()),
        };
        let [days, person, other] = [step.days.to_string(), person, other].map(RwSignal::new);
        StepWords { node: step.node, days, person, other }
    }

    fn read(&self, refusals: &mut Refusals) -> NodeStep {
        let days = self.days.get().trim().parse();
        refusals.refuse_if(days.is_err(), &format!("order_nodes.{}.days", self.node as usize), Refusal::Malformed);
        let other = self.other.get();
        let person = || self.person.get().parse().ok().map(Responsible::Person);
        let owner = if other.trim().is_empty() { person() } else { Some(Responsible::Other(other)) };
        NodeStep { node: self.node, owner, days: days.unwrap_or_default() }
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
    let mut kept_fields = vec![("gap_reasons", reasons)];
    for it in &steps {
        let [days, person, other] = kept_names(it.node);
        kept_fields.extend([(days, it.days), (person, it.person), (other, it.other)]);
    }
    let kept = KeptWords::of("order_rules", kept_fields);
    let typed = steps.clone();
    let make = move || {
        let mut refusals = Refusals::default();
        let before = was.order_nodes.on(today);
        let after = typed.iter().fold(before.clone(), |template, it| template.with(it.read(&mut refusals)));
        refusals.into_result()?;
        // Rules that stay as they are need no new version.
        let order_nodes = if after == before { was.order_nodes.clone() } else { was.order_nodes.since(today, after) };
        let gap_reasons = reasons.with(|it| it.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect());
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { order_nodes, gap_reasons, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let people = notebook.see(|book| choices::people(book.people().filter(|it| it.active)));
    let fields = steps
        .into_iter()
        .map(|it| {
            let name = move |part: &str| format!("order_nodes.{}.{part}", it.node as usize);
            view! {
                <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
                    <legend class="text-sm font-medium">{move || track_words::node(it.node)}</legend>
                    <div class="grid gap-2 sm:grid-cols-3">
                        <NumberField label=move || words::field("days") name=name("days") value=it.days refusals required=true/>
                        <SelectField label=move || words::field("responsible") name=name("person") value=it.person choices=people none=move || t!("track.order_owner")/>
                        <TextField label=move || t!("track.outside") name=name("owner") value=it.other refusals/>
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <WriteForm writing kept on_submit=save shown=&["gap_reasons"]>
            {fields}
            <p class="text-xs text-quiet">{move || t!("track.template_hint")}</p>
            <PlannedNote from=planned/>
            <TextArea label=move || words::field("gap_reasons") name="gap_reasons" value=reasons refusals rows=5
                placeholder=Signal::derive(move || t!("track.gap_reasons_hint").to_owned())/>
        </WriteForm>
    }
    .into_any()
}

/// What the parts of a node are called in the draft.
fn kept_names(node: Node) -> [&'static str; 3] {
    match node {
        Node::Production => ["production.days", "production.person", "production.other"],
        Node::Shipped => ["shipped.days", "shipped.person", "shipped.other"],
        Node::Acceptance => ["acceptance.days", "acceptance.person", "acceptance.other"],
        _ => ["completed.days", "completed.person", "completed.other"],
    }
}
