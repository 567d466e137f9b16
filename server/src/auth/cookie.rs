//! The cookie that carries a session.

use http::header::{self, HeaderMap, HeaderValue};

use super::session;

const NAME: &str = "dabiao_session";

/// The token in the request's cookies, if there is one.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    lines.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('=')).find(|(name, _)| *name == NAME).map(|(_, token)| token)
}

/// The header value that stores a token in the browser. Scripts cannot read it, and other sites cannot send it with a write.
pub fn keep(token: &str, over_tls: bool) -> HeaderValue {
    line(token, session::LIFE_SECONDS, over_tls)
}

/// The header value that removes the token from the browser.
pub fn forget(over_tls: bool) -> HeaderValue {
    line("", 0, over_tls)
}

fn line(token: &str, seconds: i64, over_tls: bool) -> HeaderValue {
    let secure = if over_tls { "; Secure" } else { "" };
    let text = format!("{NAME}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut value = HeaderValue::from_str(&text).expect("a token is hexadecimal text");
    value.set_sensitive(true);
    value
}
