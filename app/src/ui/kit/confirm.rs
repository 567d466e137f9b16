//! Confirmation dialog.

use leptos::prelude::*;

use super::{Button, Look, Sheet};
use crate::t;

/// A question with a confirm and a cancel button.
#[component]
pub fn ConfirmDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// What will happen on confirmation.
    #[prop(into)]
    body: Signal<String>,
    /// Label of the confirm button, a verb.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether confirming removes something.
    #[prop(optional)]
    danger: bool,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let look = if danger { Look::Danger } else { Look::Primary };
    let go_on = move || {
        open.set(false);
        on_confirm.run(());
    };
    view! {
        <Sheet open title on_close=move || open.set(false)>
            <p class="pb-4">{move || body.get()}</p>
            <div class="flex justify-end gap-2">
                <Button label=move || t!("kit.cancel") look=Look::Ghost on_press=move || open.set(false)/>
                <Button label=confirm look on_press=go_on/>
            </div>
        </Sheet>
    }
    .into_any()
}
