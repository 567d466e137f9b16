//! Which subscriber an address belongs to. A provider gives a subscriber one IPv4 address, or an IPv6 /64 with too many addresses to count.

use std::net::{IpAddr, Ipv6Addr};

/// The IPv4 address, or the start of the IPv6 /64, that identifies the subscriber.
pub fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

/// What is kept of an address in the history of sign-ins: its network, enough to tell the office from another town, too little to find a household.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, third, _] = address.octets();
            format!("{first}.{second}.{third}.*")
        }
        IpAddr::V6(address) => format!("{}/48", Ipv6Addr::from_bits(address.to_bits() >> 80 << 80)),
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

    #[test]
    fn the_network_of_an_address_names_no_household() {
        for (address, kept) in
            [("203.0.113.7", "203.0.113.*"), ("::ffff:203.0.113.7", "203.0.113.*"), ("2400:3200:1:2:3:4:5:6", "2400:3200:1::/48")]
        {
            assert_eq!(network(address.parse().unwrap()), kept, "{address}");
        }
    }
}
