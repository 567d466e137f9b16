//! Bytes in an S3-compatible store: a real server of that protocol, with signature checks.

use std::path::{Path, PathBuf};

use app::ports::FileWay;
use axum::Router;
use axum::error_handling::HandleError;
use axum::http::StatusCode as Answer;
use domain::records::attachment::CHUNK;
use domain::values::calendar::Timestamp;
use reqwest::StatusCode;
use rstest::rstest;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use server::attachments::{Store, Swept, health, sweep};
use server::clock::Clock;
use server::config::Config;
use tokio::net::TcpListener;

use super::world::{SIZE, World, photo, taken};
use crate::support::Db;

const KEY: &str = "dabiao";
const SECRET: &str = "a long secret of the bucket";

/// Serves a folder as S3 buckets.
async fn serve(folder: &Path) -> String {
    let files = s3s_fs::FileSystem::new(folder).expect("the folder is there");
    let mut service = S3ServiceBuilder::new(files);
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let failed = async |error: s3s::HttpError| (Answer::INTERNAL_SERVER_ERROR, format!("{error:?}"));
    let router = Router::new().fallback_service(HandleError::new(service.build(), failed));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let url = format!("http://{}", listener.local_addr().expect("a listener has an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// A bucket with this secret, configured as through environment variables.
fn bucket(endpoint: &str, secret: &str) -> Store {
    let settings = [
        ("AWS_ENDPOINT", endpoint),
        ("AWS_REGION", "cn-north-1"),
        ("AWS_ACCESS_KEY_ID", KEY),
        ("AWS_SECRET_ACCESS_KEY", secret),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_MAX_RETRIES", "0"),
        ("HOME", "/"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Store::in_bucket("s3://evidence/dabiao", settings.into_iter()).expect("the settings are complete")
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dabiao-bucket-{}", uuid::Uuid::now_v7().simple()));
    std::fs::create_dir_all(folder.join("evidence")).expect("a folder for the bucket");
    folder
}

#[rstest]
#[tokio::test]
async fn a_photo_is_stored_in_and_read_from_s3(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let folder = folder();
    let endpoint = serve(&folder).await;
    let store = bucket(&endpoint, SECRET);
    let world = World::begin_with(db, Config { attachments: store.clone(), ..Config::default() }).await;
    let id = world.shows(&photo(1, SIZE)).await;
    assert_eq!(world.way.reads(id).await, StatusCode::OK);
    assert!(folder.join("evidence/dabiao/kept").is_dir(), "it lies under the prefix of the address");

    let db = &world.server.server.db;
    let orphan = store.keep(photo(2, 3_000)).await.expect("it is kept");
    let unfinished = photo(3, SIZE);
    let file = taken(&unfinished);
    world.way.put_piece(&file.sha256, 0, file.size, &unfinished[..CHUNK as usize]).await.expect("a piece is taken");
    let found = health(db, &store).await.expect("the store answers");
    assert_eq!((found.n_files, found.n_bytes, found.n_orphans, found.n_lost), (2, SIZE as u64 + 3_000, 1, 0));
    let month_later = Timestamp(Clock::system().now().0 + 31 * 24 * 60 * 60 * 1_000);
    assert_eq!(sweep(db, &store, month_later).await.expect("the store answers"), Swept { n_pieces: 1, n_files: 1 });
    assert!(!store.has(&orphan).await.expect("the store answers"));
    assert_eq!(world.way.reads(id).await, StatusCode::OK, "what a record shows stays");
    std::fs::remove_dir_all(folder).expect("it can be removed");
}

#[tokio::test]
async fn a_refusing_bucket_is_an_error() {
    let folder = folder();
    let endpoint = serve(&folder).await;
    let digest = bucket(&endpoint, SECRET).keep(photo(1, 1_000)).await.expect("it is kept");
    let stranger = bucket(&endpoint, "another secret");
    assert!(stranger.keep(photo(2, 1_000)).await.is_err());
    assert!(stranger.has(&digest).await.is_err(), "who may not look does not say that nothing is there");
    assert!(stranger.read(&digest).await.is_err());
    std::fs::remove_dir_all(folder).expect("it can be removed");
}
