//! Setting somebody's first or new password. It is sent directly to the server, never stored in the book, and shown once.

use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::password::SHORTEST;
use domain::values::refusal::Refusal;
use leptos::prelude::*;

use super::password::suggestion;
use crate::api::{self, ApiError};
use crate::i18n;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::server_call::ServerCall;
use crate::ui::kit::{Button, Entry, Icon, Look, Sheet, TextField, icons};

/// The sheet.
#[component]
pub fn PasswordSheet(
    /// `None` while the sheet is closed.
    resetting: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let form = move || resetting.get().map(|person| view! { <PasswordForm person resetting/> });
    view! {
        <Sheet
            open=Signal::derive(move || resetting.get().is_some())
            on_close=move || resetting.set(None)
            title=move || t!("settings.password")
        >
            {form}
        </Sheet>
    }
}

#[component]
fn PasswordForm(person: PersonId, resetting: RwSignal<Option<PersonId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let password = RwSignal::new(suggestion([notebook.new_id(), notebook.new_id()]));
    let (call, is_done) = (ServerCall::ready(), RwSignal::new(false));
    let name = move || notebook.with(|book| book.person(person).map(|it| it.name.clone())).unwrap_or_default();
    let reset = move || {
        if !is_done.get_untracked() {
            let new = password.get_untracked();
            call.ask(async move { api::people::reset_password(person, new).await }, move |answer| is_done.set(answer.is_ok()));
        }
    };
    let said = move || {
        call.failure().get().map(|error| match error {
            ApiError::Offline => t!("settings.password_offline").to_owned(),
            ApiError::Refused(refusals) if refusals.on(Field::New) == [Refusal::Malformed] => t!("session.weak", n = SHORTEST),
            ApiError::Refused(refusals) => refusals.0.values().flatten().map(i18n::refusal).collect::<Vec<_>>().join(" · "),
            other => i18n::api_error(&other),
        })
    };
    view! {
        <form
            class="grid gap-3"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                reset();
            }
        >
            <p class="text-sm">{move || t!("settings.password_body", name = name())}</p>
            <TextField label=move || t!("settings.password") name=Field::Password value=password entry=Entry::Text
                disabled=move || is_done.get() hint=move || t!("settings.password_hint")/>
            <div role="alert">
                {move || said().map(|words| view! {
                    <p class="alert alert-error alert-soft text-sm"><Icon name=icons::ALERT/>{words}</p>
                })}
                <Show when=move || is_done.get()>
                    <p class="alert alert-success alert-soft text-sm">
                        <Icon name=icons::CHECK/>
                        {move || t!("settings.password_done")}
                    </p>
                </Show>
            </div>
            <Show
                when=move || !is_done.get()
                fallback=move || view! { <Button label=move || t!("kit.close") wide=true on_press=move || resetting.set(None)/> }
            >
                <Button label=move || t!("settings.password_set") look=Look::Primary submit=true wide=true busy=call.is_busy()/>
            </Show>
        </form>
    }
    .into_any()
}
