//! Signing in, usable on a phone with one hand: two fields, one button, and plain error messages.

use domain::values::text::is_blank;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::door_frame::DoorFrame;
use crate::api::ApiError;
use crate::i18n;
use crate::inside;
use crate::state::Session;
use crate::t;
use crate::ui::forms::network;
use crate::ui::forms::server_call::ServerCall;

/// The field left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Account,
    Password,
}

/// The message for a failed sign-in.
pub(super) fn refused_words(error: &ApiError) -> String {
    match error {
        ApiError::Refused(_) | ApiError::SignedOut => t!("session.wrong").to_owned(),
        ApiError::Busy { retry_after } => t!("session.busy", seconds = retry_after),
        ApiError::Offline => t!("session.offline_now").to_owned(),
        other => i18n::unrefused(other),
    }
}

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let (account, set_account) = signal(String::new());
    let (password, set_password) = signal(String::new());
    let (is_shown, show) = signal(false);
    let (call, missing) = (ServerCall::ready(), RwSignal::new(None::<Missing>));
    let (is_busy, is_online) = (call.is_busy(), network::is_online());

    // The app itself, while the person types.
    Effect::new(|_| spawn_local(inside::load_ahead()));

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let (account, password) = (account.get_untracked(), password.get_untracked());
        let left_empty = if is_blank(&account) { Some(Missing::Account) } else { password.is_empty().then_some(Missing::Password) };
        missing.set(left_empty);
        call.forget_failure();
        if left_empty.is_none() {
            call.ask(async move { session.sign_in(account, password).await }, |_| ());
        }
    };
    let account_wrong = move || missing.get() == Some(Missing::Account);
    let password_wrong = move || missing.get() == Some(Missing::Password);
    let problem = move || call.failure().with(|it| it.as_ref().map(refused_words));

    view! {
        <DoorFrame title=Signal::derive(|| t!("session.welcome").to_owned())>
            <Show when=move || !is_online.get()>
                <p class="alert alert-warning mb-4" role="status">{move || t!("session.offline")}</p>
            </Show>
            <form on:submit=submit novalidate class="flex flex-col gap-4">
                <label class="flex flex-col gap-1">
                    <span class="text-sm font-medium">{move || t!("session.account")}</span>
                    <input class="input h-12 w-full text-base" name="account" autocomplete="username" autocapitalize="none"
                        spellcheck="false" enterkeyhint="next" aria-invalid=move || account_wrong().to_string() aria-describedby="account-problem"
                        prop:value=account on:input:target=move |ev| set_account.set(ev.target().value())/>
                    <span id="account-problem" class="text-sm text-error">{move || account_wrong().then(|| t!("session.account_missing"))}</span>
                </label>
                <label class="flex flex-col gap-1">
                    <span class="text-sm font-medium">{move || t!("session.password")}</span>
                    <input class="input h-12 w-full text-base" name="password" autocomplete="current-password" enterkeyhint="go"
                        type=move || if is_shown.get() { "text" } else { "password" }
                        aria-invalid=move || password_wrong().to_string() aria-describedby="password-problem"
                        prop:value=password on:input:target=move |ev| set_password.set(ev.target().value())/>
                    <span id="password-problem" class="text-sm text-error">{move || password_wrong().then(|| t!("session.password_missing"))}</span>
                </label>
                <label class="flex min-h-11 items-center gap-3">
                    <input type="checkbox" class="checkbox" prop:checked=is_shown on:change:target=move |ev| show.set(ev.target().checked())/>
                    <span>{move || t!("session.show_password")}</span>
                </label>
                <div role="alert">
                    {move || problem().map(|it| view! { <p class="alert alert-error">{it}</p> })}
                </div>
                <button type="submit" class="btn btn-primary h-12 text-base" disabled=is_busy>
                    {move || if is_busy.get() { t!("session.signing_in") } else { t!("session.sign_in") }}
                </button>
            </form>
            <SealedNotes/>
        </DoorFrame>
    }
    .into_any()
}

/// Other people's unsent work that stays on this device.
#[component]
fn SealedNotes() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <ul class="mt-4 flex flex-col gap-2 text-sm text-base-content/70">
            {move || session.sealed().into_iter().map(|it| view! { <li>{t!("session.sealed", name = it.name, n = it.n)}</li> }).collect_view()}
        </ul>
    }
}
