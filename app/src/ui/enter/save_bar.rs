//! The one button of a form, within the thumb's reach, with what speaks against it.

use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::ports::StoreError;
use crate::ui::kit::{Button, FormErrors, Look};
use crate::ui::unkept::NotKept;

/// What speaks against saving, and the button.
#[component]
pub fn SaveBar(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// What was refused.
    #[prop(into)]
    refusals: Signal<Refusals>,
    /// The fields that show their own refusals.
    shown: &'static [&'static str],
    /// It is being written down.
    #[prop(into)]
    busy: Signal<bool>,
    /// The device could not keep it.
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
