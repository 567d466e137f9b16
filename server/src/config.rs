//! Settings chosen by the operator.

use crate::attachments::Store;
use std::fmt;

/// The settings that the running server needs.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The address people type, when a proxy is in front: `https://sales.example.com`.
    pub public_url: Option<String>,
    /// A proxy that sets `X-Forwarded-For` and `X-Forwarded-Proto` is in front, and clients cannot bypass it.
    pub behind_proxy: bool,
    /// How e-mail is sent; `None` if it is not.
    pub mail: Option<MailConfig>,
    /// Notices may go to local network addresses and without TLS: for a private chat server, or the receivers of a test.
    pub reaches_local: bool,
    /// The store of attachments.
    pub attachments: Store,
}

impl Config {
    /// Whether people reach this server only over TLS.
    pub fn is_public_over_tls(&self) -> bool {
        self.public_url.as_deref().is_some_and(|it| it.starts_with("https://"))
    }
}

/// How e-mail is sent.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// `smtps://user:password@host:port`.
    pub url: Secret,
    /// The sender: `达标 <dabiao@example.com>`.
    pub from: String,
}

impl MailConfig {
    /// The bare address of the sender.
    pub fn address(&self) -> Option<&str> {
        let after = self.from.rsplit_once('<').map_or(self.from.as_str(), |(_, after)| after);
        Some(after.trim_end_matches('>').trim()).filter(|it| it.contains('@'))
    }
}

/// A text that is never shown in a log or an error.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text itself, for the code that uses it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        let mail = MailConfig { url: Secret::new("smtps://u:s3cret@h"), from: "达标 <a@b.cn>".to_owned() };
        let config = Config { mail: Some(mail.clone()), ..Config::default() };
        assert!(!format!("{config:?}").contains("s3cret"));
        assert_eq!(mail.address(), Some("a@b.cn"));
        assert_eq!(MailConfig { from: "a@b.cn".to_owned(), ..mail }.address(), Some("a@b.cn"));
    }
}
