//! Changing one's own password.

use domain::values::field::Field;
use domain::values::password;
use domain::values::refusal::Refusal;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::door_frame::DoorFrame;
use crate::api::ApiError;
use crate::i18n;
use crate::state::Session;
use crate::t;
use crate::ui::forms::server_call::ServerCall;
use crate::ui::kit::{PageHead, Toasts, Tone};
use crate::ui::url::routes;

/// Shown after somebody else set the password: nothing else is available until it is changed.
#[component]
pub fn MustChangePasswordPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let leave = move |_| spawn_local(async move { session.sign_out().await });
    view! {
        <DoorFrame title=Signal::derive(|| t!("session.change_title").to_owned())>
            <p class="mb-4 text-base-content/80">{move || t!("session.must_change")}</p>
            <PasswordForm on_changed=|()| {}/>
            <button type="button" class="btn btn-ghost btn-block mt-3 h-12" on:click=leave>{move || t!("session.sign_out")}</button>
        </DoorFrame>
    }
    .into_any()
}

/// Changing the password voluntarily.
#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let done = move || {
        toasts.say(t!("session.changed"), Tone::Success);
        navigate(routes::ME, Default::default());
    };
    view! {
        <div class="mx-auto max-w-md">
            <PageHead title=move || t!("session.change_title") back=routes::ME/>
            <PasswordForm on_changed=move |()| done()/>
        </div>
    }
    .into_any()
}

/// Old password, new password, new password repeated.
#[component]
fn PasswordForm(
    /// Called once the password is changed.
    #[prop(into)]
    on_changed: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let [old, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let (call, mistyped) = (ServerCall::ready(), RwSignal::new(None::<String>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (old, new, again) = (old.get_untracked(), new.get_untracked(), again.get_untracked());
        // Checked without the account here; the server knows the account and checks again.
        if password::check(&new, "").is_err() {
            return mistyped.set(Some(weak()));
        }
        if new != again {
            return mistyped.set(Some(t!("session.not_same").to_owned()));
        }
        mistyped.set(None);
        call.forget_failure();
        call.ask(async move { session.change_password(old, new).await }, move |answer| {
            if answer.is_ok() {
                on_changed.run(());
            }
        });
    };
    let problem = move || mistyped.get().or_else(|| call.failure().get().as_ref().map(words));
    view! {
        <form on:submit=submit novalidate class="flex flex-col gap-4">
            <PasswordField label=Signal::derive(|| t!("session.old_password")) autocomplete="current-password" value=old/>
            <PasswordField label=Signal::derive(|| t!("session.new_password")) autocomplete="new-password" value=new/>
            <PasswordField label=Signal::derive(|| t!("session.repeat_password")) autocomplete="new-password" value=again/>
            <p class="text-sm text-base-content/70">{move || t!("session.new_password_hint", n = password::SHORTEST)}</p>
            <div role="alert">{move || problem().map(|it| view! { <p class="alert alert-error">{it}</p> })}</div>
            <button type="submit" class="btn btn-primary h-12 text-base" disabled=call.is_busy()>{move || t!("session.change")}</button>
        </form>
    }
    .into_any()
}

/// One password field.
#[component]
fn PasswordField(label: Signal<&'static str>, autocomplete: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="flex flex-col gap-1">
            <span class="text-sm font-medium">{label}</span>
            <input type="password" class="input h-12 w-full text-base" autocomplete=autocomplete
                prop:value=value on:input:target=move |ev| value.set(ev.target().value())/>
        </label>
    }
}

fn words(error: &ApiError) -> String {
    match error {
        ApiError::Refused(refusals) if refusals.on(Field::New) == [Refusal::Malformed] => weak(),
        ApiError::Refused(refusals) if refusals.on(Field::New).is_empty() => t!("session.old_wrong").to_owned(),
        ApiError::Offline => t!("session.change_offline").to_owned(),
        other => i18n::api_error(other),
    }
}

/// The requirements for a password.
fn weak() -> String {
    t!("session.weak", n = password::SHORTEST)
}
