//! The devices on which a person is signed in. A device that is signed out learns it at its next request and keeps its unsent work.

use std::collections::BTreeMap;

use anyhow::Result;
use app::api::devices::SignedInDevice;
use domain::values::calendar::Timestamp;
use domain::values::ids::{DeviceId, PersonId};

use super::sign_in::existing;
use super::{Session, session, software};
use crate::db::Database;

/// A person's devices, the last used first. `asking` is the session of the caller.
pub async fn list(db: &Database, asking: &Session, person: PersonId, now: Timestamp) -> Result<Vec<SignedInDevice>> {
    existing(db, person).await?;
    let mut sessions = session::open_of(db, person, now).await?;
    sessions.sort_by_key(|it| it.seen_at);
    let mut devices: BTreeMap<DeviceId, SignedInDevice> = BTreeMap::new();
    for row in sessions {
        let device = DeviceId(row.device_id);
        // A browser that lost its cookie has several sessions: the last used one says what it is.
        let first_at = devices.get(&device).map_or(row.opened_at, |it| Ord::min(it.first_at.0, row.opened_at));
        let software = software::of_words(row.browser.as_deref(), row.system.as_deref());
        let is_this = person == asking.person && device == asking.device;
        devices
            .insert(device, SignedInDevice { device, software, first_at: Timestamp(first_at), last_at: Timestamp(row.seen_at), is_this });
    }
    let mut devices: Vec<SignedInDevice> = devices.into_values().collect();
    devices.sort_by_key(|it| (!it.is_this, std::cmp::Reverse(it.last_at)));
    Ok(devices)
}

/// Signs a person out on one device, or on all, except for the session that asks. A device that is not signed in is no error: it may have left
/// meanwhile.
pub async fn sign_out(db: &Database, asking: &Session, person: PersonId, device: Option<DeviceId>) -> Result<()> {
    existing(db, person).await?;
    session::close_on(db, asking, person, device).await
}
