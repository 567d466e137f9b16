//! The clipboard, and what the user has selected.

use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::js::{get, window};

/// Puts a text on the clipboard. Browsers offer it on HTTPS and localhost only, and in reaction to a press.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    if get(&navigator, "clipboard").is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop)
}

/// Whether text is selected on the page.
pub fn has_selected_text() -> bool {
    window().get_selection().ok().flatten().is_some_and(|it| !it.is_collapsed())
}
