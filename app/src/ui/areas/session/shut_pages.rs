//! Pages shown when no book is open.

use leptos::prelude::*;
use leptos_router::components::A;

use super::door_frame::DoorFrame;
use crate::ports::StoreError;
use crate::state::{Machine, Session};
use crate::t;
use crate::ui::frame::load_again;
use crate::ui::kit::name_page;

/// The store is being opened.
#[component]
pub fn OpeningPage() -> impl IntoView {
    view! {
        <main id="main" class="grid min-h-dvh place-items-center bg-base-200" aria-busy="true" data-loading>
            <p role="status" class="flex items-center gap-3 text-base-content/70">
                <span class="loading loading-spinner" aria-hidden="true"></span>
                {move || t!("session.opening")}
            </p>
        </main>
    }
    .into_any()
}

/// The person's account is disabled.
#[component]
pub fn DisabledPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let go = move |_| session.go_to_the_door();
    view! {
        <DoorFrame title=Signal::derive(|| t!("session.disabled_title").to_owned())>
            <p class="mb-5">{move || t!("session.disabled_body")}</p>
            <button type="button" class="btn btn-block h-12" on:click=go>{move || t!("session.to_sign_in")}</button>
        </DoorFrame>
    }
    .into_any()
}

/// The device cannot store anything.
#[component]
pub fn UnstoredPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let why = move || match session.storage_error() {
        Some(StoreError::Full) => t!("session.unstored_full"),
        Some(StoreError::Blocked) => t!("session.unstored_blocked"),
        Some(StoreError::Outdated) => t!("session.unstored_outdated"),
        Some(StoreError::Unavailable(_)) | None => t!("session.unstored_unavailable"),
    };
    let again = move |_| session.open_again();
    view! {
        <DoorFrame title=Signal::derive(|| t!("session.unstored_title").to_owned())>
            <p class="mb-5" role="alert">{why}</p>
            <button type="button" class="btn btn-primary btn-block h-12" on:click=again>{move || t!("session.try_again")}</button>
        </DoorFrame>
    }
    .into_any()
}

/// The code of the app could not be loaded.
#[component]
pub fn UnloadedPage() -> impl IntoView {
    let (session, machine) = (expect_context::<Session>(), expect_context::<Machine>());
    let again = move |_| load_again(machine, Callback::new(move |()| session.begin()));
    view! {
        <DoorFrame title=Signal::derive(|| t!("session.unloaded_title").to_owned())>
            <p class="mb-5" role="alert">{move || t!("session.unloaded_body")}</p>
            <button type="button" class="btn btn-primary btn-block h-12" on:click=again>{move || t!("session.try_again")}</button>
        </DoorFrame>
    }
    .into_any()
}

/// No page has this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    name_page(Signal::derive(|| t!("session.not_found_title").to_owned()));
    view! {
        <div class="mx-auto max-w-md px-4 py-16 text-center">
            <h1 class="mb-2 text-xl font-semibold outline-none" tabindex="-1">{move || t!("session.not_found_title")}</h1>
            <p class="mb-6 text-base-content/70">{move || t!("session.not_found_body")}</p>
            <A href="/" attr:class="btn btn-primary h-12">{move || t!("session.to_today")}</A>
        </div>
    }
    .into_any()
}
