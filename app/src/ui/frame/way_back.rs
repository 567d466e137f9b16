//! Keeps the router in step with "back". The router remembers the current address so as not to push it again, but does not notice "back" from a
//! page that replaced another. Going to that page once more would keep the old address, and the next "back" would go one page too far.

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Tells the router the address after each "back", for as long as the frame lives.
pub fn tell() {
    let navigate = use_navigate();
    Effect::new(move || {
        let navigate = navigate.clone();
        let on_back = window_event_listener(ev::popstate, move |_| {
            // A sheet's entry keeps its mark: its address is that of the page below.
            if window().history().and_then(|it| it.state()).is_ok_and(|it| it.is_string()) {
                return;
            }
            let here = window().location();
            let (Ok(path), Ok(search), Ok(hash)) = (here.pathname(), here.search(), here.hash()) else { return };
            if !hash.is_empty() {
                // Navigating would scroll to the hash. Only the skip link leaves one.
                return;
            }
            navigate(&(path + &search), NavigateOptions { replace: true, scroll: false, resolve: false, ..NavigateOptions::default() });
        });
        on_cleanup(move || on_back.remove());
    });
}
