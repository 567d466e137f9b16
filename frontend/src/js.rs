//! Short helpers for JavaScript calls that are verbose in `web-sys`.

use std::time::Duration;

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use web_sys::EventTarget;

/// The page's window. There is always one: this crate runs in pages, not in workers.
pub fn window() -> web_sys::Window {
    web_sys::window().expect("a page has a window")
}

/// The page's document.
pub fn document() -> web_sys::Document {
    window().document().expect("a page has a document")
}

pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// A property, or `undefined` if it does not exist.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Adds an event listener that is never removed.
pub fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, hear: impl FnMut(E) + 'static) {
    let hear = Closure::<dyn FnMut(E)>::new(hear).into_js_value();
    // Fails only for a listener that is not a function.
    let _heard = target.add_event_listener_with_callback(event, hear.unchecked_ref());
}

/// The result of `work`, or `None` after `limit`.
pub async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let millis = u32::try_from(limit.as_millis()).unwrap_or(u32::MAX);
    match select(std::pin::pin!(work), TimeoutFuture::new(millis)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
