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
pub enum TrackStep {
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

impl TrackStep {
    /// The name of the step.
    pub fn title(self) -> String {
        let words = match self {
            TrackStep::Finish(node) => return t!("track.reach", node = track_words::node(node)),
            TrackStep::Plan(node) => return t!("track.plan_of", node = track_words::node(node)),
            TrackStep::Deliver => t!("track.verb.record_delivery"),
            TrackStep::VoidDelivery(_) => t!("track.verb.void_delivery"),
            TrackStep::Accept => t!("track.verb.record_acceptance"),
            TrackStep::Explain => t!("track.verb.explain_delivery"),
            TrackStep::Rate => t!("track.verb.rate_order"),
            TrackStep::Complain => t!("track.verb.record_complaint"),
            TrackStep::Answer(_) => t!("track.verb.answer_complaint"),
            TrackStep::Report => t!("track.verb.record_anomaly"),
            TrackStep::Handle(_) => t!("track.verb.handle_anomaly"),
            TrackStep::Return => t!("track.verb.return_goods"),
            TrackStep::VoidReturn(_) => t!("track.verb.void_return"),
        };
        words.to_owned()
    }
}

/// The sheet.
#[component]
pub fn StepSheet(
    order: Signal<Order>,
    /// `None` while the sheet is closed.
    step: RwSignal<Option<TrackStep>>,
) -> impl IntoView {
    let close = Callback::new(move |()| step.set(None));
    let title = move || step.get().map(TrackStep::title).unwrap_or_default();
    let form = move || {
        let order = order.get_untracked();
        Some(match step.get()? {
            TrackStep::Finish(node) => view! { <FinishForm order node close/> }.into_any(),
            TrackStep::Plan(node) => view! { <PlanForm order node close/> }.into_any(),
            TrackStep::Deliver => view! { <DeliverForm order close/> }.into_any(),
            TrackStep::Return => view! { <ReturnForm order close/> }.into_any(),
            TrackStep::Accept => view! { <AcceptForm order close/> }.into_any(),
            TrackStep::Explain => view! { <GapForm order close/> }.into_any(),
            TrackStep::Rate => view! { <RateForm order close/> }.into_any(),
            TrackStep::Complain => view! { <TextForm order of=TextOf::Complaint close/> }.into_any(),
            TrackStep::Answer(id) => view! { <TextForm order of=TextOf::Answer(id) close/> }.into_any(),
            TrackStep::Report => view! { <TextForm order of=TextOf::Anomaly close/> }.into_any(),
            TrackStep::Handle(id) => view! { <TextForm order of=TextOf::Handling(id) close/> }.into_any(),
            TrackStep::VoidDelivery(id) => view! { <TextForm order of=TextOf::VoidDelivery(id) close/> }.into_any(),
            TrackStep::VoidReturn(id) => view! { <TextForm order of=TextOf::VoidReturn(id) close/> }.into_any(),
        })
    };
    view! {
        <Sheet open=Signal::derive(move || step.with(Option::is_some)) on_close=move || step.set(None) title=Signal::derive(title)>
            {form}
        </Sheet>
    }
    .into_any()
}
