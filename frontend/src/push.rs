//! Push notifications while no page is open: the browser's push service and the person's permission.

use std::time::Duration;

use app::api::delivery::Subscription;
use app::ports::{PushError, PushStanding};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::js::{get, window, within};

/// Time limit for the service worker to become ready, and for the push service to answer.
const PATIENCE: Duration = Duration::from_secs(20);
const GRANTED: &str = "granted";

// Missing in browsers without push, so [`standing`] checks for each before it is used.
#[wasm_bindgen]
extern "C" {
    type Notification;
    #[wasm_bindgen(static_method_of = Notification, catch, js_name = requestPermission)]
    fn request_permission() -> Result<Promise, JsValue>;

    type PushManager;
    #[wasm_bindgen(method, catch)]
    fn subscribe(this: &PushManager, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getSubscription)]
    fn get_subscription(this: &PushManager) -> Result<Promise, JsValue>;

    type PushSubscription;
    #[wasm_bindgen(method, catch)]
    fn unsubscribe(this: &PushSubscription) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = toJSON)]
    fn to_json(this: &PushSubscription) -> Result<JsValue, JsValue>;
}

/// Whether this browser can receive push messages.
pub fn standing() -> PushStanding {
    let navigator = window().navigator();
    let has = |of: &JsValue, name: &str| !get(of, name).is_undefined();
    if !has(&navigator, "serviceWorker") || !has(&window(), "PushManager") || !has(&window(), "Notification") {
        // Only iPhones and iPads report whether they run from the home screen, and they support push only there.
        let is_in_a_tab = get(&navigator, "standalone") == JsValue::FALSE;
        return if is_in_a_tab { PushStanding::NeedsInstalling } else { PushStanding::Unsupported };
    }
    if get(&get(&window(), "Notification"), "permission") == "denied" { PushStanding::Denied } else { PushStanding::Possible }
}

/// Asks the person for permission and returns the subscription of this browser.
pub async fn subscribe(server_key: &str) -> Result<Subscription, PushError> {
    let asked = Notification::request_permission().map_err(|_| PushError::Denied)?;
    if JsFuture::from(asked).await.map_err(|_| PushError::Denied)? != GRANTED {
        return Err(PushError::Denied);
    }
    let manager = manager().await.ok_or(PushError::Unreachable)?;
    let options = Object::new();
    for (name, value) in [("userVisibleOnly", JsValue::TRUE), ("applicationServerKey", JsValue::from_str(server_key))] {
        Reflect::set(&options, &JsValue::from_str(name), &value).map_err(|_| PushError::Unreachable)?;
    }
    let subscription = match made(&manager, &options).await {
        Some(subscription) => subscription,
        // A subscription with another server's key is in the way: cancel it and try again.
        None => {
            unsubscribe().await;
            made(&manager, &options).await.ok_or(PushError::Unreachable)?
        }
    };
    read(&subscription).ok_or(PushError::Unreachable)
}

/// Cancels the subscription. Best effort: the server stops sending in any case.
pub async fn unsubscribe() {
    let Some(manager) = manager().await else { return };
    let Ok(asked) = manager.get_subscription() else { return };
    let Ok(subscription) = JsFuture::from(asked).await else { return };
    if subscription.is_truthy()
        && let Ok(asked) = subscription.unchecked_into::<PushSubscription>().unsubscribe()
    {
        drop(JsFuture::from(asked).await);
    }
}

/// The push manager of the service worker, once a worker is active.
async fn manager() -> Option<PushManager> {
    let ready = window().navigator().service_worker().ready().ok()?;
    let registration = within(PATIENCE, JsFuture::from(ready)).await?.ok()?;
    let manager = get(&registration, "pushManager");
    (!manager.is_undefined()).then(|| manager.unchecked_into())
}

async fn made(manager: &PushManager, options: &Object) -> Option<PushSubscription> {
    let asked = manager.subscribe(options).ok()?;
    within(PATIENCE, JsFuture::from(asked)).await?.ok().map(JsCast::unchecked_into)
}

fn read(subscription: &PushSubscription) -> Option<Subscription> {
    let told = subscription.to_json().ok()?;
    let keys = get(&told, "keys");
    let text = |of: &JsValue, name: &str| get(of, name).as_string();
    Some(Subscription { endpoint: text(&told, "endpoint")?, p256dh: text(&keys, "p256dh")?, auth: text(&keys, "auth")? })
}
