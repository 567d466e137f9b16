//! Patience with those who guess: after some attempts in vain each next one waits twice as long. Counted in the database, before the password
//! is looked at, so that neither several servers nor many attempts at once give more of them.
//!
//! Everybody in a company knows everybody's account name, so failures must not keep the owner of an account out. They are counted for whoever
//! makes them: a stranger for the account at their address, a device that is known to be the owner's for itself, somebody signed in for their
//! session's person. All strangers together make an account slow, never shut.

use std::net::IpAddr;

use anyhow::Result;
use app::api::ApiError;
use domain::values::calendar::Timestamp;
use domain::values::ids::DeviceId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use super::tables::attempt::{ActiveModel, Column, Entity, Model};
use crate::address::subscriber;
use crate::db::Database;
use crate::site::hex;

/// After this long without an attempt everything is forgotten.
const FORGOTTEN_AFTER: i64 = 60 * 60 * 1_000;

/// Something that attempts are counted for.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// Digests: the table is no list of accounts and addresses. What belongs to an account begins with its digest.
    key: String,
    /// Attempts in vain without waiting.
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

    /// An account, tried by strangers from wherever. Many machines guessing together are slowed; the owner at a new device waits seconds.
    pub(super) fn account_anywhere(account: &str) -> Subject {
        Subject { key: format!("{}{}", of_account(account), key("anywhere")), free: 100, longest: 15 }
    }

    /// An account, tried on a device that is known to be its owner's.
    pub(super) fn account_on(account: &str, device: DeviceId) -> Subject {
        Subject { key: format!("{}{}", of_account(account), key(&format!("on {device}"))), free: 5, longest: 15 * 60 }
    }

    /// The old password, asked of somebody who is signed in.
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

/// Forgets every failure counted for an account (in the form of `Person::account_key`), and all that is old enough.
pub async fn forgive(db: &Database, account: &str, now: Timestamp) -> Result<()> {
    let of_account = Column::Subject.starts_with(of_account(account));
    let is_old = Column::LastAt.lt(now.0 - FORGOTTEN_AFTER).and(Column::BlockedUntil.lt(now.0));
    Entity::delete_many().filter(of_account.or(is_old)).exec(db.connection()).await?;
    Ok(())
}

/// It was not in vain after all: the address gets this one attempt back.
pub(super) async fn give_back(db: &Database, address: &Subject) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .col_expr(Column::BlockedUntil, Expr::value(0i64))
        .filter(Column::Subject.eq(&address.key).and(Column::Failures.gt(0)))
        .exec(db.connection())
        .await?;
    Ok(())
}

/// What the keys of an account begin with.
fn of_account(account: &str) -> String {
    key(&format!("account {account}")) + "-"
}

fn key(subject: &str) -> String {
    hex(&Sha256::digest(subject)[..16])
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
