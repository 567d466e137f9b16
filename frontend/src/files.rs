//! Saving a text as a file.

use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::js::document;

/// How long the file's address stays valid: some browsers start the download only after the person agrees.
const LIFE_MS: u32 = 60_000;

/// Offers a text as a file to save.
pub fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    gloo_timers::callback::Timeout::new(LIFE_MS, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}
