//! Messages for a failed store: what is wrong, and what helps. The user's input is not lost.

use leptos::prelude::*;

use crate::ports::StoreError;
use crate::t;

/// The message for a store error.
pub fn words(error: &StoreError) -> &'static str {
    match error {
        StoreError::Full => t!("kit.unkept.full"),
        StoreError::Blocked => t!("kit.unkept.blocked"),
        StoreError::Outdated => t!("kit.unkept.outdated"),
        StoreError::Unavailable(_) => t!("kit.unkept.unavailable"),
    }
}

/// The message as a line of a form.
#[component]
pub fn NotKept(
    /// The store error, if any.
    #[prop(into)]
    failure: Signal<Option<StoreError>>,
) -> impl IntoView {
    let why = move || failure.with(|it| it.as_ref().map(words));
    view! {
        <Show when=move || why().is_some()>
            <p class="alert alert-error mb-2" role="alert">{why}</p>
        </Show>
    }
    .into_any()
}
