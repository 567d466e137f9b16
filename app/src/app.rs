//! The root: the context of all screens and the sign-in check.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ports::Browser;
use crate::state::{Machine, Preferences, Session, SessionState};
use crate::ui::areas::session::{DisabledPage, OpeningPage, SignInPage, UnloadedPage, UnstoredPage, Update};
use crate::ui::frame::later;
use crate::{inside, pages};

pub fn start(browser: Rc<dyn Browser>) {
    leptos::mount::mount_to_body(move || view! { <App browser=browser.clone()/> });
}

/// The root component.
#[component]
fn App(browser: Rc<dyn Browser>) -> impl IntoView {
    let machine = Machine::new(browser);
    provide_context(machine);
    provide_context(Preferences::restore(machine));
    provide_context(Update::watch(machine));
    provide_context(Session::start(machine));
    view! {
        <Door/>
    }
}

/// Loads the first page while the store is being opened. Today needs nothing but the app, which is loaded anyway.
fn load_first_page() {
    if window().location().pathname().is_ok_and(|it| it != "/" && it != "/sign-in") {
        spawn_local(async {
            inside::load_ahead().await;
            pages::load_ahead().await;
        });
    }
}

/// Shows the sign-in screens or the app, by the session's standing.
#[component]
fn Door() -> impl IntoView {
    let session = expect_context::<Session>();
    move || match session.standing() {
        SessionState::Opening => {
            load_first_page();
            view! { <OpeningPage/> }.into_any()
        }
        SessionState::Out => view! { <SignInPage/> }.into_any(),
        SessionState::Disabled => view! { <DisabledPage/> }.into_any(),
        SessionState::Unstored => view! { <UnstoredPage/> }.into_any(),
        SessionState::Unloaded => view! { <UnloadedPage/> }.into_any(),
        SessionState::In(notebook) => later(move || inside::open(notebook)),
    }
}
