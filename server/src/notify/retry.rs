//! When a message that did not arrive is tried again: soon at first, then after growing waits, for about two days.

use domain::values::calendar::Timestamp;

use crate::db::queries::parcels::Outcome;

/// The result of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It arrived.
    Sent,
    /// It did not arrive this time.
    Failed(String),
    /// It can never arrive: another attempt would fail the same way.
    Refused(String),
    /// The receiver no longer exists. The channel is not to blame.
    Dropped(String),
}

/// How long to wait after the first attempt, the second, and so on, in minutes.
const WAITS: [i64; 9] = [1, 4, 15, 60, 180, 360, 720, 720, 720];

/// The outcome of an attempt, the `attempts`-th of its message.
pub fn outcome(attempt: Attempt, attempts: i32, now: Timestamp) -> Outcome {
    let wait = usize::try_from(attempts - 1).ok().and_then(|it| WAITS.get(it));
    match (attempt, wait) {
        (Attempt::Sent, _) => Outcome::Sent,
        (Attempt::Dropped(why), _) => Outcome::Dropped(why),
        (Attempt::Refused(why), _) | (Attempt::Failed(why), None) => Outcome::GivenUp(why),
        (Attempt::Failed(why), Some(minutes)) => Outcome::Again(Timestamp(now.0 + minutes * 60_000), why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end() {
        let failed = || Attempt::Failed("no answer".to_owned());
        let mut now = Timestamp(0);
        let mut last_wait = 0;
        for attempts in 1..=9 {
            let Outcome::Again(at, why) = outcome(failed(), attempts, now) else { panic!("attempt {attempts} is not the last") };
            assert!(last_wait <= at.0 - now.0, "attempt {attempts}");
            assert_eq!(why, "no answer");
            (last_wait, now) = (at.0 - now.0, at);
        }
        assert_eq!(now.0 / 3_600_000, 46, "hours from the first attempt to the last");
        assert_eq!(outcome(failed(), 10, now), Outcome::GivenUp("no answer".to_owned()));
    }

    #[test]
    fn a_refused_message_is_not_retried() {
        assert_eq!(outcome(Attempt::Refused("too big".to_owned()), 1, Timestamp(0)), Outcome::GivenUp("too big".to_owned()));
        assert_eq!(outcome(Attempt::Dropped("gone".to_owned()), 1, Timestamp(0)), Outcome::Dropped("gone".to_owned()));
        assert_eq!(outcome(Attempt::Sent, 9, Timestamp(0)), Outcome::Sent);
    }
}
