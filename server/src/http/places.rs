//! Limits how many places each key may hold: bodies being read for an address, event streams of a person.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The number of places that each key holds. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Places<K>(Arc<Mutex<BTreeMap<K, usize>>>);

/// One place, released when dropped.
#[derive(Debug)]
pub(super) struct HeldPlace<K: Ord> {
    key: K,
    of: Places<K>,
}

impl<K> Default for Places<K> {
    fn default() -> Places<K> {
        Places(Arc::default())
    }
}

impl<K: Ord + Clone> Places<K> {
    /// Takes a place for this key, unless it holds `most` already.
    pub(super) fn take(&self, key: K, most: usize) -> Option<HeldPlace<K>> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(key.clone()).or_default();
        if most <= *count {
            return None;
        }
        *count += 1;
        Some(HeldPlace { key, of: self.clone() })
    }
}

impl<K: Ord> Drop for HeldPlace<K> {
    fn drop(&mut self) {
        let mut taken = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_slot_is_free_again() {
        let places = Places::default();
        let (first, second) = (places.take("a", 2), places.take("a", 2));
        assert!(first.is_some() && second.is_some() && places.take("a", 2).is_none());
        assert!(places.take("b", 2).is_some(), "each key for itself");
        drop(first);
        assert!(places.take("a", 2).is_some());
        drop(second);
        assert!(places.0.lock().unwrap().is_empty(), "nothing is kept of those who left");
    }
}
