//! Encrypts a message for one browser, so that the push service cannot read it (RFC 8291 over RFC 8188, `aes128gcm`).

use anyhow::{Result, anyhow, ensure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::{SecureRandom, SystemRandom};

/// Bytes of an uncompressed P-256 point.
const POINT: usize = 65;
/// The record size. A whole message is one record.
const RECORD: u32 = 4_096;
/// The delimiter of the last record.
const LAST: u8 = 2;
/// The longest text that fits one record, header included, in the 4096 bytes that push services take.
pub const LONGEST: usize = 4_096 - 16 - 4 - 1 - POINT - 1 - 16;

/// The browser's public key, and the secret it shares with this server.
#[derive(Clone, PartialEq, Eq)]
pub struct Receiver {
    key: [u8; POINT],
    secret: [u8; 16],
}

impl Receiver {
    /// Reads both from base64url. Browsers omit the padding; some libraries do not.
    pub fn parse(key: &str, secret: &str) -> Option<Receiver> {
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let key: [u8; POINT] = decode(key)?.try_into().ok()?;
        let secret = decode(secret)?.try_into().ok()?;
        // An uncompressed point begins with 4. Whether it is on the curve is checked when it is used.
        (key[0] == 4).then_some(Receiver { key, secret })
    }
}

/// Encrypts a text for a receiver.
pub fn seal(text: &[u8], receiver: &Receiver) -> Result<Vec<u8>> {
    ensure!(text.len() <= LONGEST, "a message of {} bytes is too long for push", text.len());
    let random = SystemRandom::new();
    let mut salt = [0; 16];
    random.fill(&mut salt).map_err(|_| anyhow!("the system's random number generator failed"))?;
    let ours = EphemeralPrivateKey::generate(&ECDH_P256, &random).map_err(|_| anyhow!("the system's random number generator failed"))?;
    let public = ours.compute_public_key().map_err(|_| anyhow!("a key of this server"))?;
    let public: [u8; POINT] = public.as_ref().try_into()?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, receiver.key);
    let sealed = agree_ephemeral(ours, &theirs, |shared| seal_with(text, receiver, shared, &public, &salt));
    sealed.and_then(|it| it).map_err(|_| anyhow!("the browser's key is not one"))
}

/// The same after the key agreement. The result depends only on the arguments.
fn seal_with(text: &[u8], receiver: &Receiver, shared: &[u8], public: &[u8; POINT], salt: &[u8; 16]) -> Result<Vec<u8>, Unspecified> {
    let info: [&[u8]; 3] = [b"WebPush: info\0", &receiver.key, public];
    let mut material = [0; 32];
    Salt::new(HKDF_SHA256, &receiver.secret).extract(shared).expand(&info, HKDF_SHA256)?.fill(&mut material)?;
    let keys = Salt::new(HKDF_SHA256, salt).extract(&material);
    let key = UnboundKey::from(keys.expand(&[b"Content-Encoding: aes128gcm\0"], &AES_128_GCM)?);
    let mut nonce = [0; 12];
    keys.expand(&[b"Content-Encoding: nonce\0"], Octets(nonce.len()))?.fill(&mut nonce)?;

    let mut record = text.to_vec();
    record.push(LAST);
    LessSafeKey::new(key).seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record)?;
    let mut sealed = salt.to_vec();
    sealed.extend_from_slice(&RECORD.to_be_bytes());
    sealed.push(65);
    sealed.extend_from_slice(public);
    sealed.append(&mut record);
    Ok(sealed)
}

/// A number of bytes to derive.
struct Octets(usize);

impl KeyType for Octets {
    fn len(&self) -> usize {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    #[test]
    fn the_example_of_the_rfc_encrypts_to_the_same_bytes() {
        // RFC 8291, appendix A.
        let receiver = Receiver::parse(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        );
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let public = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let text = b"When I grow up, I want to be a watermelon";
        let sealed = seal_with(text, &receiver.unwrap(), &shared, &public.try_into().unwrap(), &salt.try_into().unwrap()).unwrap();
        assert_eq!(
            URL_SAFE_NO_PAD.encode(sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
             yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn an_invalid_key_is_refused() {
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let secret = "BTBZMqHH6r4Tts7J_aSIgg";
        assert!(Receiver::parse(key, secret).is_some());
        assert!(Receiver::parse(&format!("{key}="), &format!("{secret}==")).is_some());
        for (key, secret) in [("", secret), (key, ""), (&key[2..], secret), (key, key), ("not base64!", secret)] {
            assert!(Receiver::parse(key, secret).is_none(), "{key} {secret}");
        }
        // A point that is not on the curve.
        let nowhere = URL_SAFE_NO_PAD.encode([4; POINT]);
        assert!(seal(b"x", &Receiver::parse(&nowhere, secret).unwrap()).is_err());
        assert!(seal(&[0; LONGEST + 1], &Receiver::parse(key, secret).unwrap()).is_err());
        assert_eq!(seal(&[0; LONGEST], &Receiver::parse(key, secret).unwrap()).unwrap().len(), 4_096);
    }
}
