//! Base64, because the local store keeps only text.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, it| bits << 8 | u32::from(*it)) << (8 * (3 - chunk.len()));
        for position in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * position) & 63) as usize];
            text.push(if position <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// Decodes; `None` if the text is not valid base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.as_bytes().chunks(4) {
        let letters: Vec<u8> = chunk.iter().copied().take_while(|it| *it != b'=').collect();
        if chunk.len() != 4 || letters.len() < 2 {
            return None;
        }
        let mut bits = 0_u32;
        for letter in &letters {
            bits = bits << 6 | value_of(*letter)?;
        }
        bits <<= 6 * (4 - letters.len());
        let whole = bits.to_be_bytes();
        bytes.extend_from_slice(&whole[1..letters.len()]);
    }
    Some(bytes)
}

fn value_of(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_reads_back() {
        for length in 0..70_usize {
            let bytes: Vec<u8> = (0..length).map(|it| (it * 37 + 200) as u8).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes), "{length} bytes");
        }
        assert_eq!((encode(b"Man"), encode(b"Ma"), encode(b"M")), ("TWFu".into(), "TWE=".into(), "TQ==".into()));
        for wrong in ["T", "TQ=", "T===", "TW u", "漢漢"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
