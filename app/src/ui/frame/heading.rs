//! Going to another page moves the focus to its heading, so that whoever reads by ear hears where they are. The title of the browser says the same,
//! see `kit::PageHead`.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_router::hooks::use_location;

use crate::ui::kit::note_page;

/// How long a page takes to be drawn.
const DRAWN: Duration = Duration::from_millis(50);

/// Follows the address from page to page; what only its query says is the same page.
pub fn follow() {
    let address = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = address.get();
        note_page(&now);
        if before.is_some_and(|it| it != now) {
            set_timeout(focus, DRAWN);
        }
        now
    });
}

fn focus() {
    let document = document();
    // Somebody who types already, or has something open above the page, stays there.
    let is_at_work = document.active_element().is_some_and(|it| it.matches("input, textarea, select").unwrap_or(false));
    let is_covered = document.query_selector("dialog[open]").is_ok_and(|it| it.is_some());
    let heading = document.query_selector("main h1").ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading.filter(|_| !is_at_work && !is_covered) {
        let (left, top) = (window().scroll_x().unwrap_or_default(), window().scroll_y().unwrap_or_default());
        // A heading always takes the focus; where the page was scrolled to is the way back's matter.
        let _ = heading.focus();
        window().scroll_to_with_x_and_y(left, top);
    }
}
