//! The table of Chinese characters, one per page like the locale. It is fetched after sign-in, so that the first load is without it. Until then
//! names are matched as written and sorted by code point.

use std::sync::Arc;

use domain::values::search::Han;
use leptos::prelude::*;

thread_local! {
    static HAN: ArcRwSignal<Arc<Han>> = ArcRwSignal::new(Arc::default());
}

/// The table, or an empty one until it is loaded. Tracked.
pub fn han() -> Arc<Han> {
    HAN.with(|it| it.try_get()).unwrap_or_default()
}

/// Whether the table is loaded.
pub fn has_han() -> bool {
    HAN.with(|signal| signal.with_untracked(|it| **it != Han::default()))
}

/// Installs the table.
pub fn set_han(table: Han) {
    HAN.with(Clone::clone).set(Arc::new(table));
}

/// Sorts by name. Tracked.
pub fn sort_by_name<T>(all: &mut [T], name: impl Fn(&T) -> &str) {
    let han = han();
    all.sort_by_cached_key(|it| (han.order_key(name(it)), name(it).to_owned()));
}

/// Sorts by the name of a person. Tracked.
pub fn sort_by_person<T>(all: &mut [T], name: impl Fn(&T) -> &str) {
    let han = han();
    all.sort_by_cached_key(|it| (han.person_order_key(name(it)), name(it).to_owned()));
}
