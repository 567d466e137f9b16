//! Uploads under failures (T14).

use app::api::ApiError;
use app::ports::FileWay;
use app::sync::Trouble;
use app::uploads::{KeptFile, Sent};
use domain::decide::command::{Command, HandOverCustomer, LogFollowUp};
use domain::records::attachment::{CHUNK, Digest, MOST_BYTES};
use domain::sync::{Answer, Envelope, Exchange, PROTOCOL, SCHEMA, Verdict};
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::ids::{DeviceId, FollowUpId};
use domain::values::method::Method;
use domain::values::refusal::{Refusal, Refusals};
use reqwest::StatusCode;
use rstest::rstest;
use server::attachments::stored_by;
use server::seed;
use server::sync::Origin;
use uuid::Uuid;

use super::world::{SIZE, Way, World, photo, proves, stored, taken};
use crate::support::Db;
use crate::support::company::IDS;
use crate::support::phone::{Asked, Phone};

fn refused<T>(field: Field, refusal: Refusal) -> Result<T, ApiError> {
    Err(ApiError::Refused(Refusals::of(field, refusal)))
}

#[rstest]
#[tokio::test]
async fn a_photo_taken_offline_arrives_and_is_seen_by_the_supervisor(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // DQ-02, FU-09: the record is sent first, the bytes after it.
    let world = World::begin(db).await;
    let (boss, bytes) = (Phone::of(&world.server, "boss").await, photo(1, SIZE));
    let file = taken(&bytes);
    world.lin.goes_offline();
    world.attaches(&file).await;
    assert_eq!(stored(&world.lin, file.id), Some(false), "it is there at once, its bytes are to come");
    world.lin.comes_online().await;
    boss.syncs().await;
    assert_eq!(stored(&boss, file.id), Some(false), "the supervisor knows of it before it has come");
    assert_eq!(world.way.reads(file.id).await, StatusCode::NOT_FOUND);

    assert_eq!(world.sends(&file, &bytes).await, Ok(Sent::Whole));
    boss.syncs().await;
    assert_eq!((stored(&boss, file.id), proves(&boss, file.id)), (Some(true), Some(world.visit.into())));
    assert_eq!(world.way.reads(file.id).await, StatusCode::OK);
}

#[rstest]
#[tokio::test]
async fn bytes_may_arrive_before_their_record(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // T14: the bytes are sent before the record.
    let world = World::begin(db).await;
    let bytes = photo(2, SIZE);
    let file = taken(&bytes);
    world.attaches(&file).await;
    assert_eq!(world.sends(&file, &bytes).await, Ok(Sent::Waiting));
    assert_eq!(world.way.complete(file.id).await, refused(Field::Attachment, Refusal::NotYours), "there is no record yet");
    world.lin.syncs().await;
    world.way.sent.borrow_mut().clear();
    assert_eq!(world.sends(&file, &bytes).await, Ok(Sent::Whole));
    assert!(world.way.sent.borrow().is_empty(), "nothing that arrived is sent again");
}

#[rstest]
#[tokio::test]
async fn an_upload_resumes_after_a_crash_at_every_call(
    #[values(Db::Sqlite, Db::Postgres)] db: Db,
    #[values(false, true)] loses_answers: bool,
) {
    // T14: killed at each chunk boundary. The calls of one photo: query what has arrived, three pieces, complete.
    let world = World::begin(db).await;
    world.way.loses_answers.set(loses_answers);
    for (n_calls, seed) in (0..=4_u32).zip(10..) {
        let bytes = photo(seed, SIZE);
        let file = taken(&bytes);
        world.attaches(&file).await;
        world.lin.syncs().await;
        world.way.dies_after(n_calls);
        assert_eq!(world.sends(&file, &bytes).await, Err(ApiError::Offline), "dead after {n_calls} calls");
        world.way.lives();
        world.way.sent.borrow_mut().clear();
        assert_eq!(world.sends(&file, &bytes).await, Ok(Sent::Whole));
        let n_arrived = (n_calls as usize + usize::from(loses_answers)).saturating_sub(1);
        let is_completed = n_calls == 4 && loses_answers;
        if !is_completed {
            assert_eq!(world.way.sent.borrow().len(), 3_usize.saturating_sub(n_arrived), "after {n_calls} calls only the rest is sent");
        }
        assert_eq!(world.way.reads(file.id).await, StatusCode::OK);
    }
}

#[rstest]
#[tokio::test]
async fn pieces_may_arrive_twice_and_in_any_order(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // T14: duplicate chunks.
    let world = World::begin(db).await;
    let bytes = photo(3, SIZE);
    let file = taken(&bytes);
    world.attaches(&file).await;
    world.lin.syncs().await;
    let size = file.size;
    for offset in [2 * CHUNK, 0, 0, CHUNK, 2 * CHUNK, CHUNK] {
        let part = &bytes[offset as usize..bytes.len().min((offset + CHUNK) as usize)];
        world.way.put_piece(&file.sha256, offset, size, part).await.expect("it is taken");
    }
    assert_eq!(world.way.arrived(&file.sha256).await.map(|it| it.offsets), Ok(vec![0, CHUNK, 2 * CHUNK]));
    for _ in 0..2 {
        assert_eq!(world.way.complete(file.id).await, Ok(()), "said twice it is one");
    }
    world.lin.syncs().await;
    assert_eq!(stored(&world.lin, file.id), Some(true));
    assert_eq!(world.way.arrived(&file.sha256).await.map(|it| it.offsets), Ok(vec![]), "the pieces are gone");
}

#[rstest]
#[tokio::test]
async fn over_the_quota_only_started_uploads_continue(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let (begun, new) = (photo(11, SIZE), photo(12, SIZE));
    let put = async |bytes: &[u8], offset: u32| {
        let (file, part) = (taken(bytes), &bytes[offset as usize..bytes.len().min((offset + CHUNK) as usize)]);
        world.way.put_piece(&file.sha256, offset, file.size, part).await
    };
    assert_eq!(put(&begun, 0).await, Ok(()));
    let others = Digest::parse(&"0a".repeat(32)).expect("a digest");
    let store = &world.server.server.config.attachments;
    store.put_piece(IDS.lin, &others, 0, vec![0; 64 * 1024 * 1024]).await.expect("the store takes it");
    for offset in [0, CHUNK, 2 * CHUNK] {
        assert_eq!(put(&new, offset).await, Err(ApiError::Busy { retry_after: 600 }), "nothing new, wherever it begins: {offset}");
    }
    for offset in [2 * CHUNK, CHUNK, 0] {
        assert_eq!(put(&begun, offset).await, Ok(()), "what has begun goes on");
    }
}

#[rstest]
#[tokio::test]
async fn bytes_of_another_digest_are_not_kept(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // T14: wrong digest.
    let world = World::begin(db).await;
    let (bytes, others) = (photo(4, SIZE), photo(5, SIZE));
    let file = taken(&bytes);
    world.attaches(&file).await;
    world.lin.syncs().await;
    assert_eq!(world.sends(&file, &others).await, refused(Field::Sha256, Refusal::Malformed));
    assert_eq!(world.way.reads(file.id).await, StatusCode::NOT_FOUND);
    assert_eq!(world.sends(&file, &bytes).await, Ok(Sent::Whole), "it begins again, and the right ones are taken");
}

#[rstest]
#[tokio::test]
async fn a_file_that_is_no_photo_is_refused_despite_its_name(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let page = b"<!doctype html><script>alert(1)</script>".repeat(10);
    let file = taken(&page);
    world.attaches(&file).await;
    world.lin.syncs().await;
    assert_eq!(world.sends(&file, &page).await, refused(Field::Media, Refusal::Malformed));

    // A document declared as a photo.
    let document = [b"%PDF-1.7\n".as_slice(), &[7; 100]].concat();
    let file = taken(&document);
    world.attaches(&file).await;
    world.lin.syncs().await;
    assert_eq!(world.sends(&file, &document).await, refused(Field::Media, Refusal::Malformed));
    assert_eq!(world.way.reads(file.id).await, StatusCode::NOT_FOUND);
}

#[rstest]
#[tokio::test]
async fn a_digest_alone_gives_no_access(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // Someone who knows the digest of another person's photo names it in a record of their own; without the bytes they get nothing.
    let world = World::begin(db).await;
    let bytes = photo(6, 5_000);
    let file = taken(&bytes);
    world.shows(&bytes).await;
    let copy = KeptFile { id: taken(&bytes).id, ..file };
    world.attaches(&copy).await;
    world.lin.syncs().await;
    assert_eq!(world.way.complete(copy.id).await, refused(Field::Size, Refusal::Missing));
    assert_eq!(world.way.reads(copy.id).await, StatusCode::NOT_FOUND);
}

#[rstest]
#[tokio::test]
async fn an_uploader_who_lost_the_customer_is_refused(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // T14: the scope is lost during the upload.
    let world = World::begin(db).await;
    let boss = Phone::of(&world.server, "boss").await;
    let bytes = photo(7, SIZE);
    let (known, late) = (taken(&bytes), taken(&photo(8, SIZE)));
    world.attaches(&known).await;
    world.lin.syncs().await;
    world.way.dies_after(2);
    assert_eq!(world.sends(&known, &bytes).await, Err(ApiError::Offline));
    world.way.lives();
    world.lin.goes_offline();
    world.attaches(&late).await;

    boss.syncs().await;
    boss.does(Command::HandOverCustomer(HandOverCustomer { customer: IDS.acme, to: IDS.boss, reason: "换人".into() })).await;
    boss.syncs().await;
    assert_eq!(world.sends(&known, &bytes).await, refused(Field::Attachment, Refusal::NotYours));
    world.lin.comes_online().await;
    assert_eq!(world.lin.troubles(), vec![Trouble::Refused { refusals: Refusals::of(Field::Of, Refusal::NotYours) }], "not silent");
    assert_eq!(stored(&world.lin, known.id), None, "the record has left the phone");
    boss.syncs().await;
    assert_eq!(stored(&boss, known.id), Some(false), "it went with the customer, and says that its bytes are missing");
}

#[rstest]
#[tokio::test]
async fn sizes_and_places_are_limited(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let bytes = photo(9, SIZE);
    let file = taken(&bytes);
    let digest = &file.sha256;
    let first = &bytes[..CHUNK as usize];
    let out = Refusal::OutOfRange { least: 1, most: i64::from(MOST_BYTES) };
    assert_eq!(world.way.put_piece(digest, 0, MOST_BYTES + 1, first).await, refused(Field::Size, out.clone()));
    assert_eq!(world.way.put_piece(digest, 0, 0, first).await, refused(Field::Size, out));
    for (offset, part) in [(1, first), (CHUNK, &first[1..]), (0, &first[1..]), (3 * CHUNK, first)] {
        assert_eq!(world.way.put_piece(digest, offset, file.size, part).await, refused(Field::Offset, Refusal::Malformed), "{offset}");
    }
    let path = app::api::attachments::piece(digest, 0, file.size);
    let too_much = world.way.browser.put(&path, vec![0xFF; CHUNK as usize + 1]).send().await.expect("an answer");
    assert_eq!(too_much.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(world.way.arrived(digest).await.map(|it| it.offsets), Ok(vec![]), "nothing of it was kept");
}

/// The first request of an empty device.
fn asking(device: DeviceId) -> Exchange {
    Exchange {
        protocol: PROTOCOL,
        schema: SCHEMA,
        device,
        epoch: 0,
        cursors: Vec::new(),
        verdicts_from: 0,
        envelopes: Vec::new(),
        max_rows: 1_000,
        sent_at: None,
        checks: Vec::new(),
        copies: None,
    }
}

#[rstest]
#[tokio::test]
async fn the_id_of_the_completing_command_cannot_be_taken(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let bytes = photo(9, SIZE);
    let file = taken(&bytes);
    world.attaches(&file).await;
    world.lin.syncs().await;
    // Someone who can see the attachment can predict the id of the server's command that completes it.
    let zhao = Way::of(&world.server, "zhao").await;
    let log = LogFollowUp::of(FollowUpId(Uuid::now_v7()), IDS.acme, IDS.today, Method::Phone, "先占用");
    let taking: Envelope = seed::envelope(1, stored_by(file.id), Timestamp(0), &Command::LogFollowUp(log));
    let mut ours = asking(zhao.browser.device);
    let first: Answer = zhao.browser.call("sync/exchange", Asked { ours: &ours }).await.expect("the life of the database");
    ours = Exchange { epoch: first.epoch, envelopes: vec![taking], ..ours };
    let answer: Answer = zhao.browser.call("sync/exchange", Asked { ours: &ours }).await.expect("it is answered");
    let told = answer.verdicts;
    assert!(told.iter().any(|it| it.command_id == stored_by(file.id) && it.verdict != Verdict::Applied), "{told:?}");

    assert_eq!(world.sends(&file, &bytes).await, Ok(Sent::Whole));
    world.lin.syncs().await;
    assert_eq!(stored(&world.lin, file.id), Some(true));
    assert_eq!(world.way.reads(file.id).await, StatusCode::OK);
}

#[rstest]
#[tokio::test]
async fn the_servers_device_ids_are_refused(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::begin(db).await;
    let zhao = Way::of(&world.server, "zhao").await;
    let import = Origin::named(Uuid::new_v5(&Uuid::NAMESPACE_OID, b"a source")).device();
    for device in [Origin::HOUSE.device(), import] {
        let answer: Result<Answer, ApiError> = zhao.browser.call("sync/exchange", Asked { ours: &asking(device) }).await;
        assert_eq!(answer, Err(ApiError::WrongPerson), "{device}");
    }
}
