//! Who may read a file, and how a browser may use it.

use std::time::Duration;

use app::api::ApiError;
use app::api::attachments;
use app::ports::FileWay;
use domain::decide::command::{Command, HandOverCustomer};
use domain::records::attachment::{CHUNK, Digest};
use domain::values::field::Field;
use domain::values::ids::AttachmentId;
use domain::values::refusal::{Refusal, Refusals};
use reqwest::StatusCode;
use rstest::rstest;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use uuid::Uuid;

use super::world::{SIZE, Way, World, photo, taken};
use crate::support::Db;
use crate::support::company::{IDS, PASSWORD, set_active};
use crate::support::phone::Phone;

#[rstest]
#[tokio::test]
async fn only_people_in_scope_see_it(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // DQ-02, R-01…R-05: a missing file and a forbidden one get the same answer.
    let world = World::begin(db).await;
    let id = world.shows(&photo(1, SIZE)).await;
    let of = [
        ("lin", StatusCode::OK),
        ("boss", StatusCode::OK),
        ("manager", StatusCode::OK),
        ("director", StatusCode::OK),
        ("zhao", StatusCode::NOT_FOUND),
        ("chen", StatusCode::NOT_FOUND),
        ("admin", StatusCode::NOT_FOUND),
    ];
    for (account, expected) in of {
        let way = Way::of(&world.server, account).await;
        assert_eq!(way.reads(id).await, expected, "{account}");
        assert_eq!(way.reads(AttachmentId(Uuid::now_v7())).await, StatusCode::NOT_FOUND, "{account}, one that is not there");
    }
    let stranger = world.server.browser().get(&attachments::bytes(id)).await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
}

#[rstest]
#[tokio::test]
async fn a_name_card_is_hidden_without_access_to_contact_details(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    //
    let world = World::begin(db).await;
    let bytes = photo(7, SIZE);
    let card = taken(&bytes);
    world.lin.does(Command::Attach(card.attaches(IDS.acme.into(), None, None))).await;
    world.lin.syncs().await;
    assert_eq!(world.sends(&card, &bytes).await, Ok(app::uploads::Sent::Whole));
    for (account, expected) in [("lin", StatusCode::OK), ("boss", StatusCode::OK), ("director", StatusCode::NOT_FOUND)] {
        assert_eq!(Way::of(&world.server, account).await.reads(card.id).await, expected, "{account}");
    }
}

#[rstest]
#[tokio::test]
async fn bytes_are_served_unchanged_and_never_as_a_page(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let bytes = photo(2, SIZE);
    let id = world.shows(&bytes).await;
    let answer = world.way.browser.get(&attachments::bytes(id)).await;
    let header = |name: &str| answer.headers().get(name).map(|it| it.to_str().unwrap_or("?").to_owned()).unwrap_or_default();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("cache-control"), "private, no-cache");
    assert!(header("content-disposition").starts_with("attachment; "), "{}", header("content-disposition"));
    assert!(header("content-disposition").ends_with("filename*=UTF-8''%E7%8E%B0%E5%9C%BA.jpg"), "{}", header("content-disposition"));
    let tag = header("etag");
    assert_eq!(answer.bytes().await.expect("the bytes").to_vec(), bytes);

    // A browser need not download cached bytes again, but access is checked each time.
    let again = || world.way.browser.ask(&attachments::bytes(id)).header("if-none-match", &tag).send();
    assert_eq!(again().await.expect("an answer").status(), StatusCode::NOT_MODIFIED);
    let boss = Phone::of(&world.server, "boss").await;
    boss.does(Command::HandOverCustomer(HandOverCustomer { customer: IDS.acme, to: IDS.boss, reason: "换人".into() })).await;
    boss.syncs().await;
    assert_eq!(again().await.expect("an answer").status(), StatusCode::NOT_FOUND, "handed over");
}

#[rstest]
#[tokio::test]
async fn a_read_only_person_cannot_upload(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let digest = Digest::parse(&"0a".repeat(32)).expect("a digest");
    for account in ["director", "admin"] {
        let way = Way::of(&world.server, account).await;
        let refused = Err(ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed)));
        assert_eq!(way.put_piece(&digest, 0, 4, &[0xFF, 0xD8, 0xFF, 0xE0]).await, refused, "{account}");
    }
    let stranger = world.server.browser();
    let put = stranger.put(&attachments::piece(&digest, 0, 4), vec![0xFF, 0xD8, 0xFF, 0xE0]).send().await.expect("an answer");
    assert_eq!(put.status(), StatusCode::UNAUTHORIZED);
    let foreign = world.way.browser.put(&attachments::piece(&digest, 0, 4), vec![0xFF, 0xD8, 0xFF, 0xE0]);
    let foreign = foreign.header("sec-fetch-site", "cross-site").send().await.expect("an answer");
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN, "another site's page cannot send files");
}

#[rstest]
#[tokio::test]
async fn unauthenticated_connections_do_not_block_uploads(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let digest = Digest::parse(&"0a".repeat(32)).expect("a digest");
    let host = world.server.url.trim_start_matches("http://");
    let path = attachments::piece(&digest, 0, CHUNK);
    // These connections announce a piece and send no bytes.
    let mut held = Vec::new();
    for _ in 0..300 {
        let mut line = TcpStream::connect(host).await.expect("the server takes connections");
        let head = format!("PUT {path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {CHUNK}\r\n\r\n");
        line.write_all(head.as_bytes()).await.expect("it is sent");
        held.push(line);
    }
    let bytes = photo(5, 2_000);
    let file = taken(&bytes);
    let sent = timeout(Duration::from_secs(10), world.way.put_piece(&file.sha256, 0, file.size, &bytes)).await;
    assert_eq!(sent, Ok(Ok(())), "lin need not wait for them");
}

#[rstest]
#[tokio::test]
async fn a_disabled_person_reads_no_files(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let id = world.shows(&photo(3, 2_000)).await;
    set_active(&world.server.server, IDS.lin, false).await;
    assert_eq!(world.way.reads(id).await, StatusCode::FORBIDDEN);
    assert_eq!(world.server.browser().sign_in("lin", PASSWORD).await, Err(ApiError::Disabled));
}
