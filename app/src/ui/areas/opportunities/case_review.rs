//! The review of a won or lost opportunity (AN-11): what decided it, the success factor if it was won (E-18), and the lesson.

use domain::decide::command::{Command, Observe};
use domain::records::customer::{Factor, Observation, Observed};
use domain::records::opportunity::{Opportunity, Outcome};
use domain::rules::dictionary::{SuccessFactor, Term};
use domain::values::field::Field;
use domain::values::ids::ObservationId;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use crate::i18n::{locale, measure_words, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::fields::picks::{Pick, Picks, kept_picks};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, Section, Sheet, TextArea, Tone, icons};

/// The section; empty while the opportunity is open.
#[component]
pub fn CaseReviews(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_writing = RwSignal::new(false);
    let won = Memo::new(move |_| opportunity.with(|it| it.outcome.as_ref().map(|outcome| matches!(outcome, Outcome::Won { .. }))));
    let may_write = Memo::new(move |_| {
        let (actor, customer) = (notebook.actor(), opportunity.with(|it| it.customer));
        notebook.with(|book| book.customer(customer).is_some_and(|it| actor.may_work_with_customer(it, book)))
    });
    let reviews = Memo::new(move |_| {
        let (id, customer) = opportunity.with(|it| (it.id, it.customer));
        let is_of = |it: &&Observation| matches!(&it.what, Observed::CaseReview { opportunity, .. } if *opportunity == Some(id));
        notebook.with(|book| {
            let all = book.customer(customer).map(|it| it.observations.iter().filter(is_of).cloned().collect::<Vec<_>>());
            let mut all = all.unwrap_or_default();
            all.reverse();
            all
        })
    });
    let actions = move || {
        view! {
            <Show when=move || may_write.get()>
                <Button label=move || t!("measures.case.add") icon=icons::EDIT on_press=move || is_writing.set(true)/>
            </Show>
        }
    };
    view! {
        <Show when=move || won.get().is_some()>
            <Section title=move || t!("measures.case.title") actions>
                <Show when=move || reviews.with(Vec::is_empty)>
                    <p class="text-sm text-quiet">{move || t!("measures.case.empty")}</p>
                </Show>
                <ul class="grid gap-3">
                    <For each=move || reviews.get() key=|it| it.id let:review><CaseItem review/></For>
                </ul>
            </Section>
            <Sheet
                open=is_writing
                on_close=move || is_writing.set(false)
                title=move || if won.get() == Some(true) { t!("measures.case.won") } else { t!("measures.case.lost") }
            >
                <CaseForm opportunity won=won.get().unwrap_or(false) on_done=move || is_writing.set(false)/>
            </Sheet>
        </Show>
    }
    .into_any()
}

#[component]
fn CaseItem(review: Observation) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let by = notebook.peek(|book| person_name(book, review.by));
    let (on, what) = (review.on, StoredValue::new(review.what));
    let success = move || {
        let badge = |it: &Term<SuccessFactor>| view! { <Badge label=measure_words::success(it) tone=Tone::Success icon=icons::CHECK/> };
        what.with_value(|it| it.success().iter().map(badge).collect_view())
    };
    let factors =
        move || what.with_value(|it| it.factors().iter().map(|factor| view! { <Badge label=words::factor(*factor)/> }).collect_view());
    view! {
        <li class="grid gap-1">
            <p class="flex flex-wrap gap-2">{success} {factors}</p>
            <p class="text-sm break-words whitespace-pre-line">{review.content}</p>
            <p class="text-xs text-quiet">{move || t!("measures.risk.said", name = by, day = locale().day(on))}</p>
        </li>
    }
    .into_any()
}

#[component]
fn CaseForm(opportunity: Signal<Opportunity>, won: bool, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (opportunity, customer) = opportunity.with_untracked(|it| (it.id, it.customer));
    let (id, on) = (ObservationId(notebook.new_id()), notebook.today());
    let content = RwSignal::new(String::new());
    let (success_words, factor_words) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("case/{opportunity}"), [("content", content), ("success", success_words), ("factors", factor_words)]);
    let success = kept_picks(success_words, |it| Some(Term::<SuccessFactor>::read(it)), |it| it.word().to_owned());
    let factors = kept_picks(factor_words, of_word::<Factor>, |it| word_of(it));
    let offered = move || {
        let offered =
            notebook.with(|book| Term::<SuccessFactor>::offered(&book.company().dictionaries_on(notebook.today()).success_factors));
        offered.into_iter().map(|it| Pick { label: measure_words::success(&it), value: it }).collect::<Vec<_>>()
    };
    let of_factors = move || Factor::ALL.map(|it| Pick { value: it, label: words::factor(it).to_owned() }).to_vec();
    let make = move || {
        let what = Observed::CaseReview { opportunity: Some(opportunity), won, factors: factors.get(), success: success.get() };
        Ok(Command::Observe(Observe { id, customer, on, what, content: content.get() }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Content]>
            {won.then(|| view! { <Picks label=move || t!("measures.success.title") picks=Signal::derive(offered) chosen=success/> })}
            <Picks label=move || t!("measures.case.factors") picks=Signal::derive(of_factors) chosen=factors/>
            <TextArea label=move || t!("measures.case.lesson") name=Field::Content value=content refusals rows=4 required=true/>
        </WriteForm>
    }
    .into_any()
}
