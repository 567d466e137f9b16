//! Transfers file bytes to the server: plain requests, each with a time limit.

use std::time::Duration;

use app::api::ApiError;
use app::api::attachments::{self, Arrived};
use app::ports::FileWay;
use async_trait::async_trait;
use domain::records::attachment::Digest;
use domain::values::ids::AttachmentId;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

use crate::js::{window, within};

/// Time limit of one piece: 256 KB over a bad network.
const PATIENCE: Duration = Duration::from_secs(90);

/// The server this page came from.
pub struct ServerFiles;

#[async_trait(?Send)]
impl FileWay for ServerFiles {
    async fn arrived(&self, sha256: &Digest) -> Result<Arrived, ApiError> {
        let answer = call("GET", &attachments::pieces(sha256), None).await?;
        serde_json::from_str(&answer).map_err(|_| ApiError::Offline)
    }

    async fn put_piece(&self, sha256: &Digest, offset: u32, size: u32, bytes: &[u8]) -> Result<(), ApiError> {
        call("PUT", &attachments::piece(sha256, offset, size), Some(bytes)).await.map(drop)
    }

    async fn complete(&self, id: AttachmentId) -> Result<(), ApiError> {
        call("POST", &attachments::complete(id), None).await.map(drop)
    }
}

/// Returns the text of a successful response. A response that is not from this server (a hotel's sign-in page) counts as offline.
pub async fn call(method: &str, path: &str, bytes: Option<&[u8]>) -> Result<String, ApiError> {
    let asked = RequestInit::new();
    asked.set_method(method);
    if let Some(bytes) = bytes {
        asked.set_body(&Uint8Array::from(bytes));
    }
    let stop = AbortController::new().ok();
    asked.set_signal(stop.as_ref().map(AbortController::signal).as_ref());
    let work = async {
        let answer: Response = JsFuture::from(window().fetch_with_str_and_init(path, &asked)).await?.dyn_into()?;
        let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
        Ok::<_, JsValue>((answer.status(), answer.redirected(), text))
    };
    let Some(done) = within(PATIENCE, work).await else {
        if let Some(stop) = stop {
            stop.abort();
        }
        return Err(ApiError::Offline);
    };
    match done {
        Ok((200 | 204, false, text)) => Ok(text),
        Ok((_, _, text)) => Err(serde_json::from_str(&text).unwrap_or(ApiError::Offline)),
        Err(_) => Err(ApiError::Offline),
    }
}
