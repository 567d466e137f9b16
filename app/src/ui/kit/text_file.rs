//! The text of a file that somebody chooses.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// Passes on the text of the chosen file once it is read. The input is named `file` and alone in its form.
pub fn read_text(input: &web_sys::HtmlInputElement, then: Callback<String>) {
    let form = input.form().and_then(|it| web_sys::FormData::new_with_form(&it).ok());
    let Some(file) = form.and_then(|it| it.get("file").dyn_into::<web_sys::Blob>().ok()) else { return };
    let Ok(reader) = web_sys::FileReader::new() else { return };
    let source = reader.clone();
    let done = Closure::once_into_js(move || {
        if let Some(text) = source.result().ok().and_then(|it| it.as_string()) {
            let _ = then.try_run(text);
        }
    });
    reader.set_onload(Some(done.unchecked_ref()));
    // A file that cannot be read fires no `load` event; nothing happens, and no data is lost.
    let _ = reader.read_as_text(&file);
}
