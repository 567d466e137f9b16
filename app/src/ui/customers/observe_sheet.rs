//! Writing down what was noticed: a key node, a case, an interview, a score, a complaint (C-17, C-19, C-23, AN-11).

use domain::command::{Command, Observe};
use domain::customer::{Factor, KeyNode, Observed};
use domain::dictionary::{SuccessFactor, Term};
use domain::ids::{CustomerId, ObservationId};
use domain::refusal::{Refusal, Refusals};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::i18n::{measure_words, words};
use crate::local::Notebook;
use crate::state::filling::tag;
use crate::t;
use crate::ui::kit::{Button, Choice, DateField, FormErrors, Look, SelectField, Sheet, TextArea};
use crate::ui::picks::{Pick, Picks};
use crate::ui::writing::Writing;

/// Everything that can be noticed, without its details.
fn kinds() -> Vec<(String, Observed)> {
    let nodes = KeyNode::ALL.map(|node| (tag(&node), Observed::Node { node }));
    let others = [
        ("won_case", Observed::CaseReview { opportunity: None, won: true, factors: Vec::new(), success: Vec::new() }),
        ("lost_case", Observed::CaseReview { opportunity: None, won: false, factors: Vec::new(), success: Vec::new() }),
        ("interview", Observed::Interview { factors: Vec::new() }),
        ("satisfaction", Observed::Satisfaction { score: 0 }),
        ("complaint", Observed::Complaint { factors: Vec::new() }),
    ];
    nodes.into_iter().chain(others.map(|(word, it)| (word.to_owned(), it))).collect()
}

/// The kind with the details that were chosen.
fn detailed(kind: Observed, chosen: Vec<Factor>, success: Vec<Term<SuccessFactor>>, given: u8) -> Observed {
    match kind {
        Observed::CaseReview { opportunity, won, .. } => {
            let success = if won { success } else { Vec::new() };
            Observed::CaseReview { opportunity, won, factors: chosen, success }
        }
        Observed::Interview { .. } => Observed::Interview { factors: chosen },
        Observed::Complaint { .. } => Observed::Complaint { factors: chosen },
        Observed::Satisfaction { .. } => Observed::Satisfaction { score: given },
        other => other,
    }
}

/// The sheet.
#[component]
pub fn ObserveSheet(customer: Memo<CustomerId>, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open title=move || t!("grades.observe_title") on_close=move || open.set(false)>
            <ObserveForm customer on_done=move || open.set(false)/>
        </Sheet>
    }
}

#[component]
fn ObserveForm(customer: Memo<CustomerId>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (refusals, today) = (writing.refusals(), notebook.today());
    let (kind, content) = (RwSignal::new(tag(&KeyNode::Demand)), RwSignal::new(String::new()));
    let (on, score) = (RwSignal::new(today.to_string()), RwSignal::new("5".to_owned()));
    let (factors, success) = (RwSignal::new(Vec::<Factor>::new()), RwSignal::new(Vec::<Term<SuccessFactor>>::new()));
    let choices = Signal::derive(|| kinds().into_iter().map(|(word, it)| Choice::new(word, words::observed(&it))).collect::<Vec<_>>());
    let scores = Signal::derive(|| (1..=5).rev().map(|it: u8| Choice::new(it, it.to_string())).collect::<Vec<_>>());
    let chosen = Memo::new(move |_| kinds().into_iter().find(|it| it.0 == kind.get()).map(|it| it.1));
    let is_scored = move || chosen.with(|it| matches!(it, Some(Observed::Satisfaction { .. })));
    let has_factors =
        move || chosen.with(|it| matches!(it, Some(Observed::CaseReview { .. } | Observed::Interview { .. } | Observed::Complaint { .. })));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(day) = domain::calendar::Day::parse(&on.get_untracked()) else {
            return writing.refuse(Refusals::of("on", Refusal::Missing));
        };
        let Some(kind) = chosen.get_untracked() else { return };
        let what = detailed(kind, factors.get_untracked(), success.get_untracked(), score.get_untracked().parse().unwrap_or(0));
        let id = ObservationId(notebook.new_id());
        let asked = Observe { id, customer: customer.get_untracked(), on: day, what, content: content.get_untracked() };
        writing.commit(Command::Observe(asked), move || on_done.run(()));
    };
    let is_won = move || chosen.with(|it| matches!(it, Some(Observed::CaseReview { won: true, .. })));
    let of_factors = move || Factor::ALL.map(|it| Pick { it, label: words::factor(it).to_owned() }).to_vec();
    let of_success = move || {
        let offered = notebook.with(|book| Term::<SuccessFactor>::offered(&book.company().success_factors));
        offered.into_iter().map(|it| Pick { label: measure_words::success(&it), it }).collect::<Vec<_>>()
    };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            <SelectField label=move || t!("grades.kind") name="what" value=kind choices refusals/>
            <DateField label=move || t!("words.field.on") name="on" value=on refusals last=today required=true/>
            <Show when=is_scored>
                <SelectField label=move || words::field("score") name="score" value=score choices=scores refusals/>
            </Show>
            <Show when=has_factors>
                <Picks label=move || words::field("factors") picks=Signal::derive(of_factors) chosen=factors/>
            </Show>
            <Show when=is_won>
                <Picks label=move || t!("measures.success.title") picks=Signal::derive(of_success) chosen=success/>
            </Show>
            <TextArea label=move || t!("grades.content") name="content" value=content refusals rows=4/>
            <FormErrors refusals shown=&["what", "on", "score", "content"]/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
