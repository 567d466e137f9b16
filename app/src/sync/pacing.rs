//! How many commands to send at once. A refusal is not a failure; failures are retried without limit; one command that breaks the server must not
//! hold up the others.

use std::collections::BTreeSet;

use domain::sync::MOST_ENVELOPES;
use domain::values::ids::CommandId;

/// The failures of one batch before it is split.
const PATIENCE: u32 = 3;

/// The batch size, and the commands set aside because the server fails on them.
#[derive(Clone, Debug)]
pub struct Pacing {
    most: usize,
    failures: u32,
    parked: BTreeSet<CommandId>,
}

impl Default for Pacing {
    fn default() -> Pacing {
        Pacing { most: MOST_ENVELOPES, failures: 0, parked: BTreeSet::new() }
    }
}

impl Pacing {
    /// The maximum number of envelopes to send at once.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Whether this command alone makes the server fail. It waits, visibly, until [`Pacing::forget`] or a restart.
    pub fn is_parked(&self, command: CommandId) -> bool {
        self.parked.contains(&command)
    }

    /// The commands set aside because the server fails on them.
    pub fn parked(&self) -> &BTreeSet<CommandId> {
        &self.parked
    }

    /// Records a server failure on this batch. After three failures the batch is halved; a single command is parked.
    pub fn failed(&mut self, batch: &[CommandId]) {
        self.failures += 1;
        if self.failures < PATIENCE || batch.is_empty() {
            return;
        }
        self.failures = 0;
        match batch {
            [culprit] => {
                self.parked.insert(*culprit);
                self.most = MOST_ENVELOPES;
            }
            _ => self.most = batch.len().div_ceil(2),
        }
    }

    /// Records that the server took a batch; doubles the batch size.
    pub fn succeeded(&mut self) {
        self.failures = 0;
        self.most = (self.most * 2).min(MOST_ENVELOPES);
    }

    /// Unparks everything: the user asked for a retry.
    pub fn forget(&mut self) {
        *self = Pacing::default();
    }
}

/// Milliseconds to wait after this many failures in a row. The limit doubles from two seconds to a minute; `dice`, any random number, picks a
/// value in its upper half, so that a thousand phones do not retry at once.
pub fn backoff(failures: u32, dice: u64) -> u64 {
    let longest = 2_000_u64.saturating_mul(1 << failures.saturating_sub(1).min(5)).min(60_000);
    longest / 2 + dice % (longest / 2 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> CommandId {
        CommandId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn a_single_failing_command_is_parked_and_the_rest_is_sent() {
        let mut pacing = Pacing::default();
        let mut batch: Vec<CommandId> = (0..8).map(id).collect();
        while 1 < batch.len() {
            (0..PATIENCE).for_each(|_| pacing.failed(&batch));
            batch.truncate(pacing.most());
        }
        assert!(pacing.parked().is_empty());
        (0..PATIENCE).for_each(|_| pacing.failed(&batch));
        assert!(pacing.is_parked(id(0)));
        assert_eq!(pacing.most(), MOST_ENVELOPES);
    }

    #[test]
    fn waiting_grows_to_a_minute_and_no_further() {
        assert!((1_000..=2_000).contains(&backoff(1, 12_345)));
        assert!((30_000..=60_000).contains(&backoff(6, 99_999)));
        assert!((30_000..=60_000).contains(&backoff(600, u64::MAX)));
    }
}
