//! The table of Chinese characters, one per page like the locale. It is fetched once somebody is signed in, so that the first load is without
//! it; until then names are found as they are written and lie in the order of their characters.

use std::sync::Arc;

use domain::values::search::Han;
use leptos::prelude::*;

thread_local! {
    static HAN: ArcRwSignal<Arc<Han>> = ArcRwSignal::new(Arc::default());
}

/// The table as far as it is here. Tracked.
pub fn han() -> Arc<Han> {
    HAN.with(|it| it.try_get()).unwrap_or_default()
}

/// Whether the table is here.
pub fn has_han() -> bool {
    HAN.with(|it| it.with_untracked(|it| **it != Han::default()))
}

/// Takes the table in.
pub fn set_han(table: Han) {
    HAN.with(Clone::clone).set(Arc::new(table));
}

/// Puts things in the order of their names. Tracked.
pub fn sort_by_name<T>(all: &mut [T], name: impl Fn(&T) -> &str) {
    let han = han();
    all.sort_by_cached_key(|it| (han.order_key(name(it)), name(it).to_owned()));
}

/// Puts things in the order of names of people. Tracked.
pub fn sort_by_person<T>(all: &mut [T], name: impl Fn(&T) -> &str) {
    let han = han();
    all.sort_by_cached_key(|it| (han.person_order_key(name(it)), name(it).to_owned()));
}
