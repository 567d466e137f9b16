//! Voiding a payment recorded by mistake.

use domain::decide::command::{Command, VoidPayment};
use domain::records::order::Order;
use domain::values::ids::PaymentId;
use leptos::prelude::*;

use super::reason_form::ReasonForm;
use crate::t;
use crate::ui::forms::correction::CorrectionBox;
use crate::ui::kit::Sheet;

/// The sheet.
#[component]
pub fn VoidSheet(
    order: Signal<Order>,
    /// `None` while the sheet is closed.
    voiding: RwSignal<Option<PaymentId>>,
) -> impl IntoView {
    let form = move |payment: PaymentId| {
        let corrects = RwSignal::new(false);
        let (id, came_on) = order.with_untracked(|order| (order.id, order.payments.iter().find(|it| it.id == payment).map(|it| it.on)));
        let void = move |reason: String| Command::VoidPayment(VoidPayment { order: id, payment, reason, corrects: corrects.get() });
        view! {
            <ReasonForm
                consequence=move || t!("orders.void_consequence")
                label=move || t!("orders.void")
                kept_as=format!("void-payment/{payment}")
                make=void
                on_done=move || voiding.set(None)
            >
                {came_on.map(|of| view! { <CorrectionBox of corrects/> })}
            </ReasonForm>
        }
    };
    view! {
        <Sheet open=Signal::derive(move || voiding.get().is_some()) on_close=move || voiding.set(None) title=move || t!("orders.void")>
            {move || voiding.get().map(form)}
        </Sheet>
    }
}
