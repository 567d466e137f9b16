//! Hashing and checking passwords. Hashing is slow and memory-hungry by design, so only a few run at once, off the threads that answer requests.

use std::sync::LazyLock;

use anyhow::{Context, Result};
use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::values::password::LONGEST;
use tokio::sync::Semaphore;

/// Limits concurrent hashing: each takes about 19 MB.
static TURN: Semaphore = Semaphore::const_new(4);

/// The hash to store.
pub(super) async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    in_turn(move || hash_now(&password)).await?
}

/// Whether the password matches. Without a hash it takes equally long and is false.
pub(super) async fn matches(password: &str, hash: Option<String>) -> Result<bool> {
    let password = password.to_owned();
    in_turn(move || {
        static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password").expect("a constant can be hashed"));
        let known = hash.as_deref().unwrap_or(&NOBODY);
        let known = PasswordHash::new(known).map_err(|it| anyhow::anyhow!("a kept hash is damaged: {it}"))?;
        let fits = password.chars().count() <= LONGEST as usize && Argon2::default().verify_password(password.as_bytes(), &known).is_ok();
        Ok(fits && hash.is_some())
    })
    .await?
}

fn hash_now(password: &str) -> Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).context("the system's random number generator failed")?;
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
    async fn only_the_right_password_verifies() {
        let kept = hash("correct horse").await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(matches("correct horse", Some(kept.clone())).await.unwrap());
        assert!(!matches("correct horsE", Some(kept)).await.unwrap());
        assert!(!matches("nobody has this password", None).await.unwrap());
    }
}
