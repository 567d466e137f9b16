//! Which subscriber an address belongs to. A provider gives a subscriber one IPv4 address, or an IPv6 /64 with too many addresses to count.

use std::net::{IpAddr, Ipv6Addr};

/// The IPv4 address, or the start of the IPv6 /64, that identifies the subscriber.
pub fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_has_one_ipv4_address_or_a_network_of_ipv6() {
        for (address, stands_for) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2400:3200:1:2:3:4:5:6", "2400:3200:1:2::"),
            ("2400:3200:1:2::", "2400:3200:1:2::"),
            ("2400:3200:1:3::1", "2400:3200:1:3::"),
        ] {
            assert_eq!(subscriber(address.parse().unwrap()), stands_for.parse::<IpAddr>().unwrap(), "{address}");
        }
    }
}
