//! Patience with those who guess: after some attempts in vain each next one waits twice as long. Counted in the database, before the password
//! is looked at, so that neither several servers nor many attempts at once give more of them.

use std::net::IpAddr;

use anyhow::Result;
use app::api::ApiError;
use domain::calendar::Timestamp;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use super::tables::attempt::{ActiveModel, Column, Entity, Model};
use crate::db::Database;
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
        match failures - self.free {
            ..0 => 0,
            doublings @ 0..20 => Ord::min(1i64 << doublings, self.longest) * 1_000,
            _ => self.longest * 1_000,
        }
    }
}

/// Counts an attempt as if it were in vain; refuses it when it comes too early.
pub(super) async fn count(db: &Database, subjects: &[Subject], now: Timestamp) -> Result<()> {
    for subject in subjects {
        // Somebody else may count at the same moment: then it is looked at again, with theirs counted.
        while !count_one(db, subject, now).await? {}
    }
    Ok(())
}

async fn count_one(db: &Database, subject: &Subject, now: Timestamp) -> Result<bool> {
    let unknown = Model { subject: subject.key.clone(), failures: 0, last_at: now.0, blocked_until: 0 };
    let seen = Entity::find_by_id(&subject.key).one(db.connection()).await?;
    let Some(seen) = seen else {
        let keep = OnConflict::column(Column::Subject).do_nothing().to_owned();
        let row: ActiveModel = unknown.into_active_model().reset_all();
        Entity::insert(row).on_conflict(keep).exec_without_returning(db.connection()).await?;
        return Ok(false);
    };
    if now.0 < seen.blocked_until {
        let seconds = (seen.blocked_until - now.0 + 999) / 1_000;
        anyhow::bail!(ApiError::Busy { retry_after: u32::try_from(seconds).unwrap_or(u32::MAX) });
    }
    let is_forgotten = seen.last_at + FORGOTTEN_AFTER < now.0;
    let failures = if is_forgotten { 1 } else { seen.failures + 1 };
    // Who need not wait blocks nobody: of two who come at once, the one counted second may have come a moment earlier.
    let blocked_until = match subject.wait(failures) {
        0 => 0,
        wait => now.0 + wait,
    };
    let counted = Entity::update_many()
        .col_expr(Column::Failures, Expr::value(failures))
        .col_expr(Column::LastAt, Expr::value(now.0))
        .col_expr(Column::BlockedUntil, Expr::value(blocked_until))
        .filter(Column::Subject.eq(&seen.subject).and(Column::Failures.eq(seen.failures)).and(Column::LastAt.eq(seen.last_at)))
        .exec(db.connection())
        .await?;
    Ok(counted.rows_affected == 1)
}

/// It was not in vain after all: the account is forgiven, the address gets this one attempt back.
pub(super) async fn forgive(db: &Database, account: &Subject, address: Option<&Subject>) -> Result<()> {
    Entity::delete_by_id(&account.key).exec(db.connection()).await?;
    let Some(address) = address else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .col_expr(Column::BlockedUntil, Expr::value(0i64))
        .filter(Column::Subject.eq(&address.key).and(Column::Failures.gt(0)))
        .exec(db.connection())
        .await?;
    Ok(())
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
