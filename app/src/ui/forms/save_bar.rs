//! Save button of a form, within the thumb's reach, with the refusals above it.

use domain::values::field::Field;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::ports::StoreError;
use crate::ui::forms::unkept::NotKept;
use crate::ui::kit::{Button, FormErrors, Look};

/// The refusals and the button.
#[component]
pub fn SaveBar(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] refusals: Signal<Refusals>,
    /// Fields that show their own refusals.
    shown: &'static [Field],
    #[prop(into)] busy: Signal<bool>,
    /// Error of the device's store.
    #[prop(into)]
    failure: Signal<Option<StoreError>>,
) -> impl IntoView {
    view! {
        <div class="action-bar">
            <FormErrors refusals shown/>
            <NotKept failure/>
            <Button label look=Look::Primary submit=true wide=true busy/>
        </div>
    }
    .into_any()
}
