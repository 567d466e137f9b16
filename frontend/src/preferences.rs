//! Small facts remembered on this device: language, theme, last person, drafts. In localStorage, under one prefix.

use domain::values::ids::DeviceId;
use gloo_storage::{LocalStorage, Storage};
use uuid::Uuid;

use crate::js::window;

const PREFIX: &str = "dabiao.";
const DEVICE: &str = "device";
/// What belongs to the device and not to a person.
const OF_DEVICE: [&str; 3] = [DEVICE, "language", "theme"];

/// What is remembered under a key.
pub fn remembered(key: &str) -> Option<String> {
    if !is_open() {
        return None;
    }
    LocalStorage::get(format!("{PREFIX}{key}")).ok()
}

/// Remembers or forgets. A full or closed storage is no error: nothing here is a record.
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

/// Forgets everything but what belongs to the device itself.
pub fn forget_people() {
    if !is_open() {
        return;
    }
    let storage = LocalStorage::raw();
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|it| storage.key(it).ok().flatten());
    let of_people = |key: &String| key.strip_prefix(PREFIX).is_some_and(|it| !OF_DEVICE.contains(&it));
    let keys: Vec<String> = keys.filter(of_people).collect();
    keys.iter().for_each(LocalStorage::delete);
}

/// This browser profile; made at the first start. Where nothing can be remembered it lives as long as the page.
pub fn device_id() -> DeviceId {
    let known = remembered(DEVICE).and_then(|it| it.parse::<Uuid>().ok());
    let id = known.unwrap_or_else(Uuid::now_v7);
    if known.is_none() {
        remember(DEVICE, Some(&id.to_string()));
    }
    DeviceId(id)
}

/// Some browsers deny storage altogether, and `gloo-storage` would panic.
fn is_open() -> bool {
    matches!(window().local_storage(), Ok(Some(_)))
}
