//! When the program panics: nothing of it can be trusted any more, so the person gets plain HTML and a link that loads the page again. What
//! she was told is saved is on disk. The message is kept for whoever helps her.

use std::panic;

use crate::js::document;
use crate::preferences;

/// Where the message of the last crash is kept.
pub const LAST_CRASH: &str = "crash";

const OVERLAY: &str = include_str!("crash.html");

/// Watches for panics, from now on.
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        preferences::remember(LAST_CRASH, Some(&info.to_string()));
        if let Some(body) = document().body()
            && document().get_element_by_id("crash-title").is_none()
        {
            // Refused only for a text that is not HTML.
            let _shown = body.insert_adjacent_html("beforeend", OVERLAY);
        }
    }));
}
