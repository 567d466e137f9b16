//! Cancelling an order as a whole (A13).

use domain::command::Command;
use domain::order::Order;
use leptos::prelude::*;

use super::reason_form::ReasonForm;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::Sheet;
use crate::ui::writing::Writing;

/// The sheet.
#[component]
pub fn CancelSheet(
    /// The order.
    it: Signal<Order>,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let cancel = move |reason: String| {
        let command = Command::CancelOrder { order: it.with_untracked(|it| it.id), on: notebook.today(), reason };
        writing.commit(command, move || is_open.set(false));
    };
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("orders.cancel")>
            <ReasonForm
                consequence=move || t!("orders.cancel_consequence")
                label=move || t!("orders.cancel")
                refusals=writing.refusals()
                busy=writing.is_busy()
                on_submit=cancel
            />
        </Sheet>
    }
}
