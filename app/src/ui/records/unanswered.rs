//! What an online-only list shows instead of the answer that it did not get.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::i18n;
use crate::t;
use crate::ui::kit::{Button, EmptyState, RefusedNote, icons};

/// Offline, refused or failed; the first and the last with another attempt.
#[component]
pub fn Unanswered(
    error: ApiError,
    /// Why there is nothing without a network.
    #[prop(into)]
    offline: Signal<String>,
    #[prop(into)] retry: Callback<()>,
) -> impl IntoView {
    match error {
        ApiError::Refused(_) => view! { <RefusedNote/> }.into_any(),
        ApiError::Offline => view! {
            <EmptyState icon=icons::OFFLINE title=move || t!("devices.offline") body=offline>
                <Button label=move || t!("kit.retry") icon=icons::SYNC on_press=move || retry.run(())/>
            </EmptyState>
        }
        .into_any(),
        error => view! {
            <div class="grid justify-items-start gap-2 py-4">
                <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p>
                <Button label=move || t!("kit.retry") icon=icons::SYNC on_press=move || retry.run(())/>
            </div>
        }
        .into_any(),
    }
}
