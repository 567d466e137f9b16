//! Notices outside the app. A person's new notices become one message, which is sent by push, e-mail and chat robot as they chose. This runs in
//! the background: a server packs and sends beside its other work, and several servers on one database share it. In reading order:

// Many notices become one message.
pub mod digest;
pub mod message;
// A message becomes parcels, each tried until it arrives.
mod packing;
pub mod retry;
mod sending;
// The channels.
mod mail;
mod outward;
mod push;
pub mod robot;
pub mod sealed;
pub mod vapid;
// Settings of people and administrators.
pub mod choices;
pub mod robots;
mod trials;
// State of the channels.
pub mod ways;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tokio::time::MissedTickBehavior;

pub use outward::is_public;
pub use trials::Trials;

use crate::Server;
use crate::config::Config;

/// How often a server checks for something to send.
const EVERY: Duration = Duration::from_secs(30);

/// The outbound channels of this server.
#[derive(Debug)]
pub struct Channels {
    outward: outward::Outward,
    mailer: Option<mail::Mailer>,
}

impl Channels {
    /// As the operator configured them.
    pub fn of(config: &Config) -> Channels {
        let mailer = config.mail.as_ref().and_then(|mail| match mail::Mailer::of(mail) {
            Ok(mailer) => Some(mailer),
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "e-mail is disabled: its configuration is invalid");
                None
            }
        });
        Channels { outward: outward::Outward::new(config.reaches_local), mailer }
    }

    /// Whether e-mail is sent at all.
    pub fn sends_mail(&self) -> bool {
        self.mailer.is_some()
    }
}

/// Packs and sends until the server is told to stop. Errors are logged, and the work is tried again in the next round.
pub async fn run(server: Arc<Server>) {
    let mut closing = server.closing();
    let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + EVERY, EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = closing.wait_for(|it| *it) => return,
        }
        if let Err(error) = round(&server).await {
            tracing::error!(error = format!("{error:#}"), "could not send notifications; trying again");
        }
    }
}

/// Starts a round at once, because somebody is watching.
pub fn soon(server: &Arc<Server>) {
    let server = Arc::clone(server);
    tokio::spawn(async move {
        if let Err(error) = round(&server).await {
            tracing::error!(error = format!("{error:#}"), "could not send notifications; trying again");
        }
    });
}

/// One round: packs what is ready, sends what is due.
pub async fn round(server: &Server) -> Result<()> {
    packing::pack(server).await?;
    sending::send(server).await
}
