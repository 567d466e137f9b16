//! Dismissing an alert with a reason.

use domain::decide::command::{Command, DismissAlert};
use domain::values::field::Field;
use leptos::prelude::*;

use super::alert_list::AlertRow;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, Sheet, TextArea};

/// The sheet.
#[component]
pub fn DismissSheet(
    /// `None` while the sheet is closed.
    dismissing: RwSignal<Option<AlertRow>>,
) -> impl IntoView {
    view! {
        <Sheet open=Signal::derive(move || dismissing.with(Option::is_some)) on_close=move || dismissing.set(None) title=move || t!("alerts.dismiss_title")>
            {move || dismissing.get_untracked().map(|row| view! { <DismissForm row dismissing/> })}
        </Sheet>
    }
}

#[component]
fn DismissForm(row: AlertRow, dismissing: RwSignal<Option<AlertRow>>) -> impl IntoView {
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let (alert, level) = (row.alert.key, row.alert.level);
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("alert-dismiss-{}", alert.id()), [("reason", reason)]);
    let make = move || Ok(Command::DismissAlert(DismissAlert { alert, level, reason: reason.get() }));
    let save = writing.saving(kept, make, move || dismissing.set(None));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] label=Signal::derive(move || t!("alerts.dismiss").to_owned()) look=Look::Danger>
            <p class="text-sm"><span class="font-medium">{row.subject}</span> " · " {row.fact}</p>
            <p class="text-sm text-quiet">{move || t!("alerts.dismiss_body")}</p>
            <TextArea label=move || t!("alerts.reason_label") name=Field::Reason value=reason refusals required=true/>
        </WriteForm>
    }
    .into_any()
}
