//! One change of grade that the review proposes, with the reason, and the answer.

use domain::calendar::Quarter;
use domain::command::Command;
use domain::customer::Customer;
use domain::grading::Proposal;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::grade_words::reasons;
use crate::ui::kit::{Badge, Button, FormErrors, Look, Sheet, TextArea, Tone};
use crate::ui::routes::paths;
use crate::ui::writing::Writing;

/// The card.
#[component]
pub fn ProposalCard(customer: Customer, it: Proposal, quarter: Quarter) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (from, to, is_upgrade) = (it.from, it.to, it.is_upgrade());
    let may_decide = notebook.peek(|book| notebook.actor().may_grade(customer.owner, from, to, book));
    let answer = RwSignal::new(None::<bool>);
    let (id, name, number) = (customer.id, customer.profile.name.clone(), customer.number.clone());
    let title = name.clone();
    let owner = notebook.peek(|book| person_name(book, customer.owner));
    let kind = move || if is_upgrade { t!("grades.upgrade") } else { t!("grades.downgrade") };
    let tone = if is_upgrade { Tone::Success } else { Tone::Warning };
    let is_open = it.decided.is_none();
    let decided = it.decided.clone().map(|step| {
        let who = notebook.peek(|book| person_name(book, step.by));
        let word = if step.accepted { t!("grades.answered_yes") } else { t!("grades.answered_no") };
        view! { <p class="text-sm"><span class="font-medium">{word}</span>" · "{who}" "{step.reason.clone()}</p> }
    });
    view! {
        <article class="grid gap-2 rounded-box border border-base-300 bg-base-100 p-4" data-proposal=number.clone()>
            <div class="flex flex-wrap items-center gap-2">
                <Badge label=kind tone=Signal::stored(tone)/>
                <A href=paths::customer(id) attr:class="link inline-flex min-h-11 items-center font-medium">{name}</A>
            </div>
            <p class="font-medium">{move || t!("grades.from_to", from = words::grade(from), to = words::grade(to))}</p>
            <ul class="text-xs text-quiet">{reasons(&it.earned).into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            <p class="text-xs text-quiet">{number.clone()}" · "{owner}</p>
            {decided}
            {(is_open && may_decide)
                .then(|| {
                    view! {
                        <div class="flex flex-wrap gap-2">
                            <Button label=move || t!("grades.accept") look=Look::Primary on_press=move || answer.set(Some(true))/>
                            <Button label=move || t!("grades.decline") on_press=move || answer.set(Some(false))/>
                        </div>
                    }
                })}
            {(is_open && !may_decide).then(|| view! { <p class="text-xs text-quiet">{move || t!("grades.needs_manager")}</p> })}
            <Sheet open=Signal::derive(move || answer.get().is_some()) title=move || t!("grades.decide_title", name = title.clone()) on_close=move || answer.set(None)>
                <DecideForm
                    make=move |accept, reason| Command::DecideGrade { customer: id, quarter, from, to, accept, reason }
                    accept=answer.get_untracked().unwrap_or(false)
                    on_done=move || answer.set(None)
                />
            </Sheet>
        </article>
    }
    .into_any()
}

#[component]
fn DecideForm<M>(make: M, accept: bool, #[prop(into)] on_done: Callback<()>) -> impl IntoView
where
    M: Fn(bool, String) -> Command + Send + Sync + Copy + 'static,
{
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let reason = RwSignal::new(String::new());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        writing.commit(make(accept, reason.get_untracked()), move || on_done.run(()));
    };
    let label = move || if accept { t!("grades.accept") } else { t!("grades.decline") };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            <TextArea label=move || t!("grades.why") name="reason" value=reason refusals rows=3/>
            <FormErrors refusals shown=&["reason"]/>
            <Button label look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
