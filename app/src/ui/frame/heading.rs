//! Moves the focus to the heading after navigation, so that screen readers announce the page. `kit::PageHead` sets the browser's title as well.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_router::hooks::use_location;

use crate::ui::kit::note_page;

/// How long a page takes to render.
const DRAWN: Duration = Duration::from_millis(50);
/// How often to look again while the file of the page is loading.
const MOST_LOOKS: u32 = 200;

/// Follows path changes; a change of the query alone is the same page.
pub fn follow() {
    let address = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = address.get();
        note_page(&now);
        if before.is_some_and(|it| it != now) {
            set_timeout(move || focus(address, MOST_LOOKS), DRAWN);
        }
        now
    });
}

fn focus(address: Memo<String>, n_looks: u32) {
    let document = document();
    // A user who is typing, or has a dialog open, keeps the focus.
    let is_at_work = document.active_element().is_some_and(|it| it.matches("input, textarea, select").unwrap_or(false));
    let is_covered = document.query_selector("dialog[open]").is_ok_and(|it| it.is_some());
    let heading = document.query_selector("main h1").ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let Some(heading) = heading else {
        // Another page has its own look.
        let here = address.try_get_untracked();
        if here.is_some() && 0 < n_looks {
            set_timeout(
                move || {
                    if address.try_get_untracked() == here {
                        focus(address, n_looks - 1)
                    }
                },
                DRAWN,
            );
        }
        return;
    };
    if !is_at_work && !is_covered {
        let (left, top) = (window().scroll_x().unwrap_or_default(), window().scroll_y().unwrap_or_default());
        // A heading always takes the focus. The scroll position is restored because back navigation manages it.
        let _ = heading.focus();
        window().scroll_to_with_x_and_y(left, top);
    }
}
