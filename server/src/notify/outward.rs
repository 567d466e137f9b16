//! Outbound HTTP. Addresses come from browsers and administrators, so this server could be made to call internal hosts (SSRF). Only public
//! addresses are called, checked after name resolution, and redirects are not followed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use domain::values::text;
use http::header::HeaderMap;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, StatusCode, Url};

/// Time limits of a connection and of a whole call.
const PATIENCE: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(15)];
/// Most bytes read of a response.
const MOST_READ: usize = 16 * 1024;
/// Most characters of a URL.
pub(super) const LONGEST_URL: u32 = 2_000;
/// The resolver's error for a name that has only internal addresses.
const INSIDE: &str = "the host name resolves to a private address";

/// The outbound HTTP client.
#[derive(Clone, Debug)]
pub struct Outward {
    client: Client,
    reaches_local: bool,
}

/// The response of a remote server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: StatusCode,
    /// The beginning of the body.
    pub text: String,
}

/// Why there was no response. Without the URL, which may hold a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreached {
    /// No response in time.
    #[error("no answer in time")]
    Late,
    /// The name leads to an internal address, which must not be called.
    #[error("{INSIDE}")]
    Inside,
    /// Another reason, in the words of the error.
    #[error("{0}")]
    Because(String),
}

impl Outward {
    /// With `reaches_local`, internal addresses are called too, and without TLS.
    pub fn new(reaches_local: bool) -> Outward {
        let [connect, whole] = PATIENCE;
        let builder = Client::builder()
            .user_agent(concat!("dabiao/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(connect)
            .timeout(whole)
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would resolve names for us, and nobody would check the addresses.
            .no_proxy()
            .https_only(!reaches_local);
        let builder = if reaches_local { builder } else { builder.dns_resolver(Arc::new(PublicOnly)) };
        Outward { client: builder.build().expect("rustls and its built-in roots need nothing of the machine"), reaches_local }
    }

    /// The URL, if it may be called: TLS, no user in it, no internal IP address. A name is checked again when it is called.
    pub fn check(&self, url: &str) -> Option<Url> {
        let url = text::token(url, LONGEST_URL).ok().flatten().and_then(|it| Url::parse(&it).ok())?;
        let is_scheme = url.scheme() == "https" || (self.reaches_local && url.scheme() == "http");
        let host = url.host_str().filter(|it| !it.is_empty())?;
        let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let is_reachable = self.reaches_local || (number.is_none_or(is_public) && host != "localhost");
        (is_scheme && is_reachable && url.username().is_empty() && url.password().is_none()).then_some(url)
    }

    /// Posts a body.
    pub async fn post(&self, url: Url, headers: HeaderMap, body: Vec<u8>) -> Result<Reply, Unreached> {
        let sent = self.client.post(url).headers(headers).body(body).send().await;
        let mut answer = sent.map_err(unreached)?;
        let mut read = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(unreached)? {
            read.extend_from_slice(&chunk);
            if MOST_READ <= read.len() {
                break;
            }
        }
        read.truncate(MOST_READ);
        Ok(Reply { status: answer.status(), text: String::from_utf8_lossy(&read).into_owned() })
    }
}

fn unreached(error: reqwest::Error) -> Unreached {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        words = cause.to_string();
        source = cause.source();
    }
    match words {
        _ if error.is_timeout() => Unreached::Late,
        words if words == INSIDE => Unreached::Inside,
        words => Unreached::Because(words),
    }
}

/// Resolves names as the machine does, and leaves out internal addresses.
#[derive(Debug)]
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|it| is_public(it.ip())).collect();
            if public.is_empty() {
                return Err(INSIDE.into());
            }
            let addresses: Addrs = Box::new(public.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether an address is public, by IANA's special-purpose registries.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || 240 <= a
        // Shared by the customers of a provider (CGNAT), protocol assignments, 6to4 relays, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b));
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inner = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // An embedded IPv4 address: mapped, translated (NAT64), 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(inner(high, low))
        }
        // Teredo and other protocol assignments; documentation.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] => false,
        // All addresses assigned so far begin with 001.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_not_public() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "192.88.99.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "203.119.1.1", "2400:3200::1", "::ffff:1.1.1.1"]
        {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn only_public_addresses_over_tls_may_be_called() {
        let (strict, local) = (Outward::new(false), Outward::new(true));
        for (url, may, may_locally) in [
            ("https://push.example.com/x?y=z", true, true),
            ("http://push.example.com/x", false, true),
            ("https://10.0.0.1/x", false, true),
            ("http://127.0.0.1:99/x", false, true),
            ("https://[::1]/x", false, true),
            ("https://0x7f000001/x", false, true),
            ("https://localhost/x", false, true),
            ("https://me:secret@push.example.com/", false, false),
            ("ftp://push.example.com/", false, false),
            ("push.example.com", false, false),
            ("https://push.example.com/\0", false, false),
            ("https://push.example.com/a\nb", false, false),
            ("", false, false),
        ] {
            assert_eq!((strict.check(url).is_some(), local.check(url).is_some()), (may, may_locally), "{url}");
        }
    }

    #[tokio::test]
    async fn a_name_that_resolves_to_a_private_address_is_not_called() {
        let url = Url::parse("https://localhost:9/").unwrap();
        let error = Outward::new(false).post(url, HeaderMap::new(), Vec::new()).await.unwrap_err();
        assert_eq!(error, Unreached::Inside);
    }
}
