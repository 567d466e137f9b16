//! One sheet for everything that can be recorded about an order in progress.

use domain::records::order::Order;
use domain::values::ids::{AnomalyId, ComplaintId, DeliveryId, ReturnId};
use domain::values::node::Node;
use leptos::prelude::*;

use super::goods_forms::{DeliverForm, ReturnForm};
use super::node_forms::{FinishForm, PlanForm};
use super::said_forms::{AcceptForm, GapForm, RateForm, TextForm, TextOf};
use crate::i18n::track_words;
use crate::t;
use crate::ui::kit::Sheet;

/// What the sheet records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node is reached.
    Finish(Node),
    /// The responsible person and due day of a node.
    Plan(Node),
    Deliver,
    /// A delivery is voided.
    VoidDelivery(DeliveryId),
    /// What the customer said on acceptance.
    Accept,
    /// Why the delivery differs from the terms.
    Explain,
    /// The customer's satisfaction.
    Rate,
    Complain,
    /// The answer to a complaint.
    Answer(ComplaintId),
    /// An anomaly.
    Report,
    /// How an anomaly was handled.
    Handle(AnomalyId),
    /// Returned goods.
    Return,
    /// A return is voided.
    VoidReturn(ReturnId),
}

impl Step {
    fn title(self) -> String {
        let words = match self {
            Step::Finish(node) => return t!("track.reach", node = track_words::node(node)),
            Step::Plan(node) => return t!("track.plan_of", node = track_words::node(node)),
            Step::Deliver => t!("track.verb.record_delivery"),
            Step::VoidDelivery(_) => t!("track.verb.void_delivery"),
            Step::Accept => t!("track.verb.record_acceptance"),
            Step::Explain => t!("track.verb.explain_delivery"),
            Step::Rate => t!("track.verb.rate_order"),
            Step::Complain => t!("track.verb.record_complaint"),
            Step::Answer(_) => t!("track.verb.answer_complaint"),
            Step::Report => t!("track.verb.record_anomaly"),
            Step::Handle(_) => t!("track.verb.handle_anomaly"),
            Step::Return => t!("track.verb.return_goods"),
            Step::VoidReturn(_) => t!("track.verb.void_return"),
        };
        words.to_owned()
    }
}

/// The sheet.
#[component]
pub fn StepSheet(
    it: Signal<Order>,
    /// `None` while the sheet is closed.
    step: RwSignal<Option<Step>>,
) -> impl IntoView {
    let close = Callback::new(move |()| step.set(None));
    let title = move || step.get().map(Step::title).unwrap_or_default();
    let form = move || {
        let order = it.get_untracked();
        Some(match step.get()? {
            Step::Finish(node) => view! { <FinishForm order node close/> }.into_any(),
            Step::Plan(node) => view! { <PlanForm order node close/> }.into_any(),
            Step::Deliver => view! { <DeliverForm order close/> }.into_any(),
            Step::Return => view! { <ReturnForm order close/> }.into_any(),
            Step::Accept => view! { <AcceptForm order close/> }.into_any(),
            Step::Explain => view! { <GapForm order close/> }.into_any(),
            Step::Rate => view! { <RateForm order close/> }.into_any(),
            Step::Complain => view! { <TextForm order of=TextOf::Complaint close/> }.into_any(),
            Step::Answer(id) => view! { <TextForm order of=TextOf::Answer(id) close/> }.into_any(),
            Step::Report => view! { <TextForm order of=TextOf::Anomaly close/> }.into_any(),
            Step::Handle(id) => view! { <TextForm order of=TextOf::Handling(id) close/> }.into_any(),
            Step::VoidDelivery(id) => view! { <TextForm order of=TextOf::VoidDelivery(id) close/> }.into_any(),
            Step::VoidReturn(id) => view! { <TextForm order of=TextOf::VoidReturn(id) close/> }.into_any(),
        })
    };
    view! {
        <Sheet open=Signal::derive(move || step.with(Option::is_some)) on_close=move || step.set(None) title=Signal::derive(title)>
            {form}
        </Sheet>
    }
    .into_any()
}
