//! Test setup: a company with a customer, a camera, and a connection to the server that can fail at any call.

use std::cell::{Cell, RefCell};

use app::api::ApiError;
use app::api::attachments::{self, Arrived};
use app::ports::FileWay;
use app::sync::Saved;
use app::uploads::{KeptFile, Sent, Watch, send};
use async_trait::async_trait;
use domain::decide::command::Command;
use domain::records::attachment::{CHUNK, Digest, Media};
use domain::values::calendar::Timestamp;
use domain::values::ids::{AttachmentId, FollowUpId, Key};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use server::config::Config;
use uuid::Uuid;

use crate::phones::hand_over::file_acme;
use crate::support::company::{IDS, PASSWORD};
use crate::support::phone::Phone;
use crate::support::{Browser, Db, TestServer};

/// Size of a photo of three pieces, the last one short.
pub const SIZE: usize = 2 * CHUNK as usize + 1_000;

/// Bytes with the header of a JPEG; different seeds give different bytes.
pub fn photo(seed: u8, size: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..size).map(|it| (it % 251) as u8 ^ seed).collect();
    bytes[..4].copy_from_slice(&[0xFF, 0xD8, 0xFF, 0xE0]);
    bytes
}

/// The file that a camera would make of these bytes.
pub fn taken(bytes: &[u8]) -> KeptFile {
    let id = AttachmentId(Uuid::now_v7());
    KeptFile::of(id, "现场.jpg".to_owned(), Media::Jpeg, Some((1_600, 1_200)), bytes, Timestamp(0))
}

/// A company in which lin has visited Acme.
pub struct World {
    pub server: TestServer,
    pub lin: Phone,
    pub visit: FollowUpId,
    pub way: Way,
}

impl World {
    pub async fn begin(db: Db) -> World {
        World::begin_with(db, Config::default()).await
    }

    /// The same with this server configuration.
    pub async fn begin_with(db: Db, config: Config) -> World {
        let server = TestServer::start_with(db, config).await;
        file_acme(&server).await;
        let lin = Phone::of(&server, "lin").await;
        let visit = lin.logs_visit(IDS.acme, "看了现场").await;
        lin.syncs().await;
        let way = Way::of(&server, "lin").await;
        World { server, lin, visit, way }
    }

    /// Attaches a file to the visit; the command stays in the outbox.
    pub async fn attaches(&self, file: &KeptFile) {
        self.lin.does(Command::Attach(file.attaches(self.visit.into(), None, None))).await;
    }

    /// Uploads a file as the phone does.
    pub async fn sends(&self, file: &KeptFile, bytes: &[u8]) -> Result<Sent, ApiError> {
        let is_confirmed = self.lin.saved(file.id) == Saved::Confirmed;
        send(file, bytes, is_confirmed, &self.way, Watch { tell: &|_| {}, is_wanted: &|| true }).await
    }

    /// Attaches and uploads a photo.
    pub async fn shows(&self, bytes: &[u8]) -> AttachmentId {
        let file = taken(bytes);
        self.attaches(&file).await;
        self.lin.syncs().await;
        assert_eq!(self.sends(&file, bytes).await, Ok(Sent::Whole));
        file.id
    }
}

/// An account's connection to the server.
pub struct Way {
    pub browser: Browser,
    /// Calls that still get through; after that, all fail.
    left: Cell<u32>,
    /// Whether the server still receives a failed call, so that only its answer is lost.
    pub loses_answers: Cell<bool>,
    /// The offset of every piece sent.
    pub sent: RefCell<Vec<u32>>,
}

impl Way {
    pub async fn of(server: &TestServer, account: &str) -> Way {
        let browser = server.browser();
        browser.sign_in(account, PASSWORD).await.expect("the small company's people can sign in");
        Way { browser, left: Cell::new(u32::MAX), loses_answers: Cell::new(false), sent: RefCell::default() }
    }

    /// Lets this many calls through; all later ones fail.
    pub fn dies_after(&self, n_calls: u32) {
        self.left.set(n_calls);
    }

    /// Lets all calls through again.
    pub fn lives(&self) {
        self.left.set(u32::MAX);
    }

    async fn call(&self, request: RequestBuilder) -> Result<Response, ApiError> {
        if self.left.get() == 0 {
            if self.loses_answers.get() {
                // The server receives the call, but the client gets no answer.
                drop(request.send().await);
            }
            return Err(ApiError::Offline);
        }
        self.left.set(self.left.get() - 1);
        let answer = request.send().await.map_err(|_| ApiError::Offline)?;
        if answer.status().is_success() {
            return Ok(answer);
        }
        let text = answer.text().await.map_err(|_| ApiError::Offline)?;
        Err(serde_json::from_str(&text).unwrap_or_else(|error| panic!("not an answer of ours: {text}: {error}")))
    }

    /// The status of a request for the bytes.
    pub async fn reads(&self, id: AttachmentId) -> StatusCode {
        self.browser.get(&attachments::bytes(id)).await.status()
    }
}

async fn json<T: DeserializeOwned>(answer: Response) -> Result<T, ApiError> {
    let text = answer.text().await.map_err(|_| ApiError::Offline)?;
    Ok(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

#[async_trait(?Send)]
impl FileWay for Way {
    async fn arrived(&self, sha256: &Digest) -> Result<Arrived, ApiError> {
        json(self.call(self.browser.ask(&attachments::pieces(sha256))).await?).await
    }

    async fn put_piece(&self, sha256: &Digest, offset: u32, size: u32, bytes: &[u8]) -> Result<(), ApiError> {
        self.sent.borrow_mut().push(offset);
        let path = attachments::piece(sha256, offset, size);
        self.call(self.browser.put(&path, bytes.to_vec())).await.map(drop)
    }

    async fn complete(&self, id: AttachmentId) -> Result<(), ApiError> {
        self.call(self.browser.send(&attachments::complete(id))).await.map(drop)
    }
}

/// Whether the bytes are stored, in this phone's copy of the record; `None` without the record.
pub fn stored(phone: &Phone, id: AttachmentId) -> Option<bool> {
    phone.look(|book| book.attachment(id).map(|it| it.stored_at.is_some()))
}

/// The record that an attachment belongs to, in this phone's copy.
pub fn proves(phone: &Phone, id: AttachmentId) -> Option<Key> {
    phone.look(|book| book.attachment(id).map(|it| it.of))
}
