//! The app of a signed-in person.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use leptos_router::components::Router;

use crate::local::{Notebook, Phase, Status};
use crate::pages::{self, Pages};
use crate::split::Unloaded;
use crate::state::{Customers, Machine, SaidInFollowUps, Session, fetch_characters};
use crate::ui::areas::session::{Banners, MustChangePasswordPage};
use crate::ui::frame::{Frame, SyncBadge, SyncPhase};
use crate::ui::kit::{ClockGap, Toasts};
use crate::uploads::Tray;

/// The view of the app.
#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible, preload(preload_inside))]
pub fn open(notebook: Notebook) -> Result<AnyView, Unloaded> {
    Ok(view! { <Router><Provider value=notebook><Inside/></Provider></Router> }.into_any())
}

/// Loads the app ahead, for instance while the person types a password. Ignores a failure: opening the app tries again.
pub async fn load_ahead() {
    let _ = preload_inside().await;
}

/// The app of a signed-in person whose store is open.
#[component]
fn Inside() -> impl IntoView {
    let session = expect_context::<Session>();
    let notebook = expect_context::<Notebook>();
    provide_context(Customers::of(notebook));
    provide_context(SaidInFollowUps::of(notebook));
    provide_context(Tray::beside(notebook, expect_context::<Machine>()));
    Toasts::provide();
    fetch_characters(notebook, expect_context::<Machine>());
    let status = notebook.status();
    let clock_gap = Memo::new(move |_| status.with(|it| it.clock_gap));
    provide_context(ClockGap(clock_gap.into()));
    let phase = Memo::new(move |_| status.with(|it| it.phase.clone()));
    let n_pending = Memo::new(move |_| status.with(|it| it.n_pending));
    Effect::new(move |_| session.heed(&phase.get()));
    Effect::new(move |_| session.note_unsent(n_pending.get()));
    let seen = Memo::new(move |_| notebook.with(|book| book.has_company()).then(|| notebook.sight().name()));
    Effect::new(move |_| seen.get().into_iter().for_each(|it| session.heed_sight(&it)));
    Effect::new(move |_| {
        notebook.with(|book| {
            if book.has_company() {
                crate::i18n::set_company(book.company())
            }
        })
    });
    let sync = Memo::new(move |_| status.with(badge));
    let attention = Memo::new(move |_| status.with(|it| it.n_attention));
    let may_settings = Memo::new(move |_| notebook.actor().may_administer());
    // The pages that come next, once this one is on the screen.
    Effect::new(|_| spawn_local(pages::load_ahead()));
    let must_change = Memo::new(move |_| session.must_change_password());
    move || {
        if must_change.get() {
            view! { <MustChangePasswordPage/> }.into_any()
        } else {
            view! {
                <Frame sync attention may_settings>
                    <Banners/>
                    <Pages/>
                </Frame>
            }
            .into_any()
        }
    }
}

/// The sync badge of the frame for a status.
fn badge(status: &Status) -> SyncBadge {
    let phase = match status.phase {
        Phase::Idle | Phase::Offline => SyncPhase::Idle,
        Phase::Syncing => SyncPhase::Syncing,
        Phase::SignedOut
        | Phase::PasswordDue
        | Phase::Disabled
        | Phase::WrongPerson
        | Phase::Failing
        | Phase::Outdated
        | Phase::Storage(_) => SyncPhase::Trouble,
    };
    SyncBadge { phase, pending: status.n_pending, offline: status.phase == Phase::Offline }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_badge_is_syncing_until_the_server_answers() {
        assert_eq!(badge(&Status::default()).phase, SyncPhase::Syncing);
    }
}
