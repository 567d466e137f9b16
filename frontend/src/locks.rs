//! A Web Lock: held by one tab of this browser at a time; the browser releases it when the tab dies.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::js::{get, window};

// `web-sys` has locks only behind its flag for unstable interfaces; browsers have supported them for years.
#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, granted: &JsValue) -> Result<Promise, JsValue>;
}

/// A lock, requested or held. Dropping its guard releases it, even while the request is still waiting.
pub struct Lock {
    is_wanted: Cell<bool>,
    release: RefCell<Option<Function>>,
}

/// Dropping this releases the lock.
pub struct Held(#[expect(dead_code, reason = "held for its end")] Guard);

struct Guard(Rc<Lock>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.is_wanted.set(false);
        if let Some(release) = self.0.release.take() {
            drop(release.call0(&JsValue::UNDEFINED));
        }
    }
}

/// Waits for the lock with this name. A browser without locks (an insecure address) grants it at once. Two tabs may then sync at the same time.
/// This costs work but loses nothing, because an answer is written only over the state it was requested for.
pub async fn hold(name: &str) -> Held {
    let lock = Rc::new(Lock { is_wanted: Cell::new(true), release: RefCell::new(None) });
    let guard = Guard(Rc::clone(&lock));
    let manager = get(&window().navigator(), "locks");
    if manager.is_undefined() {
        return Held(guard);
    }
    let granted = Promise::new(&mut |resolve, refuse| {
        let lock = Rc::clone(&lock);
        let on_grant = Closure::once_into_js(move |_: JsValue| -> Promise {
            Promise::new(&mut |release, _| {
                if lock.is_wanted.get() {
                    *lock.release.borrow_mut() = Some(release);
                    drop(resolve.call0(&JsValue::UNDEFINED));
                } else {
                    drop(release.call0(&JsValue::UNDEFINED));
                }
            })
        });
        if let Err(thrown) = manager.unchecked_ref::<LockManager>().request(name, &on_grant) {
            drop(refuse.call1(&JsValue::UNDEFINED, &thrown));
        }
    });
    // The request fails when the page is being unloaded: proceed as without locks.
    let _granted = JsFuture::from(granted).await;
    Held(guard)
}
