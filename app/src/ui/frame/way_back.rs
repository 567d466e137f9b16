//! The router remembers where one was, to leave out of the browser's history what is there already. It does not hear that a page which took
//! another's place was left by "back"; going there once more it would then keep the old address, and the next "back" would lead one too far.

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Tells the router after each "back" where one is, for as long as the frame lives.
pub fn tell() {
    let navigate = use_navigate();
    Effect::new(move || {
        let navigate = navigate.clone();
        let on_back = window_event_listener(ev::popstate, move |_| {
            // An entry of a sheet keeps its mark: its address is that of the page below.
            if window().history().and_then(|it| it.state()).is_ok_and(|it| it.is_string()) {
                return;
            }
            let here = window().location();
            let (Ok(path), Ok(search), Ok(hash)) = (here.pathname(), here.search(), here.hash()) else { return };
            if !hash.is_empty() {
                // It would scroll there. Only the link past the navigation leaves one.
                return;
            }
            navigate(&(path + &search), NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() });
        });
        on_cleanup(move || on_back.remove());
    });
}
