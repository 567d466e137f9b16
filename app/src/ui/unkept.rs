//! What a person is told when the device could not keep something: what is wrong, and what would help. What was typed is still there.

use leptos::prelude::*;

use crate::ports::StoreError;
use crate::t;

/// The words for a failed store.
pub fn words(it: &StoreError) -> &'static str {
    match it {
        StoreError::Full => t!("kit.unkept.full"),
        StoreError::Blocked => t!("kit.unkept.blocked"),
        StoreError::Outdated => t!("kit.unkept.outdated"),
        StoreError::Unavailable(_) => t!("kit.unkept.unavailable"),
    }
}

/// The same as a line of a form.
#[component]
pub fn NotKept(
    /// Why the device could not keep it, if it could not.
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
