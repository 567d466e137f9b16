//! When to talk to the server again. Decided here and slept out by whoever owns a timer, so that it can be lived through in virtual time.

use std::time::Duration;

use super::backoff;
use super::engine::{Outcome, Round, RoundError};
use crate::api::ApiError;

/// How often to look when nothing happens.
const REST: Duration = Duration::from_secs(30);
/// The same while nobody looks at the page.
const DEEP_REST: Duration = Duration::from_secs(300);
/// The same when app and server do not understand each other. A reload, or the page coming into view, asks at once.
const UNTIL_AN_UPDATE: Duration = Duration::from_secs(3_600);

/// How a conversation with the server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The server has everything and so has the device.
    Settled,
    /// It came through, and the server asked to be left alone.
    Asked {
        /// For so many seconds.
        seconds: u32,
    },
    /// It did not come through.
    Failed {
        /// Seconds the server asked to be left alone.
        retry_after: Option<u32>,
    },
    /// One of the two sides is from another time: nothing changes until the app or the server is updated.
    Outdated,
    /// Nobody is signed in whom the server listens to, or somebody else is.
    SignedOut,
    /// The person may not have this data any more.
    Disabled,
}

impl Ending {
    /// Whether the conversation ended with this round; nothing when it goes on at once.
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

/// What to do until the next conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Wait so long, or until there is something to say.
    Rest(Duration),
    /// Wait so long, or until the network may be back; more work alone is no reason to knock again.
    HoldOff(Duration),
    /// Wait until the person does something about it.
    UntilAsked,
    /// There will be no other.
    End,
}

/// How often it has failed of late.
#[derive(Clone, Copy, Debug, Default)]
pub struct Patience {
    failures: u32,
}

impl Patience {
    /// What stood in the way may be gone. A browser says that it is online before a request gets through; after hours without a network the
    /// next attempt must not be a minute away for that.
    pub fn hope(&mut self) {
        self.failures = 0;
    }

    /// What to do after a conversation. `dice` is any number: it spreads a thousand phones that failed together.
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
    fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
        let mut patience = Patience::default();
        let busy: Round = Err(RoundError::Api(ApiError::Busy { retry_after: 90 }));
        let ending = Ending::of(&busy).unwrap();
        assert_eq!(patience.after(ending, true, 0), Pause::HoldOff(Duration::from_secs(90)));
    }

    #[test]
    fn a_server_that_took_everything_may_still_ask_to_be_left_alone() {
        let mut patience = Patience::default();
        patience.after(Ending::Failed { retry_after: None }, true, 0);
        let ending = Ending::of(&Ok(Outcome::Wait { seconds: 90 })).unwrap();
        assert_eq!(patience.after(ending, true, 0), Pause::HoldOff(Duration::from_secs(90)));
        let Pause::HoldOff(pause) = patience.after(Ending::Failed { retry_after: None }, true, u64::MAX) else { panic!("it failed") };
        assert!(pause <= Duration::from_secs(2), "it was no failure");
    }

    #[test]
    fn a_server_of_another_time_is_not_asked_again_every_minute() {
        let outdated: Round = Err(RoundError::Api(ApiError::Outdated));
        let ending = Ending::of(&outdated).unwrap();
        assert_eq!(Patience::default().after(ending, true, 0), Pause::HoldOff(UNTIL_AN_UPDATE));
    }

    #[test]
    fn hope_makes_patient_again() {
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
    fn success_makes_patient_again() {
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
