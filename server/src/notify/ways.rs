//! The state of each channel, shown to administrators beside the rules of notices, so that nobody has to read the log.

use anyhow::Result;
use app::api::delivery::{DeliveryTrouble, Failure, Way, WayState};

use super::{mail, push};
use crate::Server;
use crate::db::queries::parcels::{self, Channel};

/// Every channel, in the order of the screens.
pub async fn all(server: &Server) -> Result<Vec<WayState>> {
    let mut ways = Vec::new();
    for (way, channel) in [(Way::Push, Channel::Push), (Way::Mail, Channel::Mail), (Way::Robot, Channel::Robot)] {
        let fare = parcels::fare(&server.db, channel).await?;
        let read = |said: String| {
            let known = match channel {
                Channel::Push => push::trouble(&said),
                Channel::Mail => mail::trouble(&said),
                // Stored in the robot's own language.
                Channel::Robot => None,
            };
            known.unwrap_or(DeliveryTrouble::Said(said))
        };
        ways.push(WayState {
            way,
            is_used: channel != Channel::Mail || server.channels.sends_mail(),
            n_waiting: fare.n_held_up,
            last_failure: fare.last_failure.map(|(at, said)| Failure { at, why: read(said) }),
            last_sent: fare.last_sent,
        });
    }
    Ok(ways)
}
