//! Persistent storage: whether the browser may clear this site's data when the device runs out of space.

use js_sys::Promise;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::js::{get, window};

// Missing at insecure addresses, where the `web-sys` binding would fail.
#[wasm_bindgen]
extern "C" {
    type Keeper;
    #[wasm_bindgen(method, catch)]
    fn persist(this: &Keeper) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn persisted(this: &Keeper) -> Result<Promise, JsValue>;
}

/// Requests persistent storage. Returns whether it is granted.
pub async fn persist() -> bool {
    if is_persistent().await {
        return true;
    }
    answer(Keeper::persist).await
}

/// Whether persistent storage is already granted.
pub async fn is_persistent() -> bool {
    answer(Keeper::persisted).await
}

async fn answer(ask: impl Fn(&Keeper) -> Result<Promise, JsValue>) -> bool {
    let keeper = get(&window().navigator(), "storage");
    if keeper.is_undefined() {
        return false;
    }
    match ask(keeper.unchecked_ref()) {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|it| it.is_truthy()),
        Err(_) => false,
    }
}
