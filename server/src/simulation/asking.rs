//! Bounds how many simulations wait, and lets each person wait for one.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use domain::values::ids::PersonId;

/// Most people who wait at once; with more, nobody would be answered in time.
const MOST: usize = 8;

/// The people whose simulation runs or waits.
#[derive(Debug, Default)]
pub struct Asking(Arc<Mutex<BTreeSet<PersonId>>>);

/// A person's place, released when dropped.
#[derive(Debug)]
pub struct AskingPlace {
    person: PersonId,
    all: Arc<Mutex<BTreeSet<PersonId>>>,
}

impl Asking {
    /// `None` if the person waits already, or too many others do.
    pub fn enter(&self, person: PersonId) -> Option<AskingPlace> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_in = all.len() < MOST && all.insert(person);
        is_in.then(|| AskingPlace { person, all: Arc::clone(&self.0) })
    }
}

impl Drop for AskingPlace {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.person);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn each_person_waits_once_and_few_at_a_time() {
        let (asking, person) = (Asking::default(), |n: usize| PersonId(Uuid::from_u128(n as u128)));
        let mut places: Vec<Option<AskingPlace>> = (0..MOST).map(|it| asking.enter(person(it))).collect();
        assert!(places.iter().all(Option::is_some));
        assert!(asking.enter(person(0)).is_none() && asking.enter(person(MOST)).is_none());
        places.pop();
        assert!(asking.enter(person(0)).is_none(), "still waits");
        assert!(asking.enter(person(MOST)).is_some());
    }
}
