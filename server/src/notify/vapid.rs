//! This server's VAPID key, by which push services recognize it (RFC 8292). Made once per database, by `dabiao init` or the first start. Never
//! replaced: browsers that subscribed with it accept no other.

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::values::calendar::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;

use crate::db::Database;
use crate::db::queries::secrets;

const NAME: &str = "vapid";
/// How long a signature is valid; push services accept a day at most.
const HOURS: i64 = 12;

/// The VAPID key pair.
pub struct Vapid {
    pair: EcdsaKeyPair,
}

/// The key of this database. Made if there is none.
pub async fn ensure(db: &Database, now: Timestamp) -> Result<Vapid> {
    let kept = match secrets::find(db, NAME).await? {
        Some(kept) => kept,
        None => {
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
            let made = made.map_err(|_| anyhow!("the system's random number generator failed"))?;
            secrets::keep(db, NAME, STANDARD.encode(made), now).await?
        }
    };
    let document = STANDARD.decode(kept).context("the push key of this database")?;
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &document, &SystemRandom::new());
    Ok(Vapid { pair: pair.map_err(|error| anyhow!("the push key of this database: {error}"))? })
}

impl Vapid {
    /// The public key, in base64url as browsers want it.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key())
    }

    /// The `Authorization` header of a call to a push service at this origin. `contact` is this server's contact address: `mailto:` or `https:`.
    pub fn authorization(&self, origin: &str, contact: &str, now: Timestamp) -> Result<String> {
        let claims = json!({ "aud": origin, "exp": now.0 / 1_000 + HOURS * 3_600, "sub": contact });
        let part = |it: &serde_json::Value| URL_SAFE_NO_PAD.encode(it.to_string());
        let said = format!("{}.{}", part(&json!({ "typ": "JWT", "alg": "ES256" })), part(&claims));
        let signature = self.pair.sign(&SystemRandom::new(), said.as_bytes()).map_err(|_| anyhow!("signing for a push service"))?;
        Ok(format!("vapid t={said}.{}, k={}", URL_SAFE_NO_PAD.encode(signature), self.public()))
    }
}
