//! App frame: bottom bar of a phone, side bar of a desktop, sync state and keyboard shortcuts.

mod dock;
mod heading;
mod keys;
mod later;
mod places;
mod rail;
mod sync_badge;
mod top_bar;
mod way_back;
mod workbench_page;

pub use later::{later, load_again};
pub use sync_badge::{SyncBadge, SyncPhase};
pub use workbench_page::WorkbenchPage;

use leptos::prelude::*;

use crate::i18n::locale;
use crate::t;
use crate::ui::charts::watch_theme;
use crate::ui::kit::ToastHost;
use dock::Dock;
use rail::Rail;
use top_bar::TopBar;

/// Frame around every page except the sign-in. Expects `Toasts` in context.
#[component]
pub fn Frame(
    #[prop(into)] sync: Signal<SyncBadge>,
    /// Number of items in the Attention tray.
    #[prop(into)]
    attention: Signal<usize>,
    /// Whether the user may see the company's settings.
    #[prop(into)]
    may_settings: Signal<bool>,
    children: Children,
) -> impl IntoView {
    Effect::new(|| {
        watch_theme();
    });
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            // Cannot fail: a page always has a root that takes attributes.
            let _ = root.set_attribute("lang", locale().lang.tag());
        }
    });
    keys::listen();
    way_back::tell();
    heading::follow();
    view! {
        <a href="#main" class="skip-link">{move || t!("nav.skip")}</a>
        <div class="frame-columns lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
            <Rail attention may_settings/>
            <div class="flex min-h-dvh min-w-0 flex-col">
                <TopBar sync attention/>
                <main id="main" tabindex="-1" class="page-width mx-auto w-full flex-1 px-4 pt-4 pb-28 outline-none lg:px-8 lg:pb-12">{children()}</main>
            </div>
        </div>
        <Dock attention may_settings/>
        <ToastHost/>
    }
    .into_any()
}
