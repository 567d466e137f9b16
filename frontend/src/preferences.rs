//! Small settings remembered on this device (language, theme, last person, drafts), in localStorage under one prefix.

use domain::values::ids::DeviceId;
use gloo_storage::{LocalStorage, Storage};
use uuid::Uuid;

use crate::js::window;

const PREFIX: &str = "dabiao.";
const DEVICE: &str = "device";
/// Keys that belong to the device, not to a person.
const OF_DEVICE: [&str; 4] = [DEVICE, "language", "theme", "wiping"];
/// The beginning of further such keys: the columns of the tables.
const TABLES: &str = "table.";

/// The value stored under a key.
pub fn remembered(key: &str) -> Option<String> {
    if !is_open() {
        return None;
    }
    LocalStorage::get(format!("{PREFIX}{key}")).ok()
}

/// Stores or removes a value. Ignores full or denied storage: nothing here is a record.
pub fn remember(key: &str, value: Option<&str>) {
    if !is_open() {
        return;
    }
    let key = format!("{PREFIX}{key}");
    match value {
        Some(value) => drop(LocalStorage::set(key, value)),
        None => LocalStorage::delete(key),
    }
}

/// Removes everything except the device's own keys.
pub fn forget_people() {
    if !is_open() {
        return;
    }
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|it| storage.key(it).ok().flatten());
    let of_people = |key: &String| key.strip_prefix(PREFIX).is_some_and(|it| !OF_DEVICE.contains(&it) && !it.starts_with(TABLES));
    let keys: Vec<String> = keys.filter(of_people).collect();
    keys.iter().for_each(LocalStorage::delete);
}

/// The id of this browser profile, created at the first start. Without storage it lives only as long as the page.
pub fn device_id() -> DeviceId {
    let known = remembered(DEVICE).and_then(|it| it.parse::<Uuid>().ok());
    let id = known.unwrap_or_else(Uuid::now_v7);
    if known.is_none() {
        remember(DEVICE, Some(&id.to_string()));
    }
    DeviceId(id)
}

/// Whether localStorage is available. Some browsers deny it, and `gloo-storage` would panic.
fn is_open() -> bool {
    matches!(window().local_storage(), Ok(Some(_)))
}
