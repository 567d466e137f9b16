//! Web Push, as a browser and its push service see it: only the browser can read the content, and the service can verify the sender.

use app::api::ApiError;
use app::api::delivery::Delivery;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{self, ECDSA_P256_SHA256_FIXED};
use rstest::rstest;
use serde_json::{Value, json};
use server::config::Config;

use super::house::{changes, comes_up, files, house, of, round};
use crate::support::company::IDS;
use crate::support::receivers::{Heard, Receiver};
use crate::support::{Browser, Db, TestServer};

const SECRET: [u8; 16] = *b"sixteen bytes...";

/// The browser's half of a subscription; can read one message.
struct Reader {
    private: EphemeralPrivateKey,
    public: Vec<u8>,
}

impl Reader {
    fn new() -> Reader {
        let private = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
        let public = private.compute_public_key().unwrap().as_ref().to_vec();
        Reader { private, public }
    }

    fn subscription(&self, endpoint: &str) -> Value {
        let text = |it: &[u8]| URL_SAFE_NO_PAD.encode(it);
        json!({ "endpoint": endpoint, "p256dh": text(&self.public), "auth": text(&SECRET) })
    }

    /// Decrypts a message step by step as in RFC 8188 and RFC 8291, with HKDF written out as HMACs.
    fn read(self, sealed: &[u8]) -> Value {
        let (salt, rest) = sealed.split_at(16);
        let (record, rest) = rest.split_at(4);
        let (length, rest) = rest.split_at(1);
        let (sender, cipher) = rest.split_at(usize::from(length[0]));
        assert_eq!((record, length), (&[0, 0, 16, 0][..], &[65][..]));

        let theirs = UnparsedPublicKey::new(&ECDH_P256, sender);
        let shared = agree_ephemeral(self.private, &theirs, <[u8]>::to_vec).unwrap();
        let info = [b"WebPush: info\0", self.public.as_slice(), sender, &[1]].concat();
        let material = mac(&mac(&SECRET, &shared), &info);
        let keys = mac(salt, &material);
        let key = mac(&keys, b"Content-Encoding: aes128gcm\0\x01");
        let nonce = mac(&keys, b"Content-Encoding: nonce\0\x01");

        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key[..16]).unwrap());
        let mut text = cipher.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(&nonce[..12]).unwrap();
        let text = key.open_in_place(nonce, Aad::empty(), &mut text).expect("sealed for this browser");
        let (last, text) = text.split_last().unwrap();
        assert_eq!(*last, 2, "the last record");
        serde_json::from_slice(text).unwrap()
    }
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text).as_ref().to_vec()
}

/// The claims of a call's signature, after verifying it with this key.
fn claims(heard: &Heard, server_key: &str) -> Value {
    let said = heard.header("authorization").strip_prefix("vapid t=").expect("signed");
    let (token, key) = said.split_once(", k=").expect("with a key");
    assert_eq!(key, server_key);
    let (signed, mark) = token.rsplit_once('.').expect("a signature");
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url");
    let key = signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, decode(key));
    key.verify(signed.as_bytes(), &decode(mark)).expect("signed by this key");
    let (head, body) = signed.split_once('.').expect("two parts");
    assert_eq!(serde_json::from_slice::<Value>(&decode(head)).unwrap(), json!({ "typ": "JWT", "alg": "ES256" }));
    serde_json::from_slice(&decode(body)).unwrap()
}

async fn current(browser: &Browser) -> Delivery {
    browser.call("delivery/current", json!({})).await.unwrap()
}

async fn subscribe(browser: &Browser, subscription: Value) -> Result<(), ApiError> {
    browser.call("delivery/subscribe", json!({ "subscription": subscription, "language": "zh-CN" })).await
}

/// Lin's phone, subscribed to push at this receiver.
async fn rung(test: &TestServer, receiver: &Receiver) -> (Browser, Reader) {
    let (lin, reader) = (of(test, "lin").await, Reader::new());
    subscribe(&lin, reader.subscription(&format!("{}/push/lin", receiver.url))).await.unwrap();
    (lin, reader)
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_push_is_readable_only_by_the_subscribed_device(#[case] db: Db) {
    let test = house(db, Config { public_url: Some("https://sales.example.com".to_owned()), ..Config::default() }).await;
    let receiver = Receiver::start().await;
    let (lin, reader) = rung(&test, &receiver).await;
    let known = current(&lin).await;
    assert!(known.push_here);
    assert!(!current(&of(&test, "lin").await).await.push_here, "push is off on the person's other device");

    // the name contains a phone number.
    let customer = files(&test, "恒通机械 张总13800138000").await;
    comes_up(&test, IDS.lin, customer, AlertRule::DeliveryLate, Level::Red).await;
    comes_up(&test, IDS.boss, customer, AlertRule::DeliveryLate, Level::Red).await;
    round(&test).await;
    round(&test).await;

    let heard = receiver.heard();
    assert_eq!(heard.len(), 1, "lin alone, once: {heard:?}");
    assert_eq!(heard[0].path, "/push/lin");
    assert_eq!((heard[0].header("content-encoding"), heard[0].header("ttl"), heard[0].header("urgency")), ("aes128gcm", "86400", "high"));
    let claims = claims(&heard[0], &known.push_key);
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!(receiver.url), &json!("https://sales.example.com")));
    let lasts = claims["exp"].as_i64().unwrap() - test.server.clock.now().0 / 1_000;
    assert!((1..=24 * 3_600).contains(&lasts), "{lasts} s");

    let said = reader.read(&heard[0].body);
    assert_eq!(said["title"], "1 条新预警，其中 1 条红色");
    assert_eq!(said["body"], "【红色】交付延迟：恒通机械 张总***");
    assert_eq!((&said["place"], &said["lang"]), (&json!("/alerts"), &json!("zh-CN")));
    let tag = said["tag"].as_str().unwrap().replace('-', "");
    assert_eq!(heard[0].header("topic"), tag);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_failed_push_is_retried_and_a_gone_subscription_is_removed(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    let (lin, _) = rung(&test, &receiver).await;
    let customer = files(&test, "恒通机械").await;

    receiver.answers(503, "not now");
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    let first = receiver.heard();
    round(&test).await;
    assert_eq!((first.len(), receiver.heard().len()), (1, 0), "not at once");
    receiver.answers(201, "");
    test.later(61);
    round(&test).await;
    let second = receiver.heard();
    assert_eq!(second.len(), 1);
    assert_eq!(first[0].header("topic"), second[0].header("topic"), "the same message");
    test.later(3_600);
    round(&test).await;
    assert_eq!(receiver.heard().len(), 0, "it arrived");

    receiver.answers(410, "gone");
    comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red).await;
    round(&test).await;
    assert_eq!(receiver.heard().len(), 1);
    assert!(!current(&lin).await.push_here);
    test.later(2 * 24 * 3_600);
    round(&test).await;
    assert_eq!(receiver.heard().len(), 0);
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn no_push_after_sign_out_disabling_or_unsubscribing(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    let customer = files(&test, "恒通机械").await;
    let comes_up = || comes_up(&test, IDS.lin, customer, AlertRule::TaskOverdue, Level::Red);

    let (lin, _) = rung(&test, &receiver).await;
    lin.call::<()>("delivery/unsubscribe", json!({})).await.unwrap();
    comes_up().await;
    round(&test).await;
    assert_eq!(receiver.heard().len(), 0, "unsubscribed");

    let (lin, _) = rung(&test, &receiver).await;
    lin.call::<()>("session/sign_out", json!({})).await.unwrap();
    comes_up().await;
    round(&test).await;
    assert_eq!(receiver.heard().len(), 0, "signed out");

    let (_lin, _) = rung(&test, &receiver).await;
    changes(&test, IDS.lin, |it| it.active = false).await;
    comes_up().await;
    round(&test).await;
    assert_eq!(receiver.heard().len(), 0, "disabled");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_test_push_is_sent_on_request(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let receiver = Receiver::start().await;
    let nobody = of(&test, "zhao").await;
    assert_eq!(nobody.call::<u32>("delivery/try_out", json!({})).await, Ok(0));
    let (lin, reader) = rung(&test, &receiver).await;
    assert_eq!(lin.call::<u32>("delivery/try_out", json!({})).await, Ok(1));
    let mut heard = Vec::new();
    for _ in 0..100 {
        heard.extend(receiver.heard());
        if !heard.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(reader.read(&heard[0].body)["title"], "达标提醒测试");

    let mut n_tried = 1;
    let waits = loop {
        match lin.call::<u32>("delivery/try_out", json!({})).await {
            Ok(_) => n_tried += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((n_tried, waits), (10, ApiError::Busy { retry_after: 600 }), "an endpoint of one's own choice is not flooded");
    assert_eq!(nobody.call::<u32>("delivery/try_out", json!({})).await, Ok(0), "each for themselves");
    test.later(600);
    assert_eq!(lin.call::<u32>("delivery/try_out", json!({})).await, Ok(1));
}

#[tokio::test]
async fn private_push_addresses_and_invalid_keys_are_refused() {
    let test = TestServer::start(Db::Sqlite).await;
    let (lin, reader) = (of(&test, "lin").await, Reader::new());
    let refused = |field: Field| Err(ApiError::Refused(Refusals::of(field, Refusal::Malformed)));
    for endpoint in
        ["https://127.0.0.1/x", "https://10.0.0.7/x", "https://[::1]/x", "https://localhost/x", "http://push.example.com/x", "x"]
    {
        assert_eq!(subscribe(&lin, reader.subscription(endpoint)).await, refused(Field::Endpoint), "{endpoint}");
    }
    let public = "https://push.example.com/x";
    let broken = json!({ "endpoint": public, "p256dh": "AAAA", "auth": "AAAA" });
    assert_eq!(subscribe(&lin, broken).await, refused(Field::Keys));
    assert_eq!(subscribe(&lin, reader.subscription(public)).await, Ok(()));
    let nobody = test.browser();
    assert_eq!(subscribe(&nobody, reader.subscription(public)).await, Err(ApiError::SignedOut));
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn the_push_key_is_generated_once(#[case] db: Db) {
    let test = house(db, Config::default()).await;
    let first = current(&of(&test, "lin").await).await.push_key;
    assert_eq!(URL_SAFE_NO_PAD.decode(&first).unwrap().len(), 65);
    assert_eq!(current(&of(&test, "zhao").await).await.push_key, first);
    let now = test.server.clock.now();
    assert_eq!(server::notify::vapid::ensure(&test.server.db, now).await.unwrap().public(), first);
}
