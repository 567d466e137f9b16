//! The push channel: Web Push (RFC 8030) to a device.

use anyhow::{Context, Result};
use app::api::delivery::DeliveryTrouble;
use domain::values::calendar::Timestamp;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use serde_json::json;
use uuid::Uuid;

use super::message::Message;
use super::outward::Outward;
use super::retry::Attempt;
use super::sealed::{self, Receiver};
use super::vapid::Vapid;
use crate::db::queries::delivery::Device;

/// How long a push service keeps a message for a phone that is off, in seconds: a day, after which it is outdated.
const TIME_TO_LIVE: &str = "86400";

/// The result of an attempt, and whether the browser has revoked its address.
pub struct PushResult {
    pub attempt: Attempt,
    /// The address no longer exists.
    pub is_gone: bool,
}

/// The client and identity that a message is sent with.
pub struct Sender<'a> {
    pub outward: &'a Outward,
    pub vapid: &'a Vapid,
    /// Where the operators of a push service reach those of this server.
    pub contact: &'a str,
}

/// Sends a message to a device. The parcel's id is included, so that a message that arrives twice is shown once.
pub async fn push(sender: &Sender<'_>, device: &Device, parcel: Uuid, message: &Message, now: Timestamp) -> Result<PushResult> {
    let subscription = &device.subscription;
    let refused = |why: &str, is_gone| Ok(PushResult { attempt: Attempt::Refused(why.to_owned()), is_gone });
    let Some(url) = sender.outward.check(&subscription.endpoint) else { return refused("not an address of a push service", true) };
    let Some(receiver) = Receiver::parse(&subscription.p256dh, &subscription.auth) else { return refused("not keys of a browser", true) };

    let body = sealed::seal(text(message, parcel).as_bytes(), &receiver)?;
    let origin = url.origin().ascii_serialization();
    let authorization = sender.vapid.authorization(&origin, sender.contact, now)?;
    let mut headers = HeaderMap::new();
    let mut authorization = HeaderValue::from_str(&authorization).context("a signature is plain text")?;
    authorization.set_sensitive(true);
    headers.insert(header::AUTHORIZATION, authorization);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"));
    headers.insert(HeaderName::from_static("ttl"), HeaderValue::from_static(TIME_TO_LIVE));
    let urgency = if message.is_urgent { "high" } else { "normal" };
    headers.insert(HeaderName::from_static("urgency"), HeaderValue::from_static(urgency));
    // A push service that still holds this message replaces it. At most 32 characters of base64url.
    headers.insert(HeaderName::from_static("topic"), HeaderValue::from_str(&parcel.simple().to_string())?);

    let reply = match sender.outward.post(url, headers, body).await {
        Ok(reply) => reply,
        Err(why) => return Ok(PushResult { attempt: Attempt::Failed(why.to_string()), is_gone: false }),
    };
    let said = format!("{ANSWERED}{}", reply.status.as_u16());
    Ok(match reply.status.as_u16() {
        200..300 => PushResult { attempt: Attempt::Sent, is_gone: false },
        404 | 410 => PushResult { attempt: Attempt::Refused(said), is_gone: true },
        // Temporary: too many requests, or trouble of the service.
        408 | 429 | 500.. => PushResult { attempt: Attempt::Failed(said), is_gone: false },
        _ => PushResult { attempt: Attempt::Refused(said), is_gone: false },
    })
}

/// Stored text of a reply; its status follows.
const ANSWERED: &str = "the push service answered ";

/// Parses the stored text, so that it can be shown in another language.
pub(super) fn trouble(said: &str) -> Option<DeliveryTrouble> {
    said.strip_prefix(ANSWERED).and_then(|it| it.parse().ok()).map(DeliveryTrouble::Answered)
}

/// The payload for the service worker. Drops lines until it fits.
fn text(message: &Message, parcel: Uuid) -> String {
    let mut lines = message.lines.len();
    loop {
        let body = message.lines.get(..lines).unwrap_or_default().join("\n");
        let text = json!({
            "title": message.title,
            "body": body,
            "lang": message.language,
            "place": message.place,
            "tag": parcel,
        });
        let text = text.to_string();
        if text.len() <= sealed::LONGEST || lines == 0 {
            return text;
        }
        lines -= 1;
    }
}
