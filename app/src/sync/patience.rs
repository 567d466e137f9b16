//! When to talk to the server again. Only decides; the owner of the timers waits, so that tests can run in virtual time.

use std::time::Duration;

use super::backoff;
use super::engine::{Outcome, Round, RoundError};
use crate::api::ApiError;

/// The interval between polls when nothing happens.
const REST: Duration = Duration::from_secs(30);
/// The interval while the page is not visible.
const DEEP_REST: Duration = Duration::from_secs(300);
/// The interval while app and server are incompatible. A reload, or the page becoming visible, polls at once.
const UNTIL_AN_UPDATE: Duration = Duration::from_secs(3_600);

/// How a series of rounds with the server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing is left to fetch, or to send except parked commands.
    Settled,
    /// The exchange succeeded, and the server asked for a pause.
    Asked { seconds: u32 },
    /// The exchange failed.
    Failed {
        /// Seconds of pause that the server asked for.
        retry_after: Option<u32>,
    },
    /// App and server are incompatible: nothing changes until one of them is updated.
    Outdated,
    /// No session that the server accepts: signed out, a password change is due, or somebody else is signed in.
    SignedOut,
    /// The person was disabled and may no longer have this data.
    Disabled,
}

impl Ending {
    /// The ending after this round; `None` if the next round starts at once.
    pub fn of(round: &Round) -> Option<Ending> {
        match round {
            Ok(Outcome::More) | Err(RoundError::Overtaken) => None,
            Ok(Outcome::Settled) => Some(Ending::Settled),
            Ok(Outcome::Wait { seconds }) => Some(Ending::Asked { seconds: *seconds }),
            Err(RoundError::Store(_)) => Some(Ending::Failed { retry_after: None }),
            Err(RoundError::Api(error)) => Some(match error {
                ApiError::Disabled => Ending::Disabled,
                ApiError::Outdated => Ending::Outdated,
                ApiError::SignedOut | ApiError::PasswordDue | ApiError::WrongPerson => Ending::SignedOut,
                ApiError::Busy { retry_after } => Ending::Failed { retry_after: Some(*retry_after) },
                _ => Ending::Failed { retry_after: None },
            }),
        }
    }
}

/// What to do until the next exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Wait this long, or until there is something to send.
    Rest(Duration),
    /// Wait this long, or until the network may be back. New commands alone do not end the wait.
    HoldOff(Duration),
    /// Wait until the person acts.
    UntilAsked,
    /// Stop syncing.
    End,
}

/// The number of recent failures in a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Patience {
    failures: u32,
}

impl Patience {
    /// Resets the backoff because the obstacle may be gone. A browser reports that it is online before a request gets through; after hours
    /// offline, that first failed attempt must not delay the next by a minute.
    pub fn hope(&mut self) {
        self.failures = 0;
    }

    /// What to do after an ending. `dice`, any random number, adds jitter for phones that failed together.
    pub fn after(&mut self, ending: Ending, is_visible: bool, dice: u64) -> Pause {
        match ending {
            Ending::Settled => {
                self.failures = 0;
                Pause::Rest(if is_visible { REST } else { DEEP_REST })
            }
            Ending::Asked { seconds } => {
                self.failures = 0;
                Pause::HoldOff(Duration::from_secs(seconds.into()))
            }
            Ending::Failed { retry_after } => {
                self.failures += 1;
                let asked = Duration::from_secs(retry_after.unwrap_or(0).into());
                Pause::HoldOff(Duration::from_millis(backoff(self.failures, dice)).max(asked))
            }
            Ending::Outdated => Pause::HoldOff(UNTIL_AN_UPDATE),
            Ending::SignedOut => Pause::UntilAsked,
            Ending::Disabled => Pause::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_server_is_not_called_before_retry_after() {
        let mut patience = Patience::default();
        let busy: Round = Err(RoundError::Api(ApiError::Busy { retry_after: 90 }));
        let ending = Ending::of(&busy).unwrap();
        assert_eq!(patience.after(ending, true, 0), Pause::HoldOff(Duration::from_secs(90)));
    }

    #[test]
    fn a_wait_answer_is_respected_and_is_no_failure() {
        let mut patience = Patience::default();
        patience.after(Ending::Failed { retry_after: None }, true, 0);
        let ending = Ending::of(&Ok(Outcome::Wait { seconds: 90 })).unwrap();
        assert_eq!(patience.after(ending, true, 0), Pause::HoldOff(Duration::from_secs(90)));
        let Pause::HoldOff(pause) = patience.after(Ending::Failed { retry_after: None }, true, u64::MAX) else { panic!("it failed") };
        assert!(pause <= Duration::from_secs(2), "it was no failure");
    }

    #[test]
    fn an_outdated_client_does_not_retry_every_minute() {
        let outdated: Round = Err(RoundError::Api(ApiError::Outdated));
        let ending = Ending::of(&outdated).unwrap();
        assert_eq!(Patience::default().after(ending, true, 0), Pause::HoldOff(UNTIL_AN_UPDATE));
    }

    #[test]
    fn hope_resets_the_backoff() {
        let mut patience = Patience::default();
        let failed = Ending::Failed { retry_after: None };
        for _ in 0..9 {
            patience.after(failed, true, u64::MAX);
        }
        patience.hope();
        let Pause::HoldOff(pause) = patience.after(failed, true, u64::MAX) else { panic!("it failed") };
        assert!(pause <= Duration::from_secs(2));
    }

    #[test]
    fn success_resets_the_backoff() {
        let mut patience = Patience::default();
        let failed = Ending::Failed { retry_after: None };
        for _ in 0..9 {
            patience.after(failed, true, u64::MAX);
        }
        assert_eq!(patience.after(Ending::Settled, false, 0), Pause::Rest(DEEP_REST));
        let Pause::HoldOff(pause) = patience.after(failed, true, u64::MAX) else { panic!("it failed") };
        assert!(pause <= Duration::from_secs(2));
    }
}
