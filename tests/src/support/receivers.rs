//! Receivers of outgoing messages: an HTTP server in the role of push services and chat servers, and an SMTP server.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A request that a receiver got.
#[derive(Clone, Debug)]
pub struct Heard {
    pub path: String,
    /// The query parameters.
    pub query: BTreeMap<String, String>,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Heard {
    /// The value of a header; panics if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().expect("a header of text")
    }

    /// The body parsed as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a body of JSON")
    }
}

#[derive(Clone)]
struct Notebook {
    heard: Arc<Mutex<Vec<Heard>>>,
    status: Arc<AtomicU16>,
    answer: Arc<Mutex<String>>,
}

/// Records every request and gives the configured answer.
pub struct Receiver {
    /// Its address: `http://127.0.0.1:…`.
    pub url: String,
    notebook: Notebook,
}

impl Receiver {
    /// Starts the receiver; it answers 201 with an empty body.
    pub async fn start() -> Receiver {
        let status = Arc::new(AtomicU16::new(201));
        let notebook = Notebook { heard: Arc::default(), status, answer: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("http://{}", listener.local_addr().expect("a listener has an address"));
        let router = Router::new().fallback(hear).with_state(notebook.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Receiver { url, notebook }
    }

    /// Sets the answer for all later requests.
    pub fn answers(&self, status: u16, text: &str) {
        self.notebook.status.store(status, Ordering::Relaxed);
        text.clone_into(&mut self.notebook.answer.lock().expect("nobody panicked with it"));
    }

    /// The requests since the last call.
    pub fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.notebook.heard.lock().expect("nobody panicked with it"))
    }
}

async fn hear(State(notebook): State<Notebook>, uri: Uri, headers: HeaderMap, body: Bytes) -> (StatusCode, String) {
    let query = uri.query().unwrap_or_default().split('&').filter_map(|it| it.split_once('='));
    let query = query.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let heard = Heard { path: uri.path().to_owned(), query, headers, body: body.to_vec() };
    notebook.heard.lock().expect("nobody panicked with it").push(heard);
    let status = StatusCode::from_u16(notebook.status.load(Ordering::Relaxed)).expect("a status");
    (status, notebook.answer.lock().expect("nobody panicked with it").clone())
}

/// A mail server that accepts every letter, or refuses receivers with the configured code.
pub struct MailServer {
    /// Its address: `smtp://127.0.0.1:…`.
    pub url: String,
    letters: Arc<Mutex<Vec<String>>>,
    refusal: Arc<AtomicU16>,
}

impl MailServer {
    /// Starts the server.
    pub async fn start() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("a listener has an address"));
        let (letters, refusal) = (Arc::<Mutex<Vec<String>>>::default(), Arc::new(AtomicU16::new(0)));
        let (kept, refusing) = (Arc::clone(&letters), Arc::clone(&refusal));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&kept), Arc::clone(&refusing)));
            }
        });
        MailServer { url, letters, refusal }
    }

    /// Refuses every receiver with this code from now on; 0 accepts all.
    pub fn refuses(&self, code: u16) {
        self.refusal.store(code, Ordering::Relaxed);
    }

    /// The letters since the last call, as transmitted.
    pub fn letters(&self) -> Vec<String> {
        std::mem::take(&mut *self.letters.lock().expect("nobody panicked with it"))
    }
}

async fn converse(stream: TcpStream, letters: Arc<Mutex<Vec<String>>>, refusal: Arc<AtomicU16>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        let code = refusal.load(Ordering::Relaxed);
        let answer = match verb.as_str() {
            "EHLO" | "HELO" => "250-test\r\n250 8BITMIME\r\n".to_owned(),
            "RCPT" if code != 0 => format!("{code} no\r\n"),
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut letter = format!("{line}\n");
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                    letter.push('\n');
                }
                letters.lock().expect("nobody panicked with it").push(letter);
                "250 taken\r\n".to_owned()
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 ok\r\n".to_owned(),
        };
        write.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}
