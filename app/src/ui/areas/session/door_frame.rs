//! The layout of all pages outside the app, such as sign-in: the app's name and one card.

use leptos::prelude::*;

use crate::t;
use crate::ui::kit::name_page;

/// A card in the middle of the page.
#[component]
pub fn DoorFrame(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    name_page(title);
    view! {
        <main id="main" class="min-h-dvh bg-base-200 flex flex-col items-center px-4 pt-[max(2rem,env(safe-area-inset-top))] pb-8 sm:justify-center">
            <div class="w-full max-w-sm">
                <p class="mb-6 flex items-center gap-2 text-xl font-semibold text-primary">
                    <span class="icon-[lucide--target] size-7" aria-hidden="true"></span>
                    {move || t!("kit.app")}
                </p>
                <div class="rounded-box bg-base-100 p-5 shadow-sm sm:p-6">
                    <h1 class="mb-4 text-xl font-semibold">{move || title.get()}</h1>
                    {children()}
                </div>
            </div>
        </main>
    }
    .into_any()
}
