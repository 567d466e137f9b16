//! Requests and transactions as futures. The promise's own resolve functions are the event handlers, so no closure must be kept alive.

use js_sys::Promise;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbRequest, IdbTransaction};

use super::failure::Failure;

/// The result of a request. Its transaction still accepts requests when this resolves.
pub async fn result(request: &IdbRequest) -> Result<JsValue, Failure> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(answered).await {
        Ok(_) => Ok(request.result()?),
        Err(_) => Err(error_of(request.error().ok().flatten())),
    }
}

/// Resolves when the transaction is committed, or fails when it is aborted. Call it before the first request so that no event is missed.
pub fn end(transaction: &IdbTransaction) -> impl Future<Output = Result<(), Failure>> + use<> {
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let transaction = transaction.clone();
    async move { JsFuture::from(ended).await.map(drop).map_err(|_| error_of(transaction.error())) }
}

fn error_of(error: Option<web_sys::DomException>) -> Failure {
    match error {
        Some(error) => Failure::from(JsValue::from(error)),
        None => Failure::Broken("aborted".to_owned()),
    }
}
