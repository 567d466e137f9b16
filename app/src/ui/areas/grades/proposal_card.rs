//! A proposed change of grade with its reason, and the decision on it. The sheet belongs to the page, not to the card, because sync can rebuild
//! the card.

use domain::decide::command::{Command, DecideGrade};
use domain::records::customer::Customer;
use domain::values::calendar::Quarter;
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::ids::CustomerId;
use domain::views::grading::{Proposal, ruling_version};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::{person_name, shown_number};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, Look, Sheet, TextArea, Tone};
use crate::ui::records::grade_words::reasons;
use crate::ui::records::rule_version::version_said;
use crate::ui::url::routes::paths;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    customer: CustomerId,
    name: String,
    quarter: Quarter,
    from: Grade,
    to: Grade,
    accept: bool,
}

/// The card.
#[component]
pub fn ProposalCard(
    customer: Customer,
    proposal: Proposal,
    /// The quarter of the review.
    quarter: Quarter,
    /// Set to the proposal that the user decides.
    deciding: RwSignal<Option<Deciding>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let ruling = notebook.peek(|book| ruling_version(&customer, book, quarter)).map(|(version, before)| {
        let said = move || notebook.with(|book| version_said(&version, book));
        let words = move || match before {
            Some(grade) => t!("rules.proposal_by", version = said(), grade = words::grade(grade)),
            None => t!("rules.proposal_by_only", version = said()),
        };
        view! { <p class="text-xs text-quiet">{words}</p> }
    });
    let (from, to, is_upgrade) = (proposal.from, proposal.to, proposal.is_upgrade());
    let (id, holder, name, number) = (customer.id, customer.owner, customer.profile.name, customer.number);
    let shown = {
        let number = number.clone();
        move || notebook.with(|book| shown_number(book, &number))
    };
    let may_decide = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| actor.may_grade(book.customer(id).map_or(holder, |it| it.owner), from, to, book))
    });
    let owner = move || notebook.with(|book| person_name(book, holder));
    let kind = move || if is_upgrade { t!("grades.upgrade") } else { t!("grades.downgrade") };
    let tone = if is_upgrade { Tone::Success } else { Tone::Warning };
    let is_open = proposal.decided.is_none();
    let decided = proposal.decided.clone().map(|step| {
        let who = move || notebook.with(|book| person_name(book, step.by));
        let word = if step.accepted { t!("grades.answered_yes") } else { t!("grades.answered_no") };
        view! { <p class="text-sm"><span class="font-medium">{word}</span>" · "{who}" "{step.reason}</p> }
    });
    let title = name.clone();
    let open = move |accept: bool| deciding.set(Some(Deciding { customer: id, name: title.clone(), quarter, from, to, accept }));
    let open = StoredValue::new(open);
    let actions = move || match may_decide.get() {
        true => view! {
            <div class="flex flex-wrap gap-2">
                <Button label=move || t!("grades.accept") look=Look::Primary on_press=move || open.with_value(|it| it(true))/>
                <Button label=move || t!("grades.decline") on_press=move || open.with_value(|it| it(false))/>
            </div>
        }
        .into_any(),
        false => view! { <p class="text-xs text-quiet">{move || t!("grades.needs_manager")}</p> }.into_any(),
    };
    view! {
        <article class="grid gap-2 rounded-box border border-base-300 bg-base-100 p-4" data-proposal=number.clone()>
            <div class="flex flex-wrap items-center gap-2">
                <Badge label=kind tone=Signal::stored(tone)/>
                <A href=paths::customer(id) attr:class="link inline-flex min-h-11 items-center font-medium">{name}</A>
            </div>
            <p class="font-medium">{move || t!("grades.from_to", from = words::grade(from), to = words::grade(to))}</p>
            <ul class="text-xs text-quiet">{reasons(&proposal.earned).into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            {ruling}
            <p class="text-xs text-quiet">{shown}" · "{owner}</p>
            {decided}
            {is_open.then_some(actions)}
        </article>
    }
    .into_any()
}

/// The sheet in which a proposal is decided: one for all cards of the page.
#[component]
pub fn DecideSheet(
    /// `None` while the sheet is closed.
    deciding: RwSignal<Option<Deciding>>,
) -> impl IntoView {
    let title =
        move || deciding.with(|deciding| deciding.as_ref().map(|it| t!("grades.decide_title", name = it.name.clone()))).unwrap_or_default();
    let form = move || deciding.get_untracked().map(|decision| view! { <DecideForm decision on_done=move || deciding.set(None)/> });
    view! {
        <Sheet open=Signal::derive(move || deciding.with(Option::is_some)) title=Signal::derive(title) on_close=move || deciding.set(None)>
            {form()}
        </Sheet>
    }
}

#[component]
fn DecideForm(decision: Deciding, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let Deciding { customer, quarter, from, to, accept, .. } = decision;
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("decide/{customer}"), [("reason", reason)]);
    let make = move || Ok(Command::DecideGrade(DecideGrade { customer, quarter, from, to, accept, reason: reason.get() }));
    let save = writing.saving(kept, make, move || on_done.run(()));
    let label = move || if accept { t!("grades.accept") } else { t!("grades.decline") };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] label=Signal::derive(move || label().to_owned())>
            <TextArea label=move || t!("grades.why") name=Field::Reason value=reason refusals rows=3/>
        </WriteForm>
    }
    .into_any()
}
