//! Records an observation: a key node, a case, an interview, a score, a complaint (C-17, C-19, C-23, AN-11).

use domain::decide::command::{Command, Observe};
use domain::records::customer::{Factor, KeyNode, Observed};
use domain::rules::dictionary::{SuccessFactor, Term};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, ObservationId};
use domain::values::json::{of_word, word_of};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::i18n::{measure_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::picks::{Pick, Picks, kept_picks};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, SelectField, Sheet, TextArea};

/// All kinds of observation, without their details.
fn kinds() -> Vec<(String, Observed)> {
    let nodes = KeyNode::ALL.map(|node| (word_of(node), Observed::Node { node }));
    let others = [
        ("won_case", Observed::CaseReview { opportunity: None, won: true, factors: Vec::new(), success: Vec::new() }),
        ("lost_case", Observed::CaseReview { opportunity: None, won: false, factors: Vec::new(), success: Vec::new() }),
        ("interview", Observed::Interview { factors: Vec::new() }),
        ("satisfaction", Observed::Satisfaction { score: 0 }),
        ("complaint", Observed::Complaint { factors: Vec::new() }),
    ];
    nodes.into_iter().chain(others.map(|(word, it)| (word.to_owned(), it))).collect()
}

/// The kind with the chosen details.
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
    let (kind, content) = (RwSignal::new(word_of(KeyNode::Demand)), RwSignal::new(String::new()));
    let (on, score) = (RwSignal::new(today.to_string()), RwSignal::new("5".to_owned()));
    let (factor_words, success_words) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fields =
        [("what", kind), ("on", on), ("score", score), ("content", content), ("factors", factor_words), ("success", success_words)];
    let kept = KeptWords::of(&format!("observe/{}", customer.get_untracked()), fields);
    let factors = kept_picks(factor_words, of_word::<Factor>, |it| word_of(it));
    let success = kept_picks(success_words, |it| Some(Term::<SuccessFactor>::read(it)), |it| it.word().to_owned());
    let choices = Signal::derive(|| kinds().into_iter().map(|(word, it)| Choice::new(word, words::observed(&it))).collect::<Vec<_>>());
    let scores = Signal::derive(|| (1..=5).rev().map(|it: u8| Choice::new(it, it.to_string())).collect::<Vec<_>>());
    let chosen = Memo::new(move |_| kinds().into_iter().find(|it| it.0 == kind.get()).map(|it| it.1));
    let is_scored = move || chosen.with(|it| matches!(it, Some(Observed::Satisfaction { .. })));
    let has_factors =
        move || chosen.with(|it| matches!(it, Some(Observed::CaseReview { .. } | Observed::Interview { .. } | Observed::Complaint { .. })));
    let id = ObservationId(notebook.new_id());
    let make = move || {
        let (day, kind) = (Day::parse(&on.get()), chosen.get());
        let has_day = day.is_some();
        let what = kind.map(|it| detailed(it, factors.get(), success.get(), score.get().parse().unwrap_or(0)));
        let Some(what) = what else { return Err(Refusals::of(Field::What, Refusal::Missing)) };
        let asked = Observe { id, customer: customer.get(), on: day.unwrap_or(today), what, content: content.get() };
        let command = Command::Observe(asked);
        if has_day {
            return Ok(command);
        }
        // Without its day, also reports everything else that is wrong.
        let mut against = untrack(|| notebook.would(&command)).err().unwrap_or_default();
        against.refuse(Field::On, Refusal::Missing);
        Err(against)
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let is_won = move || chosen.with(|it| matches!(it, Some(Observed::CaseReview { won: true, .. })));
    let of_factors = move || Factor::ALL.map(|it| Pick { value: it, label: words::factor(it).to_owned() }).to_vec();
    let of_success = move || {
        let offered =
            notebook.with(|book| Term::<SuccessFactor>::offered(&book.company().dictionaries_on(notebook.today()).success_factors));
        offered.into_iter().map(|it| Pick { label: measure_words::success(&it), value: it }).collect::<Vec<_>>()
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::What, Field::On, Field::Score, Field::Content]>
            <SelectField label=move || t!("grades.kind") name=Field::What value=kind choices refusals/>
            <DateField label=move || t!("words.field.on") name=Field::On value=on refusals last=today required=true/>
            <Show when=is_scored>
                <SelectField label=move || words::field(Field::Score) name=Field::Score value=score choices=scores refusals/>
            </Show>
            <Show when=has_factors>
                <Picks label=move || words::field(Field::Factors) picks=Signal::derive(of_factors) chosen=factors/>
            </Show>
            <Show when=is_won>
                <Picks label=move || t!("measures.success.title") picks=Signal::derive(of_success) chosen=success/>
            </Show>
            <TextArea label=move || t!("grades.content") name=Field::Content value=content refusals rows=4/>
        </WriteForm>
    }
    .into_any()
}
