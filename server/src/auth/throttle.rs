//! Patience with those who guess: after some attempts in vain each next one waits twice as long. Counted in the database, before the password
//! is looked at, so that neither several servers nor many attempts at once give more of them.

use std::net::IpAddr;

use anyhow::Result;
use app::api::ApiError;
use domain::calendar::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QuerySelect};
use sha2::{Digest, Sha256};

use super::tables::attempt::{ActiveModel, Column, Entity, Model};
use crate::db::{Database, tx};
use crate::site::hex;

/// After this long without an attempt everything is forgotten.
const FORGOTTEN_AFTER: i64 = 60 * 60 * 1_000;

/// Something that attempts are counted for.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// A digest: the table is no list of accounts and addresses.
    key: String,
    /// Attempts in vain without waiting.
    free: i32,
    /// Longest wait, in seconds.
    longest: i64,
}

impl Subject {
    /// An account, from wherever it is tried.
    pub(super) fn account(account: &str) -> Subject {
        Subject { key: key(&format!("account {account}")), free: 5, longest: 15 * 60 }
    }

    /// An address, whatever accounts are tried from it. A whole office may share one.
    pub(super) fn address(address: IpAddr) -> Subject {
        Subject { key: key(&format!("address {address}")), free: 40, longest: 5 * 60 }
    }

    fn wait(&self, failures: i32) -> i64 {
        let doublings = u32::try_from(failures - self.free).ok().map(|it| it.min(20));
        doublings.map_or(0, |it| (1i64 << it).min(self.longest) * 1_000)
    }
}

/// Counts an attempt as if it were in vain; refuses it when it comes too early.
pub(super) async fn count(db: &Database, subjects: &[Subject], now: Timestamp) -> Result<()> {
    tx::write(db, async |transaction| {
        for subject in subjects {
            let unknown = Model { subject: subject.key.clone(), failures: 0, last_at: now.0, blocked_until: 0 };
            let unknown: ActiveModel = unknown.into_active_model().reset_all();
            let keep = OnConflict::column(Column::Subject).do_nothing().to_owned();
            Entity::insert(unknown).on_conflict(keep).exec_without_returning(transaction).await?;
            let row = Entity::find_by_id(&subject.key).lock_exclusive().one(transaction).await?;
            let Some(mut row) = row else { continue };
            if now.0 < row.blocked_until {
                let seconds = (row.blocked_until - now.0 + 999) / 1_000;
                anyhow::bail!(ApiError::Busy { retry_after: u32::try_from(seconds).unwrap_or(u32::MAX) });
            }
            if row.last_at + FORGOTTEN_AFTER < now.0 {
                row.failures = 0;
            }
            row.failures += 1;
            row.last_at = now.0;
            row.blocked_until = now.0 + subject.wait(row.failures);
            row.into_active_model().reset_all().update(transaction).await?;
        }
        Ok(())
    })
    .await
}

/// It was not in vain after all: the account is forgiven, the address gets this one attempt back.
pub(super) async fn forgive(db: &Database, account: &Subject, address: Option<&Subject>, now: Timestamp) -> Result<()> {
    tx::write(db, async |transaction| {
        Entity::delete_by_id(&account.key).exec(transaction).await?;
        let Some(address) = address else { return Ok(()) };
        let row = Entity::find_by_id(&address.key).lock_exclusive().one(transaction).await?;
        if let Some(mut row) = row {
            row.failures = (row.failures - 1).max(0);
            row.blocked_until = now.0;
            row.into_active_model().reset_all().update(transaction).await?;
        }
        anyhow::Ok(())
    })
    .await
}

fn key(subject: &str) -> String {
    hex(&Sha256::digest(subject)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_waits_twice_as_long() {
        let account = Subject::account("li");
        let waits: Vec<i64> = (1..=9).map(|it| account.wait(it) / 1_000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16]);
        assert_eq!(account.wait(1_000), 15 * 60 * 1_000);
    }
}
