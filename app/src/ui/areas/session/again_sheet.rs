//! Signing in again without leaving the page.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sign_in_page::refused_words;
use crate::api::ApiError;
use crate::state::Session;
use crate::t;
use crate::ui::forms::network;

/// Asks for the password of the person whose book is open.
#[component]
pub fn AgainForm(
    /// Called once the user is signed in again.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let password = RwSignal::new(String::new());
    let (is_busy, set_busy) = signal(false);
    let problem = RwSignal::new(None::<ApiError>);
    network::forget_offline(problem);
    let account = Memo::new(move |_| session.me().map(|it| it.person.account).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        problem.set(None);
        set_busy.set(true);
        let (account, password) = (account.get_untracked(), password.get_untracked());
        spawn_local(async move {
            let outcome = session.sign_in(account, password).await;
            let _ = set_busy.try_set(false);
            match outcome {
                Ok(()) => drop(on_done.try_run(())),
                Err(error) => drop(problem.try_set(Some(error))),
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
            <div role="alert">{move || problem.get().map(|it| view! { <p class="alert alert-error">{refused_words(&it)}</p> })}</div>
            <button type="submit" class="btn btn-primary h-12 text-base" disabled=is_busy>{move || t!("session.sign_in")}</button>
        </form>
    }
    .into_any()
}
