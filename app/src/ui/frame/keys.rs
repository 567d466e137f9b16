//! Keyboard shortcuts: `/` searches, `n` creates an entry, `g` and a letter navigates. Inactive while typing and under a sheet.

use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, web_sys};
use leptos_router::hooks::{use_location, use_navigate};

use super::places::{MODULES, SETTINGS, is_within};
use crate::ui::kit::once_settled;
use crate::ui::url::routes;

/// Listens for as long as the frame lives.
pub fn listen() {
    let navigate = use_navigate();
    let address = use_location().pathname;
    let is_going = StoredValue::new(false);
    Effect::new(move || {
        let navigate = navigate.clone();
        let on_key = window_event_listener(ev::keydown, move |event| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) || is_under_a_sheet() {
                return;
            }
            let key = event.key();
            let was_going = is_going.get_value();
            is_going.set_value(!was_going && key == "g");
            let to = match key.as_str() {
                letter if was_going => MODULES.iter().chain(&SETTINGS).find(|it| it.key == letter).map(|it| it.to),
                "n" => Some(new_of(&address.get_untracked())),
                "/" => {
                    search();
                    event.prevent_default();
                    None
                }
                _ => None,
            };
            if let Some(to) = to {
                event.prevent_default();
                // Waits until a sheet that has just closed has removed its history entry; otherwise the browser would go back from the new page.
                let navigate = navigate.clone();
                once_settled(move || navigate(to, leptos_router::NavigateOptions::default()));
            }
        });
        on_cleanup(move || on_key.remove());
    });
}

/// Target of `n` on a page.
fn new_of(address: &str) -> &'static str {
    if is_within(address, routes::ORDERS) || is_within(address, routes::PERFORMANCE) {
        routes::ENTER_ORDER
    } else if address == routes::CUSTOMERS {
        routes::NEW_CUSTOMER
    } else {
        routes::ENTER_FOLLOW_UP
    }
}

/// Focuses the page's search field, if any.
fn search() {
    let field = document().query_selector("[data-search]").ok().flatten();
    if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A field that cannot take the focus is ignored.
        let _ = field.focus();
    }
}

fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    target.is_some_and(|it| it.is_content_editable() || matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Whether a sheet covers the page. If nothing on the sheet has the focus, keys go to the page.
fn is_under_a_sheet() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|it| it.is_some())
}
