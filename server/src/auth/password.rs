//! Passwords: which are good enough, how they are kept, how they are compared. Hashing is slow and memory-hungry by design, so only a few are
//! worked on at once, off the threads that answer requests.

use std::sync::LazyLock;

use anyhow::{Context, Result};
use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::organisation::Person;
use domain::refusal::{Refusal, Refusals};
use tokio::sync::Semaphore;

/// Fewest characters.
const SHORTEST: usize = 10;
/// Most characters; nobody types more, and hashing a novel would cost.
pub(super) const LONGEST: usize = 256;
/// Hashed at once: about 19 MB each.
static TURN: Semaphore = Semaphore::const_new(4);

/// Refuses what is guessed first: too short, the account's own name, or one character over and over.
pub fn refuse_weak(password: &str, account: &str) -> Result<(), Refusals> {
    let n_characters = password.chars().count();
    let mut refusals = Refusals::default();
    refusals.refuse_if(password.is_empty(), "new", Refusal::Missing);
    refusals.refuse_if(LONGEST < n_characters, "new", Refusal::TooLong { longest: LONGEST as u32 });
    let is_account = !account.is_empty() && Person::account_key(password) == Person::account_key(account);
    let mut characters = password.chars();
    let is_one_character = characters.next().is_some_and(|first| characters.all(|it| it == first));
    let is_weak = n_characters < SHORTEST || is_account || is_one_character;
    refusals.refuse_if(!password.is_empty() && is_weak, "new", Refusal::Malformed);
    refusals.into_result()
}

/// The hash to keep.
pub(super) async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    in_turn(move || hash_now(&password)).await?
}

/// Whether it is this password. Without a hash it takes as long, and is not.
pub(super) async fn matches(password: &str, hash: Option<String>) -> Result<bool> {
    let password = password.to_owned();
    in_turn(move || {
        static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password").expect("a constant can be hashed"));
        let known = hash.as_deref().unwrap_or(&NOBODY);
        let known = PasswordHash::new(known).map_err(|it| anyhow::anyhow!("a kept hash is damaged: {it}"))?;
        let fits = password.chars().count() <= LONGEST && Argon2::default().verify_password(password.as_bytes(), &known).is_ok();
        Ok(fits && hash.is_some())
    })
    .await?
}

fn hash_now(password: &str) -> Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).context("the machine's dice")?;
    let salt = SaltString::encode_b64(&salt).map_err(|it| anyhow::anyhow!("salting: {it}"))?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt).map_err(|it| anyhow::anyhow!("hashing: {it}"))?;
    Ok(hash.to_string())
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = TURN.acquire().await.context("the queue of hashing was closed")?;
    tokio::task::spawn_blocking(work).await.context("hashing did not finish")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_recognised_and_nothing_else() {
        let kept = hash("correct horse").await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(matches("correct horse", Some(kept.clone())).await.unwrap());
        assert!(!matches("correct horsE", Some(kept)).await.unwrap());
        assert!(!matches("nobody has this password", None).await.unwrap());
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["", "short", "zhang.wei.sh", " Zhang.Wei.SH", "aaaaaaaaaaaa"] {
            assert!(refuse_weak(weak, "zhang.wei.sh").is_err(), "{weak}");
        }
        assert_eq!(refuse_weak("一二三四五六七八九十", "zhang.wei"), Ok(()));
    }
}
