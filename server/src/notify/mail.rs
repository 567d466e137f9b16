//! The e-mail channel, over SMTP.

use std::time::Duration;

use anyhow::{Context, Result};
use app::api::delivery::DeliveryTrouble;
use app::i18n::Lang;
use app::t;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, header};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message as Letter, Tokio1Executor};
use uuid::Uuid;

use super::message::Message;
use super::retry::Attempt;
use crate::config::MailConfig;

/// SMTP replies of a mail server that wants a sign-in, or refuses ours (RFC 4954, section 6). The receiver is not the cause.
const SIGN_IN: [u16; 4] = [530, 534, 535, 538];
/// Time limit of the mail server.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server, and the sender.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Do not print the password.
        write!(f, "Mailer({})", self.from)
    }
}

impl Mailer {
    /// `smtps://user:password@host`, or `smtp://host?tls=required` for STARTTLS.
    pub fn of(config: &MailConfig) -> Result<Mailer> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(config.url.reveal()).context("the address of the mail server")?;
        let from = config.from.parse().context("DABIAO_MAIL_FROM is not an e-mail address")?;
        Ok(Mailer { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }

    /// Sends a message to an address. `app` is the public address of this server.
    pub async fn mail(&self, to: &str, parcel: Uuid, message: &Message, app: Option<&str>) -> Attempt {
        let letter = match self.letter(to, parcel, message, app) {
            Ok(letter) => letter,
            Err(error) => return Attempt::Refused(format!("{error:#}")),
        };
        match self.transport.send(letter).await {
            Ok(_) => Attempt::Sent,
            Err(error) if error.status().is_some_and(|it| SIGN_IN.contains(&it.into())) => {
                let said = said(&error);
                tracing::error!(said, "the mail server rejects the credentials: correct DABIAO_SMTP_URL");
                Attempt::Failed(said)
            }
            Err(error) if error.is_permanent() => Attempt::Refused(said(&error)),
            Err(error) => Attempt::Failed(said(&error)),
        }
    }

    fn letter(&self, to: &str, parcel: Uuid, message: &Message, app: Option<&str>) -> Result<Letter> {
        let link = app.map(|it| format!("\n\n{}: {}{}", message.invitation(), it.trim_end_matches('/'), message.place));
        let text = format!("{}{}\n", message.body(), link.unwrap_or_default());
        let letter = Letter::builder()
            .from(self.from.clone())
            .to(to.parse().context("the e-mail address of the person")?)
            .subject(t!(in Lang::parse(&message.language).unwrap_or_default(), "delivery.subject", title = message.title))
            // The same for every attempt, so that a duplicate is recognized.
            .message_id(Some(format!("<{parcel}@{}>", self.from.email.domain())))
            .header(Automatic)
            .header(ContentType::TEXT_PLAIN);
        letter.body(text).context("the text of a letter")
    }
}

/// Stored text of a reply; its code follows.
const ANSWERED: &str = "the mail server answered ";
/// Stored text when no reply came in time.
const LATE: &str = "the mail server did not answer in time";
/// Stored text when the server was not reached; the reason follows.
const UNREACHED: &str = "the mail server cannot be reached: ";

/// The error in words, without the receiver's address: the reply code is enough to know where to look.
fn said(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("{ANSWERED}{code}"),
        None if error.is_timeout() => LATE.to_owned(),
        None => format!("{UNREACHED}{error}"),
    }
}

/// Parses the stored text, so that it can be shown in another language.
pub(super) fn trouble(said: &str) -> Option<DeliveryTrouble> {
    if let Some(code) = said.strip_prefix(ANSWERED).and_then(|it| it.parse().ok()) {
        return Some(if SIGN_IN.contains(&code) { DeliveryTrouble::SignIn(code) } else { DeliveryTrouble::Answered(code) });
    }
    match said {
        LATE => Some(DeliveryTrouble::Late),
        _ => said.strip_prefix(UNREACHED).map(|why| DeliveryTrouble::Unreached(why.to_owned())),
    }
}

/// Marks a message as automatic, so that no out-of-office note answers it (RFC 3834).
#[derive(Clone)]
struct Automatic;

impl header::Header for Automatic {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Automatic)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_mail_errors_read_back() {
        for (said, read) in [
            ("the mail server answered 535", Some(DeliveryTrouble::SignIn(535))),
            ("the mail server answered 450", Some(DeliveryTrouble::Answered(450))),
            ("the mail server answered 550", Some(DeliveryTrouble::Answered(550))),
            (LATE, Some(DeliveryTrouble::Late)),
            ("the mail server cannot be reached: Connection refused", Some(DeliveryTrouble::Unreached("Connection refused".to_owned()))),
            ("the e-mail address of the person", None),
        ] {
            assert_eq!(trouble(said), read, "{said}");
        }
    }
}
