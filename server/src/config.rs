//! What somebody who runs a server decides; everything else follows.

/// The decisions that the running server still needs to know.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The address people type, when a proxy stands in front: `https://sales.example.com`.
    pub public_url: Option<String>,
    /// A proxy that sets `X-Forwarded-For` and `X-Forwarded-Proto` stands in front, and nobody reaches this server without it.
    pub behind_proxy: bool,
}

impl Config {
    /// Whether people reach this server only through TLS.
    pub fn is_public_over_tls(&self) -> bool {
        self.public_url.as_deref().is_some_and(|it| it.starts_with("https://"))
    }
}
