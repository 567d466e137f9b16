//! Limits how often a person may send trial messages, which go to addresses of the sender's choice. Counted in this process, which is enough to
//! keep this server from flooding anybody.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;

/// Most trials of one person in [`WINDOW`].
const MOST: usize = 10;
/// Ten minutes, in milliseconds.
const WINDOW: i64 = 10 * 60 * 1_000;

/// The recent trials of each person.
#[derive(Debug, Default)]
pub struct Trials(Mutex<BTreeMap<PersonId, Vec<Timestamp>>>);

impl Trials {
    /// Counts a trial. The error is the number of seconds until the next one is allowed.
    pub fn count(&self, person: PersonId, now: Timestamp) -> Result<(), u32> {
        let mut trials = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        trials.retain(|_, of_one| {
            of_one.retain(|it| now.0 - WINDOW < it.0 && *it <= now);
            !of_one.is_empty()
        });
        let mine = trials.entry(person).or_default();
        match mine.first() {
            Some(oldest) if MOST <= mine.len() => Err(u32::try_from((oldest.0 + WINDOW - now.0 + 999) / 1_000).unwrap_or(u32::MAX)),
            _ => {
                mine.push(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_the_limit_a_trial_waits_for_the_oldest_to_expire() {
        let (trials, person, other) = (Trials::default(), PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let at = |seconds: i64| Timestamp(1_000_000 + seconds * 1_000);
        for n in 0..MOST as i64 {
            assert_eq!(trials.count(person, at(n)), Ok(()));
        }
        assert_eq!(trials.count(person, at(10)), Err(590));
        assert_eq!(trials.count(other, at(10)), Ok(()), "each for themselves");
        assert_eq!(trials.count(person, at(599)), Err(1));
        assert_eq!(trials.count(person, at(600)), Ok(()));
        assert_eq!(trials.count(person, at(600)), Err(1));
    }
}
