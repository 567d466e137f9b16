//! Uploads of pieces and downloads of whole files. Every call checks again who is asking. A file is reached only through its attachment, and a
//! download can be viewed or saved but never runs as a page.

use std::sync::Arc;

use anyhow::{Result, bail};
use app::api::ApiError;
use app::api::attachments::Arrived;
use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::access::actor::Actor;
use domain::access::sight::Sight;
use domain::records::attachment::{Attachment, Digest, MOST_BYTES, Media, piece};
use domain::values::field::Field;
use domain::values::ids::AttachmentId;
use domain::values::refusal::{Refusal, Refusals};
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::answers;
use super::connections::note_session;
use crate::Server;
use crate::attachments::{self, Quota};
use crate::auth::{self, cookie};
use crate::db::queries;

/// Seconds to wait for a person with too much under way, until unfinished pieces are finished or deleted.
const TOO_MUCH_UNDER_WAY: u32 = 600;

#[derive(Deserialize)]
pub(super) struct Whole {
    size: u32,
}

/// Rejects people who may not send files before anything of the body is read. Handlers find the actor in the request.
pub(super) async fn admit_sender(State(server): State<Arc<Server>>, mut request: Request, next: Next) -> Response {
    match sender(&server, request.headers()).await {
        Ok(actor) => {
            note_session(request.extensions());
            request.extensions_mut().insert(actor);
            next.run(request).await
        }
        Err(error) => answer(Err::<Response, _>(error)),
    }
}

/// Lists the pieces of a file that have arrived.
pub(super) async fn arrived(State(server): State<Arc<Server>>, Extension(actor): Extension<Actor>, Path(sha256): Path<String>) -> Response {
    let work = async {
        let sha256 = Digest::parse(&sha256).map_err(|it| refused(Field::Sha256, it))?;
        Ok(Arrived { offsets: server.config.attachments.pieces(actor.person, &sha256).await? })
    };
    answer(work.await.map(Json))
}

/// Stores one piece. Pieces may come in any order, any number of times.
pub(super) async fn take_piece(
    State(server): State<Arc<Server>>,
    Extension(actor): Extension<Actor>,
    Path((sha256, offset)): Path<(String, u32)>,
    Query(whole): Query<Whole>,
    bytes: Bytes,
) -> Response {
    let work = async {
        let sha256 = Digest::parse(&sha256).map_err(|it| refused(Field::Sha256, it))?;
        check_piece(whole.size, offset, &bytes)?;
        let store = &server.config.attachments;
        if Quota::is_full(&store.under_way(actor.person, &sha256).await?) {
            bail!(ApiError::Busy { retry_after: TOO_MUCH_UNDER_WAY });
        }
        if let Err(retry_after) = server.quota.count(actor.person, bytes.len(), server.clock.now()) {
            bail!(ApiError::Busy { retry_after });
        }
        store.put_piece(actor.person, &sha256, offset, bytes.to_vec()).await
    };
    answer(work.await.map(|()| StatusCode::NO_CONTENT))
}

/// All pieces were sent: checks and stores the file.
pub(super) async fn complete(State(server): State<Arc<Server>>, headers: HeaderMap, Path(id): Path<AttachmentId>) -> Response {
    let work = async {
        let actor = sender(&server, &headers).await?;
        let (attachment, _) = seen(&server, &actor, id).await?;
        attachments::complete(&server.db, &server.config.attachments, &server.live, &actor, &attachment, server.clock.now()).await
    };
    answer(work.await.map(|()| StatusCode::NO_CONTENT))
}

/// Returns the bytes of an attachment.
pub(super) async fn show(State(server): State<Arc<Server>>, headers: HeaderMap, Path(id): Path<AttachmentId>) -> Response {
    let work = async {
        let known = auth::admitted(&server.db, cookie::token(&headers), server.clock.now()).await?;
        let (attachment, sight) = seen(&server, &known.actor, id).await?;
        // Only a file sent for this very attachment: a digest alone gives no access. A name card shows what its reader's copies of records mask.
        if attachment.stored_at.is_none() || !sight.opens(&attachment) {
            bail!(refused(Field::Attachment, Refusal::NotYours));
        }
        let tag = format!("\"{}\"", attachment.sha256.as_str());
        if headers.get(header::IF_NONE_MATCH).is_some_and(|it| it.as_bytes() == tag.as_bytes()) {
            return Ok(StatusCode::NOT_MODIFIED.into_response());
        }
        match server.config.attachments.read(&attachment.sha256).await? {
            Some(bytes) => Ok(file(&attachment, &tag, bytes)),
            None => bail!("the file of attachment {id} is not in the store"),
        }
    };
    answer(work.await)
}

fn file(attachment: &Attachment, tag: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let fixed = [
        (header::CONTENT_TYPE, HeaderValue::from_static(attachment.media.mime())),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ];
    response.headers_mut().extend(fixed.map(|(name, value)| (Some(name), value)));
    for (name, text) in [(header::ETAG, tag.to_owned()), (header::CONTENT_DISPOSITION, disposition(attachment))] {
        response.headers_mut().extend(HeaderValue::from_str(&text).ok().map(|value| (Some(name), value)));
    }
    response
}

/// The characters of a file name that are not written as they are.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// Saved under its name, whatever characters that has. A picture in a page is still shown.
fn disposition(attachment: &Attachment) -> String {
    let extension = attachment.media.extension();
    let typed = attachment.name.rsplit_once('.').map_or(attachment.name.as_str(), |(name, _)| name);
    let name = if typed.is_empty() { format!("{}.{extension}", attachment.id) } else { format!("{typed}.{extension}") };
    let encoded = utf8_percent_encode(&name, ENCODED);
    format!("attachment; filename=\"{}.{extension}\"; filename*=UTF-8''{encoded}", attachment.id)
}

/// A person who may send files: those who enter sales records.
async fn sender(server: &Server, headers: &HeaderMap) -> Result<Actor> {
    let actor = auth::admitted(&server.db, cookie::token(headers), server.clock.now()).await?.actor;
    if !actor.may_enter_sales() {
        bail!(refused(Field::Role, Refusal::NotAllowed));
    }
    Ok(actor)
}

/// The attachment, and what the person sees of it.
async fn seen(server: &Server, actor: &Actor, id: AttachmentId) -> Result<(Attachment, Sight)> {
    let sight = queries::people::sight(&server.db, actor, server.clock.now()).await?;
    match queries::attachments::seen(&server.db, actor, sight, id).await? {
        Some(attachment) => Ok((attachment, sight)),
        None => bail!(refused(Field::Attachment, Refusal::NotYours)),
    }
}

/// Checks the position and length of a piece, and that the first one shows a known file type.
fn check_piece(size: u32, offset: u32, bytes: &[u8]) -> Result<(), ApiError> {
    if !(1..=MOST_BYTES).contains(&size) {
        return Err(refused(Field::Size, Refusal::OutOfRange { least: 1, most: i64::from(MOST_BYTES) }));
    }
    if piece(size, offset).map(|it| it as usize) != Some(bytes.len()) {
        return Err(refused(Field::Offset, Refusal::Malformed));
    }
    if offset == 0 && Media::sniff(bytes).is_none() {
        return Err(refused(Field::Media, Refusal::Malformed));
    }
    Ok(())
}

fn refused(field: Field, refusal: Refusal) -> ApiError {
    ApiError::Refused(Refusals::of(field, refusal))
}

/// Answers 404 both for what does not exist and for what the person may not see.
fn answer(result: Result<impl IntoResponse>) -> Response {
    match result {
        Ok(done) => done.into_response(),
        Err(error) => {
            let error = answers::api_error(error);
            let is_hidden = matches!(&error, ApiError::Refused(refusals) if refusals.on(Field::Attachment) == [Refusal::NotYours]);
            let mut response = answers::refusal(&error);
            if is_hidden {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            response
        }
    }
}
