//! Cancelling an order as a whole (A13).

use domain::command::Command;
use domain::order::Order;
use leptos::prelude::*;

use super::reason_form::ReasonForm;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::Sheet;

/// The sheet.
#[component]
pub fn CancelSheet(
    /// The order.
    it: Signal<Order>,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let order = move || it.with_untracked(|it| it.id);
    let cancel = move |reason: String| Command::CancelOrder { order: order(), on: notebook.today(), reason };
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("orders.cancel")>
            <ReasonForm
                consequence=move || t!("orders.cancel_consequence")
                label=move || t!("orders.cancel")
                kept_as=format!("cancel-order/{}", order())
                make=cancel
                on_done=move || is_open.set(false)
            />
        </Sheet>
    }
}
