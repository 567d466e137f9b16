//! Customer feedback on an order, and its anomalies (O-01, O-05, O-06).

use domain::records::order::{Anomaly, AnomalyHandling, Order};
use domain::values::field::Field;
use domain::values::ids::{AnomalyId, ComplaintId};
use leptos::prelude::*;

use super::node_forms::responsible_name;
use super::step_sheet::TrackStep;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, Look, Section, StatTile, Tone};

/// A complaint or an anomaly, with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Matter {
    is_complaint: bool,
    text: String,
    said: String,
    /// Answers or handling, each with person and time.
    answers: Vec<(String, String)>,
    is_open: bool,
    next: Next,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Next {
    Answer(ComplaintId),
    Handle(AnomalyId),
}

/// Satisfaction, complaints and anomalies.
#[component]
pub fn VoicesSection(
    order: Signal<Order>,
    /// Whether the reader may record anything.
    may_say: Memo<bool>,
    /// The step whose sheet is open.
    step: RwSignal<Option<TrackStep>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let matters = Memo::new(move |_| notebook.with(|book| order.with(|it| matters(it, notebook.today(), book))));
    let rating = move || {
        order.with(|order| {
            order.rating.as_ref().map_or_else(
                || NOTHING.to_owned(),
                |rating| {
                    [t!("track.stars", n = rating.score), rating.note.clone()]
                        .into_iter()
                        .filter(|it| !it.is_empty())
                        .collect::<Vec<_>>()
                        .join(" · ")
                },
            )
        })
    };
    view! {
        <Section title=move || t!("track.voices")>
            <StatTile label=move || words::field(Field::Rating) value=Signal::derive(rating)/>
            <ul class="divide-y divide-base-200">
                <For each=move || matters.get() key=|it| it.clone() let(matter)>
                    <MatterRow matter may_say step/>
                </For>
            </ul>
            <Show when=move || may_say.get()>
                <div class="flex flex-wrap gap-2 pt-3">
                    <Button label=move || t!("track.verb.rate_order") on_press=move || step.set(Some(TrackStep::Rate))/>
                    <Button label=move || t!("track.verb.record_complaint") on_press=move || step.set(Some(TrackStep::Complain))/>
                    <Button label=move || t!("track.verb.record_anomaly") on_press=move || step.set(Some(TrackStep::Report))/>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

fn matters(order: &Order, today: domain::values::calendar::Day, book: &domain::book::Book) -> Vec<Matter> {
    let said = |by, at| format!("{} · {}", person_name(book, by), locale().moment(at, today));
    let mut all: Vec<(domain::values::calendar::Timestamp, Matter)> = order
        .complaints
        .iter()
        .map(|complaint| {
            let answers = complaint.answered.iter().map(|it| (it.text.clone(), said(it.by, it.at))).collect();
            let said = said(complaint.by, complaint.made_at);
            let (text, is_open) = (complaint.text.clone(), complaint.answered.is_none());
            (complaint.made_at, Matter { is_complaint: true, text, said, answers, is_open, next: Next::Answer(complaint.id) })
        })
        .collect();
    all.extend(order.anomalies.iter().map(|anomaly| {
        let answers = anomaly.handling.iter().map(|it| (it.text.clone(), said(it.by, it.at))).collect();
        let who = t!("track.sees_to_it", name = responsible_name(anomaly.responsible.as_ref(), order, book));
        let said = format!("{} · {who}", said(anomaly.by, anomaly.made_at));
        let (text, is_open) = (anomaly.problem.clone(), anomaly.solved_at().is_none());
        (anomaly.made_at, Matter { is_complaint: false, text, said, answers, is_open, next: Next::Handle(anomaly.id) })
    }));
    all.sort_by_key(|it| std::cmp::Reverse(it.0));
    all.into_iter().map(|it| it.1).collect()
}

#[component]
fn MatterRow(matter: Matter, may_say: Memo<bool>, step: RwSignal<Option<TrackStep>>) -> impl IntoView {
    let Matter { is_complaint, text, said, answers, is_open, next } = matter;
    let kind = move || if is_complaint { t!("track.field.complaint") } else { t!("track.field.anomaly") };
    let state = move || match (is_complaint, is_open) {
        (true, true) => t!("track.unanswered"),
        (true, false) => t!("track.answered"),
        (false, true) => t!("track.unsolved"),
        (false, false) => t!("track.field.solves"),
    };
    let tone = if is_open { Tone::Warning } else { Tone::Success };
    let wanted = match next {
        Next::Answer(id) => TrackStep::Answer(id),
        Next::Handle(id) => TrackStep::Handle(id),
    };
    let label = move || if is_complaint { t!("track.verb.answer_complaint") } else { t!("track.verb.handle_anomaly") };
    view! {
        <li class="grid gap-1 py-2">
            <p class="flex flex-wrap gap-1"><Badge label=kind/> <Badge label=state tone/></p>
            <p class="text-sm break-words whitespace-pre-line">{text}</p>
            <p class="text-xs text-quiet">{said}</p>
            <Answers answers/>
            <Show when=move || is_open && may_say.get()>
                <div><Button label=Signal::derive(move || label().to_owned()) look=Look::Ghost on_press=move || step.set(Some(wanted))/></div>
            </Show>
        </li>
    }
    .into_any()
}

/// What was answered or done, each with person and time.
#[component]
fn Answers(answers: Vec<(String, String)>) -> impl IntoView {
    let answer = |(text, said): (String, String)| {
        view! {
            <li class="border-s-2 border-base-300 ps-2 text-sm">
                <p class="break-words whitespace-pre-line">{text}</p>
                <p class="text-xs text-quiet">{said}</p>
            </li>
        }
    };
    view! { <ul class="grid gap-1">{answers.into_iter().map(answer).collect_view()}</ul> }
}

/// What was done about an anomaly.
#[component]
pub fn Handlings(anomaly: Anomaly) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let said =
        |it: &AnomalyHandling| notebook.with(|book| format!("{} · {}", person_name(book, it.by), locale().moment(it.at, notebook.today())));
    let answers = anomaly.handling.iter().map(|it| (it.text.clone(), said(it))).collect();
    view! { <Answers answers/> }
}
