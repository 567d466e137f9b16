//! The progress of an order: its six nodes with responsible person, due day, and the day each was reached (O-03, E-13).

use domain::book::Book;
use domain::decide::command::{Command, FinishNode, ReopenNode, Track};
use domain::records::order::{NextStep, Order};
use domain::values::calendar::Day;
use domain::values::node::Node;
use leptos::prelude::*;

use super::node_forms::responsible_name;
use super::step_sheet::TrackStep;
use crate::i18n::{locale, track_words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, Icon, IconButton, Look, Section, Tone, icons};

/// One node as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Stop {
    node: Node,
    owner: String,
    due_on: Option<Day>,
    reached_on: Option<Day>,
    /// This node was skipped: a later one is reached.
    is_passed: bool,
    is_late: bool,
    is_here: bool,
    /// A person recorded it and can undo that.
    is_said: bool,
}

fn stops(order: &Order, today: Day, book: &Book) -> Vec<Stop> {
    let template = book.company().order_nodes.on(order.terms.deal_on);
    let here = order.node();
    let stop = |node: Node| {
        let (plan, reached_on) = (order.plan_of(node, &template), order.reached_on(node));
        Stop {
            node,
            owner: responsible_name(plan.owner.as_ref(), order, book),
            due_on: plan.due_on,
            reached_on,
            is_passed: reached_on.is_none() && node <= here,
            is_late: order.cancelled.is_none() && order.is_node_late(node, &template, today),
            is_here: node == here,
            is_said: order.tracked(node).is_some_and(|it| it.done.is_some()),
        }
    };
    Node::ALL.into_iter().map(stop).collect()
}

/// The nodes, and a button for the next step.
#[component]
pub fn TrackSection(
    order: Signal<Order>,
    /// Whether the reader may record anything.
    may_change: Memo<bool>,
    /// The step whose sheet is open.
    step: RwSignal<Option<TrackStep>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let all = Memo::new(move |_| {
        let mut all = notebook.with(|book| order.with(|it| stops(it, notebook.today(), book)));
        // Payments are outside the access of a supporting department.
        all.retain(|it| it.node != Node::Collected || notebook.actor().may_see_sales());
        all
    });
    let next = Memo::new(move |_| {
        order.with(Order::next_step).map(|next_step| match next_step {
            NextStep::Begin => TrackStep::Finish(Node::Production),
            NextStep::Deliver => TrackStep::Deliver,
            NextStep::Accept => TrackStep::Accept,
        })
    });
    let label = move || match next.get() {
        Some(TrackStep::Finish(node)) => t!("track.reach", node = track_words::node(node)),
        Some(TrackStep::Deliver) => t!("track.verb.record_delivery").to_owned(),
        _ => t!("track.verb.record_acceptance").to_owned(),
    };
    view! {
        <Section title=move || t!("track.title")>
            <ol class="grid gap-1 sm:grid-cols-2 xl:grid-cols-3">
                <For each=move || all.get() key=|it| it.clone() let(stop)>
                    <StopRow stop order may_change step/>
                </For>
            </ol>
            <Show when=move || may_change.get() && next.get().is_some()>
                <div class="pt-3">
                    <Button label=Signal::derive(label) look=Look::Primary icon=icons::FORWARD on_press=move || step.set(next.get_untracked())/>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

#[component]
fn StopRow(stop: Stop, order: Signal<Order>, may_change: Memo<bool>, step: RwSignal<Option<TrackStep>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let Stop { node, owner, due_on, reached_on, is_passed, is_late, is_here, is_said } = stop;
    let is_done = reached_on.is_some() || is_passed;
    let mark = if is_done { icons::CHECK } else { icons::CALENDAR };
    let tone = if is_done { "mt-1 size-4 shrink-0 text-good" } else { "mt-1 size-4 shrink-0 text-quiet" };
    let days = move || match (reached_on, due_on) {
        (Some(on), _) => t!("track.reached_on", day = locale().day_near(on, notebook.today())),
        (None, _) if is_passed => t!("track.skipped").to_owned(),
        (None, Some(by)) => t!("track.due_on", day = locale().day_due(by, notebook.today())),
        (None, None) => String::new(),
    };
    let about = move || [owner.clone(), days()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let take_back = move || {
        let (order, reached_on) = order.with_untracked(|it| (it.id, it.reached_on(node)));
        let reopen = Command::Track(Track::ReopenNode(ReopenNode { order, node }));
        let on = reached_on.unwrap_or_else(|| notebook.today());
        let said = move || t!("track.taken_back", node = track_words::node(node));
        writing.commit_with_undo(reopen, said, Command::Track(Track::FinishNode(FinishNode { order, node, on })));
    };
    let may_finish = node.is_by_hand() && !is_done;
    view! {
        <li
            class="flex items-start gap-2 rounded-field p-2"
            class=("bg-base-200", is_here)
            aria-current=if is_here { Some("step") } else { None }
            data-node=track_words::key(node)
        >
            <Icon name=mark class=tone/>
            <div class="min-w-0 grow">
                <p class="flex flex-wrap items-center gap-1 text-sm font-medium">
                    {move || track_words::node(node)}
                    {is_late.then(|| view! { <Badge label=move || t!("track.late") tone=Tone::Error icon=icons::ALERT/> })}
                </p>
                <p class="text-xs break-words text-quiet">{about}</p>
            </div>
            <Show when=move || may_change.get()>
                <div class="-my-1 flex shrink-0">
                    <Show when=move || may_finish>
                        <IconButton
                            icon=icons::CHECK
                            label=move || t!("track.reach", node = track_words::node(node))
                            on_press=move || step.set(Some(TrackStep::Finish(node)))
                        />
                    </Show>
                    <Show when=move || is_said>
                        <IconButton icon=icons::UNDO label=move || t!("track.take_back", node = track_words::node(node)) on_press=take_back/>
                    </Show>
                    <IconButton
                        icon=icons::EDIT
                        label=move || t!("track.plan_of", node = track_words::node(node))
                        on_press=move || step.set(Some(TrackStep::Plan(node)))
                    />
                </div>
            </Show>
        </li>
    }
    .into_any()
}
