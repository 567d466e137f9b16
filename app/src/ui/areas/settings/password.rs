//! Suggests a first password: four groups that are easy to read out over the telephone.

use uuid::Uuid;

/// Without `0 O 1 l I`, which are easily confused.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password of 60 random bits from the device, in groups of three: `k7m-2xq-…`.
pub fn suggestion(dice: [Uuid; 2]) -> String {
    // The first six bytes of a UUID may be a timestamp; the last eight are random except for two bits.
    let random = dice.iter().flat_map(|it| it.as_bytes()[10..16].to_vec());
    let signs: Vec<char> = random.map(|it| char::from(SIGNS[usize::from(it % 32)])).collect();
    signs.chunks(3).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_is_twelve_signs_that_read_out_well() {
        let said = suggestion([Uuid::from_u128(u128::MAX), Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef)]);
        assert_eq!(said.len(), 15);
        assert!(said.chars().all(|it| it == '-' || SIGNS.contains(&(it as u8))), "{said}");
        assert_ne!(said, suggestion([Uuid::from_u128(7), Uuid::from_u128(8)]));
    }
}
