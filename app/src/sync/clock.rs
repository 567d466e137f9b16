//! The device's clock corrected by the server's: the offset measured with every answer, and the latest server time received.

use domain::decide::arrival::NOTABLE;
use domain::values::calendar::Timestamp;
use serde::{Deserialize, Serialize};

/// Milliseconds.
const MINUTE: i64 = 60_000;

/// Milliseconds. An answer that took longer was held up on the device itself and is not used to set the clock.
const LONGEST_ANSWER: i64 = MINUTE;

/// Milliseconds: twice the time between two polls.
const LATELY: i64 = MINUTE;

/// The correction for the device's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownClock {
    /// Milliseconds to add to the device's clock.
    #[serde(default)]
    ahead: i64,
    /// The server's time in its last answer. [`KnownClock::read`] never returns an earlier time.
    #[serde(default)]
    heard: Option<Timestamp>,
}

impl KnownClock {
    /// Measures the offset from one answer: the server's time, and the device's time before and after the exchange.
    #[must_use]
    pub fn hear(self, server: Timestamp, (asked, answered): (Timestamp, Timestamp)) -> KnownClock {
        let took = answered.0.saturating_sub(asked.0);
        if !(0..=LONGEST_ANSWER).contains(&took) {
            return self;
        }
        KnownClock { ahead: server.0.saturating_sub(asked.0.saturating_add(took / 2)), heard: Some(server) }
    }

    /// The corrected time for a reading of the device's clock.
    pub fn read(self, says: Timestamp) -> Timestamp {
        let corrected = Timestamp(says.0.saturating_add(self.ahead));
        self.heard.map_or(corrected, |it| it.max(corrected))
    }

    /// By how many minutes the device's clock is behind (negative: ahead). `None` if the gap is below [`NOTABLE`].
    ///
    /// Rounded to the nearest minute: the offset is off by up to half of the time that the answer took, so a clock that is 400 days
    /// behind may be measured as a second less.
    pub fn gap(self, says: Timestamp) -> Option<i64> {
        let behind = self.read(says).0.saturating_sub(says.0);
        (NOTABLE <= behind.saturating_abs()).then(|| behind.saturating_add(behind.signum() * (MINUTE / 2)) / MINUTE)
    }

    /// Whether the server has answered within the last minute.
    pub fn has_heard_lately(self, now: Timestamp) -> bool {
        self.heard.is_some_and(|it| now.0.saturating_sub(it.0) < LATELY)
    }

    /// The one that was measured later.
    #[must_use]
    pub fn newer(self, other: KnownClock) -> KnownClock {
        if self.heard < other.heard { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1_000;

    fn at(ms: i64) -> Timestamp {
        Timestamp(1_790_000_000_000 + ms)
    }

    #[test]
    fn any_answer_corrects_a_wrong_clock() {
        // One phone is 400 days behind, another 26 hours ahead.
        for off in [-400 * DAY, 26 * 3_600_000, 0] {
            let clock = KnownClock::default().hear(at(0), (at(off - 40), at(off + 40)));
            assert_eq!(clock.read(at(off + 5_000)), at(5_000));
            assert_eq!(clock.gap(at(off + 5_000)), (off != 0).then_some(-off / 60_000));
        }
    }

    #[test]
    fn the_gap_is_the_nearest_minute_however_long_the_answer_took() {
        for off in [-400 * DAY, 400 * DAY, -11 * MINUTE] {
            for (out, back) in [(40, 40), (20_000, 0), (0, 20_000)] {
                let clock = KnownClock::default().hear(at(0), (at(off - out), at(off + back)));
                assert_eq!(clock.gap(at(off)), Some(-off / MINUTE), "{off} {out} {back}");
            }
        }
    }

    #[test]
    fn time_does_not_run_backwards_when_the_clock_is_set_back_without_a_network() {
        let clock = KnownClock::default().hear(at(0), (at(0), at(0)));
        assert_eq!(clock.read(at(-400 * DAY)), at(0));
        assert_eq!(clock.gap(at(-400 * DAY)), Some(400 * 24 * 60));
        assert_eq!(clock.gap(at(9 * 60_000)), None);
    }

    #[test]
    fn an_answer_delayed_on_the_device_does_not_change_the_clock() {
        let clock = KnownClock::default().hear(at(0), (at(0), at(0)));
        assert_eq!(clock.hear(at(1_000), (at(500), at(8 * 3_600_000))), clock);
        assert_eq!(clock.hear(at(1_000), (at(500), at(400))), clock, "it was set back meanwhile");
    }
}
