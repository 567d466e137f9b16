//! Withdrawing an attachment, with a reason. The record keeps the fact that it existed.

use domain::decide::command::{Command, WithdrawAttachment};
use domain::values::field::Field;
use domain::values::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::words;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, TextArea};
use crate::uploads::Tray;

/// The form.
#[component]
pub fn WithdrawForm(id: AttachmentId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (writing, tray) = (Writing::ready(), expect_context::<Tray>());
    let reason = RwSignal::new(String::new());
    let refusals = writing.refusals();
    let kept = KeptWords::of(&format!("withdraw/{id}"), [("reason", reason)]);
    let make = move || Ok(Command::WithdrawAttachment(WithdrawAttachment { attachment: id, reason: reason.get() }));
    // Deletes local bytes that are not uploaded yet.
    let done = move || {
        spawn_local(async move { tray.discard(id).await });
        on_done.run(());
    };
    let save = writing.saving(kept, make, done);
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] label=Signal::derive(move || t!("evidence.verb.withdraw").to_owned()) look=Look::Danger>
            <p class="text-sm">{move || t!("evidence.withdraw_consequence")}</p>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals required=true/>
        </WriteForm>
    }
    .into_any()
}
