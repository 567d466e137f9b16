//! Throttles password guesses: after some failed attempts each next one waits twice as long. Attempts are counted in the database before the
//! password is checked, so that neither several servers nor simultaneous attempts allow more of them.
//!
//! Everybody in a company knows all account names, so failures must not lock out the owner of an account. They are counted by origin: for a
//! stranger by account and address, for a device known to be the owner's by device, for a signed-in person by person. All strangers together can
//! slow an account down, but never lock it.

use std::net::IpAddr;

use anyhow::Result;
use app::api::ApiError;
use domain::values::calendar::Timestamp;
use domain::values::ids::DeviceId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use crate::address::subscriber;
use crate::db::Database;
use crate::db::tables::attempt::{ActiveModel, Column, Entity, Model};

/// A count is dropped after this long without an attempt, in milliseconds.
const FORGOTTEN_AFTER: i64 = 60 * 60 * 1_000;

/// What attempts are counted for.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// A digest, so that the table does not list accounts and addresses. The keys of an account begin with its digest.
    key: String,
    /// Failed attempts before the first wait.
    free: i32,
    /// Longest wait, in seconds.
    longest: i64,
}

impl Subject {
    /// An account, tried by strangers from one address.
    pub(super) fn account_at(account: &str, address: Option<IpAddr>) -> Subject {
        let address = address.map(|it| subscriber(it).to_string()).unwrap_or_default();
        Subject { key: format!("{}{}", of_account(account), key(&format!("at {address}"))), free: 5, longest: 15 * 60 }
    }

    /// An account, tried by strangers from any address. Slows down many machines guessing together; the owner on a new device waits seconds.
    pub(super) fn account_anywhere(account: &str) -> Subject {
        Subject { key: format!("{}{}", of_account(account), key("anywhere")), free: 100, longest: 15 }
    }

    /// An account, tried on a device that is known to be its owner's.
    pub(super) fn account_on(account: &str, device: DeviceId) -> Subject {
        Subject { key: format!("{}{}", of_account(account), key(&format!("on {device}"))), free: 5, longest: 15 * 60 }
    }

    /// The old password, asked of a person who is signed in.
    pub(super) fn signed_in(account: &str) -> Subject {
        Subject { key: format!("{}{}", of_account(account), key("signed in")), free: 5, longest: 15 * 60 }
    }

    /// An address, whatever accounts strangers try from it. A whole office may share one.
    pub(super) fn address(address: IpAddr) -> Subject {
        Subject { key: key(&format!("address {}", subscriber(address))), free: 40, longest: 5 * 60 }
    }

    fn wait(&self, failures: i32) -> i64 {
        match failures - self.free {
            ..0 => 0,
            doublings @ 0..20 => Ord::min(1i64 << doublings, self.longest) * 1_000,
            _ => self.longest * 1_000,
        }
    }
}

/// Counts an attempt as failed, before it is made. Refuses it when it comes too early.
pub(super) async fn count(db: &Database, subjects: &[Subject], now: Timestamp) -> Result<()> {
    for subject in subjects {
        // On a concurrent count, read again and count on top of it.
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
    // Without a wait, block nobody: of two simultaneous attempts, the one counted second may have come a moment earlier.
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

/// Deletes every failure counted for an account (in the form of `Person::account_key`), and all counts that are old enough.
pub async fn forgive(db: &Database, account: &str, now: Timestamp) -> Result<()> {
    let of_account = Column::Subject.starts_with(of_account(account));
    let is_old = Column::LastAt.lt(now.0 - FORGOTTEN_AFTER).and(Column::BlockedUntil.lt(now.0));
    Entity::delete_many().filter(of_account.or(is_old)).exec(db.connection()).await?;
    Ok(())
}

/// Takes back one failure of the address, after a sign-in that succeeded.
pub(super) async fn give_back(db: &Database, address: &Subject) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .col_expr(Column::BlockedUntil, Expr::value(0i64))
        .filter(Column::Subject.eq(&address.key).and(Column::Failures.gt(0)))
        .exec(db.connection())
        .await?;
    Ok(())
}

/// The prefix of an account's keys.
fn of_account(account: &str) -> String {
    key(&format!("account {account}")) + "-"
}

fn key(subject: &str) -> String {
    hex::encode(&Sha256::digest(subject)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_waits_twice_as_long() {
        let account = Subject::signed_in("li");
        let waits: Vec<i64> = (1..=9).map(|it| account.wait(it) / 1_000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16]);
        assert_eq!(account.wait(1_000), 15 * 60 * 1_000);
        assert_eq!(Subject::account_anywhere("li").wait(100_000), 15 * 1_000, "strangers never shut an account");
    }
}
