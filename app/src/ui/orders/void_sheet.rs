//! Taking back a payment recorded by mistake.

use domain::command::Command;
use domain::ids::PaymentId;
use domain::order::Order;
use leptos::prelude::*;

use super::reason_form::ReasonForm;
use crate::t;
use crate::ui::kit::Sheet;
use crate::ui::writing::Writing;

/// The sheet.
#[component]
pub fn VoidSheet(
    /// The order.
    it: Signal<Order>,
    /// Which payment; nothing while closed.
    voiding: RwSignal<Option<PaymentId>>,
) -> impl IntoView {
    let writing = Writing::ready();
    let void = move |reason: String| {
        if let Some(payment) = voiding.get_untracked() {
            let order = it.with_untracked(|it| it.id);
            writing.commit(Command::VoidPayment { order, payment, reason }, move || voiding.set(None));
        }
    };
    view! {
        <Sheet open=Signal::derive(move || voiding.get().is_some()) on_close=move || voiding.set(None) title=move || t!("orders.void")>
            <ReasonForm
                consequence=move || t!("orders.void_consequence")
                label=move || t!("orders.void")
                refusals=writing.refusals()
                busy=writing.is_busy()
                on_submit=void
            />
        </Sheet>
    }
}
