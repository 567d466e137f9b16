//! Limits how much one person may send. Nobody photographs this much, and a faulty program must not fill the disk. Counted in this process: with
//! several servers each counts its own, which is enough to protect the disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::records::attachment::MOST_BYTES;
use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;

use super::store::UnderWay;

/// Most bytes that one person sends in an hour.
const MOST_AN_HOUR: u64 = 256 * 1024 * 1024;
/// A new file is refused once one person's pieces under way have this many bytes.
const MOST_UNDER_WAY: u64 = 64 * 1024 * 1024;
/// The same limit for a file already begun: one file more, so that a person who finishes one file after the other always can.
const MOST_BEGUN: u64 = MOST_UNDER_WAY + MOST_BYTES as u64;
const HOUR: i64 = 60 * 60 * 1_000;

/// Bytes that each person sent in the current hour.
#[derive(Debug, Default)]
pub struct Quota(Mutex<Sent>);

#[derive(Debug, Default)]
struct Sent {
    hour: i64,
    bytes_by_person: BTreeMap<PersonId, u64>,
}

impl Quota {
    /// Counts bytes. The error is the number of seconds after which more may be sent.
    pub fn count(&self, person: PersonId, bytes: usize, now: Timestamp) -> Result<(), u32> {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hour = now.0.div_euclid(HOUR);
        if sent.hour != hour {
            *sent = Sent { hour, bytes_by_person: BTreeMap::new() };
        }
        let count = sent.bytes_by_person.entry(person).or_default();
        if MOST_AN_HOUR < *count + bytes as u64 {
            let left = (hour + 1) * HOUR - now.0;
            return Err(u32::try_from(left / 1_000 + 1).unwrap_or(3_600));
        }
        *count += bytes as u64;
        Ok(())
    }

    /// Whether a person has so much under way that no more of this file is taken. A file has begun when its first piece (offset 0), which shows
    /// its type, is there, whichever piece arrives first.
    pub fn is_full(under_way: &UnderWay) -> bool {
        let most = if under_way.has_begun { MOST_BEGUN } else { MOST_UNDER_WAY };
        most <= under_way.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceeding_the_hourly_quota_waits_for_the_next_hour() {
        let (quota, person, other) = (Quota::default(), PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let half = (MOST_AN_HOUR / 2) as usize;
        let now = Timestamp(7 * HOUR + 10);
        assert_eq!(quota.count(person, half, now), Ok(()));
        assert_eq!(quota.count(person, half, now), Ok(()));
        assert_eq!(quota.count(person, 1, now), Err(3_600));
        assert_eq!(quota.count(other, 1, now), Ok(()), "each for themselves");
        assert_eq!(quota.count(person, 1, Timestamp(8 * HOUR)), Ok(()));
    }

    #[test]
    fn over_the_limit_a_started_upload_may_finish_and_no_other_start() {
        for (bytes, begins, goes_on) in [
            (0, true, true),
            (MOST_UNDER_WAY - 1, true, true),
            (MOST_UNDER_WAY, false, true),
            (MOST_BEGUN - 1, false, true),
            (MOST_BEGUN, false, false),
        ] {
            let is_taken = |has_begun| !Quota::is_full(&UnderWay { bytes, has_begun });
            assert_eq!((is_taken(false), is_taken(true)), (begins, goes_on), "{bytes}");
        }
    }
}
