//! A real server on its own port, with a small site and a clock that moves only when a test moves it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::values::calendar::Timestamp;
use server::Server;
use server::clock::Clock;
use server::config::Config;
use server::db::Database;
use server::site::Site;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::Browser;
use super::database::{Db, Fresh};

/// A running server; dropping this stops it.
pub struct TestServer {
    /// Its address.
    pub url: String,
    /// The server's components.
    pub server: Arc<Server>,
    ahead: Arc<AtomicI64>,
    _stop: oneshot::Sender<()>,
    _database: Option<Fresh>,
}

impl TestServer {
    /// Starts a server on a fresh database with the small company.
    pub async fn start(db: Db) -> TestServer {
        TestServer::start_with(db, Config::default()).await
    }

    /// The same with this configuration.
    pub async fn start_with(db: Db, config: Config) -> TestServer {
        let fresh = db.fresh().await;
        let test = TestServer::start_on(&fresh.url, config).await;
        super::company::found(&test.server.db, test.server.clock.now()).await;
        TestServer { _database: Some(fresh), ..test }
    }

    /// Starts a server on this database as it is.
    pub async fn start_on(url: &str, config: Config) -> TestServer {
        let ahead = Arc::new(AtomicI64::new(0));
        let began = Clock::system().now();
        let clock = Clock::of({
            let ahead = Arc::clone(&ahead);
            move || Timestamp(began.0 + ahead.load(Ordering::Relaxed))
        });
        let db = Database::open(url).await.expect("the database opens");
        db.migrate(clock.now()).await.expect("the schema is brought up to date");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("http://{}", listener.local_addr().expect("a listener has an address"));
        let server = Server::new(config, clock, db, site());
        let (stop, stopped) = oneshot::channel::<()>();
        let told = async move {
            // Dropping the sender is the stop signal.
            let _ = stopped.await;
        };
        tokio::spawn(server::run::run(Arc::clone(&server), listener, told));
        TestServer { url, server, ahead, _stop: stop, _database: None }
    }

    /// Moves the server's clock forward; a negative number moves it back.
    pub fn later(&self, seconds: i64) {
        self.ahead.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }

    /// A new browser profile.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }
}

/// A site with one file of each kind.
pub fn site() -> Site {
    let files: BTreeMap<&str, &[u8]> = BTreeMap::from([
        ("pkg/app.0a1b.js", b"export default () => {};".as_slice()),
        ("pkg/app.0a1b.js.br", b"brotli of the script".as_slice()),
        ("pkg/app.0a1b.js.gz", b"gzip of the script".as_slice()),
        ("pkg/app_bg.2c3d.wasm", b"\0asm".as_slice()),
        ("pkg/main.4e5f.css", b"body{}".as_slice()),
        ("pkg/charts.6a7b.js", b"export {};".as_slice()),
        ("pkg/han.8c9d.txt", b"[readings]\na1 \xe9\x98\xbf\n".as_slice()),
        ("icons/icon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".as_slice()),
        ("icons/icon-192.png", b"png".as_slice()),
    ]);
    let manifest = serde_json::json!({
        "app.js": "pkg/app.0a1b.js",
        "app_bg.wasm": "pkg/app_bg.2c3d.wasm",
        "main.css": "pkg/main.4e5f.css",
        "charts.js": "pkg/charts.6a7b.js",
        "han.txt": "pkg/han.8c9d.txt",
        "icons/icon.svg": "icons/icon.svg",
        "icons/icon-192.png": "icons/icon-192.png",
    });
    let manifest = manifest.to_string().into_bytes();
    Site::read(|path| if path == "manifest.json" { Some(manifest.clone()) } else { files.get(path).map(|it| it.to_vec()) })
        .expect("the site is complete")
}
