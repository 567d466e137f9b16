//! The history of sign-ins: when, on which device, from which network, and whether the password was right. It holds no password, no token and no
//! whole address. It is bounded by age and, for each person and outcome, by number, so that guesses cannot push the real sign-ins out.

use std::net::IpAddr;

use anyhow::Result;
use app::api::devices::{SignInEntry, SignInOutcome, SignInsAnswer, Software};
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};
use domain::values::json::{of_word, word_of};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::sign_in::existing;
use super::software;
use crate::address::network;
use crate::db::Database;
use crate::db::tables::sign_in::{ActiveModel, Column, Entity, Model};

/// An entry is kept for this many days.
const KEPT_DAYS: i64 = 90;
/// Entries kept of one person and outcome.
const MOST: u64 = 500;
/// Entries of one page.
const PAGE: u64 = 30;

/// An attempt whose password was checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempted {
    pub outcome: SignInOutcome,
    pub device: DeviceId,
    pub software: Software,
    pub address: Option<IpAddr>,
}

/// Adds an entry, and deletes those that are too old or too many.
pub(super) async fn note(db: &Database, person: PersonId, attempted: Attempted, now: Timestamp) -> Result<()> {
    let Attempted { outcome, device, software, address } = attempted;
    let row = ActiveModel {
        person_id: Set(person.0),
        at: Set(now.0),
        outcome: Set(word_of(outcome)),
        device_id: Set(device.0),
        browser: Set(software.browser.map(word_of)),
        system: Set(software.system.map(word_of)),
        address: Set(address.map(network)),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_without_returning(db.connection()).await?;
    Entity::delete_many().filter(Column::At.lt(oldest(now))).exec(db.connection()).await?;
    let alike = Column::PersonId.eq(person.0).and(Column::Outcome.eq(word_of(outcome)));
    let first_too_many = Entity::find().filter(alike.clone()).order_by_desc(Column::Id).offset(MOST).limit(1).one(db.connection()).await?;
    if let Some(row) = first_too_many {
        Entity::delete_many().filter(alike.and(Column::Id.lte(row.id))).exec(db.connection()).await?;
    }
    Ok(())
}

/// A page of a person's sign-ins, newest first.
pub async fn page(db: &Database, person: PersonId, before: Option<i64>, now: Timestamp) -> Result<SignInsAnswer> {
    existing(db, person).await?;
    let mut theirs = Column::PersonId.eq(person.0).and(Column::At.gte(oldest(now)));
    if let Some(before) = before {
        theirs = theirs.and(Column::Id.lt(before));
    }
    let mut rows = Entity::find().filter(theirs).order_by_desc(Column::Id).limit(PAGE + 1).all(db.connection()).await?;
    let is_more = PAGE < rows.len() as u64;
    rows.truncate(PAGE as usize);
    let next = rows.last().map(|it| it.id).filter(|_| is_more);
    Ok(SignInsAnswer { entries: rows.into_iter().filter_map(entry).collect(), next, kept_days: KEPT_DAYS })
}

fn oldest(now: Timestamp) -> i64 {
    now.0 - KEPT_DAYS * 24 * 60 * 60 * 1_000
}

/// `None` for an outcome that a later release wrote.
fn entry(row: Model) -> Option<SignInEntry> {
    Some(SignInEntry {
        at: Timestamp(row.at),
        outcome: of_word(&row.outcome)?,
        software: software::of_words(row.browser.as_deref(), row.system.as_deref()),
        address: row.address,
    })
}
