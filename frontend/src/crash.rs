//! Panic handling. After a panic no program state can be trusted, so the person gets plain HTML and a link that reloads the page. Everything
//! reported as saved is already on disk. The message is kept for support.

use std::panic;

use crate::js::document;
use crate::preferences;

/// Key under which the message of the last crash is kept.
pub const LAST_CRASH: &str = "crash";

const OVERLAY: &str = include_str!("crash.html");

/// Installs the panic hook.
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        preferences::remember(LAST_CRASH, Some(&info.to_string()));
        if let Some(body) = document().body()
            && document().get_element_by_id("crash-title").is_none()
        {
            // Fails only for text that is not HTML.
            let _shown = body.insert_adjacent_html("beforeend", OVERLAY);
        }
    }));
}
