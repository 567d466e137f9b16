//! Asking once more before something is taken away.

use leptos::prelude::*;

use super::{Button, Look, Sheet};
use crate::t;

/// A question with one way on and one way back.
#[component]
pub fn ConfirmDialog(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    body: Signal<String>,
    /// The way on, as a verb.
    #[prop(into)]
    confirm: Signal<String>,
    /// Takes something away.
    #[prop(optional)]
    danger: bool,
    /// Called on the way on.
    #[prop(into)]
    on_confirm: Callback<()>,
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
