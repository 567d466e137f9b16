//! The review state of a record, on the record's page: for its author, who may answer, and for a reviewer, who may decide.

use domain::book::Book;
use domain::decide::command::{ApproveRecord, Command, ResubmitRecord, ReturnRecord};
use domain::records::review::{Matter, ReviewState};
use domain::values::calendar::Timestamp;
use domain::views::entry_time::EntryTime;
use domain::views::review_queue;
use domain::views::review_queue::ReviewDetails;
use leptos::prelude::*;

use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, Look, Tone, icons};
use crate::ui::records::review_sheet::{ReviewSheet, ReviewStep};

/// 待审核, 已审核 or 已退回; nothing if the record is not under review.
#[component]
pub fn ReviewBadge(#[prop(into)] state: Signal<Option<ReviewState>>) -> impl IntoView {
    let look = |state: ReviewState| match state {
        ReviewState::Pending => (Tone::Neutral, icons::HISTORY),
        ReviewState::Approved => (Tone::Success, icons::CONFIRMED),
        ReviewState::Returned => (Tone::Warning, icons::BACK),
    };
    move || {
        state.get().map(|state| {
            let (tone, icon) = look(state);
            view! { <Badge label=move || review_words(state) tone icon/> }
        })
    }
}

/// The words of the badge.
pub fn review_words(state: ReviewState) -> &'static str {
    match state {
        ReviewState::Pending => t!("review.state.pending"),
        ReviewState::Approved => t!("review.state.approved"),
        ReviewState::Returned => t!("review.state.returned"),
    }
}

/// 补录 or 次日录入; nothing if the record was entered in time.
#[component]
pub fn EntryBadge(
    /// How the entry time relates to the record's day.
    entry: EntryTime,
) -> impl IntoView {
    match entry {
        EntryTime::InTime => None,
        EntryTime::Late => Some(view! { <Badge label=move || t!("review.late")/> }),
        EntryTime::BackFilled => Some(view! { <Badge label=move || t!("review.back_filled") tone=Tone::Warning/> }),
    }
}

/// Entry and arrival time of a record that was entered late or arrived late (A46); otherwise empty.
pub fn times_of(told: &ReviewDetails, notebook: Notebook) -> String {
    let today = notebook.today();
    let mut parts = Vec::new();
    if told.entry != EntryTime::InTime || told.arrived_at.is_some() {
        parts.extend(told.made_at.map(|it| t!("review.written_at", at = locale().moment(it, today))));
    }
    parts.extend(told.arrived_at.map(|it| t!("review.arrived_at", at = locale().moment(it, today))));
    parts.extend(told.made_at.and_then(|it| clock_words(told.clock_said, it)));
    parts.join(" · ")
}

/// The time that a wrong clock showed, beside the corrected time; `None` if the clock was right.
pub fn clock_words(said: Option<Timestamp>, made_at: Timestamp) -> Option<String> {
    let written = |at: Timestamp| format!("{} {}", locale().day(at.day(locale().utc_offset_minutes)), locale().time(at));
    said.map(|it| t!("review.clock_said", said = written(it), at = written(made_at)))
}

/// [`clock_words`] as a line on a record's page, for records without a [`ReviewNote`].
#[component]
pub fn WrongClock(
    /// The clock's time, and the corrected time; `None` for a record under review.
    #[prop(into)]
    times: Signal<Option<(Option<Timestamp>, Timestamp)>>,
) -> impl IntoView {
    let words = move || times.get().and_then(|(said, made_at)| clock_words(said, made_at));
    move || words().map(|it| view! { <p class="pt-1 text-xs break-words text-near">{it}</p> })
}

/// The value in force of an entry that was changed since its approval.
fn held_entry(matter: Matter, book: &Book) -> Option<String> {
    let Matter::KpiEntry { entry } = matter else { return None };
    let held = book.kpi_entry(entry)?.review.as_ref()?.held.as_deref()?;
    Some(kpi_words::entry_value(held, book))
}

/// The review of one record, with the actions its reader may take.
#[component]
pub fn ReviewNote(#[prop(into)] matter: Signal<Matter>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let told = Memo::new(move |_| notebook.with(|book| review_queue::told(matter.get(), book)));
    let may_decide = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| actor.may_review_matter(matter.get(), book))
    });
    let may_answer = Memo::new(move |_| {
        let is_back = told.with(|it| it.as_ref().is_some_and(|details| details.state == ReviewState::Returned));
        let actor = notebook.actor();
        is_back && notebook.with(|book| actor.may_resubmit(matter.get(), book))
    });
    let state = Signal::derive(move || told.with(|it| it.as_ref().map(|details| details.state)));
    let entry = move || told.get().map(|it| view! { <EntryBadge entry=it.entry/> });
    let lines = move || {
        let told = told.get()?;
        let today = notebook.today();
        let name = |person| notebook.with(|book| person_name(book, person));
        let mut lines = Vec::new();
        match (told.state, &told.back, &told.approved) {
            (ReviewState::Returned, Some(back), _) => {
                lines.push(t!("review.returned_by", person = name(back.by), at = locale().moment(back.at, today), reason = back.reason));
            }
            (ReviewState::Approved, _, Some(approval)) => {
                lines.push(t!("review.approved_by", person = name(approval.by), at = locale().moment(approval.at, today)));
            }
            _ => lines.push(t!("review.waits").to_owned()),
        }
        lines.extend(told.held.map(|it| t!("review.held", amount = locale().money_signed(it))));
        lines.extend(notebook.with(|book| held_entry(matter.get(), book)).map(|it| t!("review.held", amount = it)));
        lines.extend((!told.answer.is_empty()).then(|| t!("review.answered", answer = told.answer)));
        lines.extend(Some(times_of(&told, notebook)).filter(|it| !it.is_empty()));
        Some(lines.into_iter().map(|it| view! { <p class="text-xs break-words text-quiet">{it}</p> }).collect_view())
    };
    view! {
        <Show when=move || state.get().is_some()>
            <div class="grid gap-1 pt-1">
                <p class="flex flex-wrap gap-1"><ReviewBadge state/> {entry}</p>
                {lines}
                <Show when=move || may_answer.get()><Answer matter/></Show>
                <Show when=move || may_decide.get()><Decide matter/></Show>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Answer(matter: Signal<Matter>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let answer = move |answer: String| Command::ResubmitRecord(ResubmitRecord { matter: matter.get_untracked(), answer });
    view! {
        <div><Button label=move || t!("review.resubmit") icon=icons::PROPOSAL on_press=move || is_open.set(true)/></div>
        <ReviewSheet step=ReviewStep::Resubmit is_open kept_as=move || draft_of("resubmit", matter.get()) make=answer/>
    }
}

/// The draft name for a matter. A payment belongs to its order but has a draft of its own.
fn draft_of(form: &str, matter: Matter) -> String {
    match matter {
        Matter::Payment { payment, .. } => format!("{form}/{payment}"),
        other => format!("{form}/{}", other.record().id),
    }
}

#[component]
fn Decide(matter: Signal<Matter>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let is_open = RwSignal::new(false);
    // Approves exactly the version on the screen.
    let seen = move || notebook.peek(|book| matter.get_untracked().file(book).map(|it| it.mark)).unwrap_or_default();
    let approve =
        move || writing.commit_or_say(Command::ApproveRecord(ApproveRecord { matter: matter.get_untracked(), seen: seen() }), || ());
    let send_back = move |reason: String| Command::ReturnRecord(ReturnRecord { matter: matter.get_untracked(), seen: seen(), reason });
    view! {
        <div class="flex flex-wrap gap-2">
            <Button label=move || t!("review.approve") look=Look::Primary icon=icons::CHECK on_press=approve busy=writing.is_busy()/>
            <Button label=move || t!("review.send_back") on_press=move || is_open.set(true)/>
        </div>
        <ReviewSheet step=ReviewStep::SendBack is_open kept_as=move || draft_of("send-back", matter.get()) make=send_back/>
    }
}

#[cfg(test)]
mod tests {
    use domain::values::ids::{OrderId, PaymentId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_said_of_a_payment_is_not_said_of_its_order() {
        let (order, payment) = (OrderId(Uuid::from_u128(1)), PaymentId(Uuid::from_u128(2)));
        let names = [Matter::Order { order }, Matter::Payment { order, payment }].map(|it| draft_of("send-back", it));
        assert_eq!(names, [format!("send-back/{order}"), format!("send-back/{payment}")]);
    }
}
