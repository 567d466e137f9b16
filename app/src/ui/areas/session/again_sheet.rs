//! Signing in again without leaving the page.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::sign_in_page::refused_words;
use crate::state::Session;
use crate::t;
use crate::ui::forms::server_call::ServerCall;

/// Asks for the password of the person whose book is open.
#[component]
pub fn AgainForm(
    /// Called once the user is signed in again.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let password = RwSignal::new(String::new());
    let call = ServerCall::ready();
    let account = Memo::new(move |_| session.me().map(|it| it.person.account).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        call.forget_failure();
        let (account, password) = (account.get_untracked(), password.get_untracked());
        call.ask(async move { session.sign_in(account, password).await }, move |answer| {
            if answer.is_ok() {
                on_done.run(());
            }
        });
    };
    view! {
        <form on:submit=submit novalidate class="flex flex-col gap-4">
            <p class="text-base-content/80">{move || t!("session.again_body")}</p>
            <label class="flex flex-col gap-1">
                <span class="text-sm font-medium">{move || t!("session.account")}</span>
                <input class="input h-12 w-full text-base" autocomplete="username" readonly prop:value=account/>
            </label>
            <label class="flex flex-col gap-1">
                <span class="text-sm font-medium">{move || t!("session.password")}</span>
                <input type="password" class="input h-12 w-full text-base" autocomplete="current-password" enterkeyhint="go"
                    prop:value=password on:input:target=move |ev| password.set(ev.target().value())/>
            </label>
            <div role="alert">{move || call.failure().get().map(|it| view! { <p class="alert alert-error">{refused_words(&it)}</p> })}</div>
            <button type="submit" class="btn btn-primary h-12 text-base" disabled=call.is_busy()>{move || t!("session.sign_in")}</button>
        </form>
    }
    .into_any()
}
