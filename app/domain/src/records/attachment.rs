//! An attachment (附件): a photo or file that proves something (DQ-02, FU-09, SA-03, SA-06). The record is small and travels like any other; the
//! bytes travel by themselves, before or after it, and are known by their digest. Append-only: what was shown once is withdrawn, never changed.

use serde::{Deserialize, Serialize};

use crate::records::order::Voided;
use crate::values::calendar::Timestamp;
use crate::values::ids::{AttachmentId, CustomerId, Key, Kind, PaymentId, PersonId, TeamId};
use crate::values::refusal::Refusal;
use crate::values::stage::Stage;
use crate::values::text;

/// Most bytes of one file.
pub const MOST_BYTES: u32 = 8 * 1024 * 1024;
/// Bytes that travel at once; the last piece of a file may be shorter.
pub const CHUNK: u32 = 256 * 1024;
/// Longest side of a photo as it is kept, in pixels: a contract is still legible.
pub const LONGEST_SIDE: u32 = 1_600;
/// Longest side anybody may name, in pixels.
const MOST_PIXELS: u32 = 30_000;

/// What bytes may be. Nothing that a browser would run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A photo.
    Jpeg,
    /// A picture of a screen.
    Png,
    /// A picture.
    Webp,
    /// A photo as iPhones take it.
    Heic,
    /// A document.
    Pdf,
}

impl Media {
    /// Everything that is taken.
    pub const ALL: [Media; 5] = [Media::Jpeg, Media::Png, Media::Webp, Media::Heic, Media::Pdf];

    /// The media type that browsers know it by.
    pub fn mime(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Webp => "image/webp",
            Media::Heic => "image/heic",
            Media::Pdf => "application/pdf",
        }
    }

    /// What a file of it ends with.
    pub fn extension(self) -> &'static str {
        match self {
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Webp => "webp",
            Media::Heic => "heic",
            Media::Pdf => "pdf",
        }
    }

    /// Whether browsers show it as a picture.
    pub fn is_picture(self) -> bool {
        matches!(self, Media::Jpeg | Media::Png | Media::Webp)
    }

    /// What bytes are, by how they begin, whatever anybody says they are.
    pub fn sniff(bytes: &[u8]) -> Option<Media> {
        let brand = (bytes.get(4..8) == Some(b"ftyp")).then(|| bytes.get(8..12)).flatten();
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Media::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Media::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Media::Webp),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Media::Pdf),
            _ if brand.is_some_and(|it| HEIC_BRANDS.contains(&it)) => Some(Media::Heic),
            _ => None,
        }
    }
}

/// How the container of a photo of an iPhone says what it is.
const HEIC_BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"];

/// The sha-256 of bytes, in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

impl Digest {
    /// Reads 64 digits; anything else is no digest.
    pub fn parse(text: &str) -> Result<Digest, Refusal> {
        let is_digit = |it: u8| it.is_ascii_digit() || (b'a'..=b'f').contains(&it);
        if text.len() == 64 && text.bytes().all(is_digit) { Ok(Digest(text.to_owned())) } else { Err(Refusal::Malformed) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Digest, String> {
        Digest::parse(&text).map_err(|_| format!("not a digest: {text}"))
    }
}

impl From<Digest> for String {
    fn from(it: Digest) -> String {
        it.0
    }
}

/// A photo or file that proves something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Which one.
    pub id: AttachmentId,
    /// What it proves: a follow-up, an opportunity, an order or an expense; or the customer it says something of, such as a name card.
    pub of: Key,
    /// Of an order, the payment it proves.
    #[serde(default)]
    pub payment: Option<PaymentId>,
    /// Of an opportunity, the stage it proves.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// The customer of what it proves: it changes hands with them. The nil id for a receipt of an expense that was for no customer.
    pub customer: CustomerId,
    /// Who is credited with what it proves; nobody for a follow-up or a customer's own, which go where the customer goes.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// The team credited with the order or the expense it proves. An opportunity's team may still change, so its evidence names none.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// What the file is called; may be blank.
    #[serde(default)]
    pub name: String,
    /// What its bytes are.
    pub media: Media,
    /// How many bytes.
    pub size: u32,
    /// Their digest.
    pub sha256: Digest,
    /// Of a picture, how wide it is in pixels.
    #[serde(default)]
    pub width: Option<u32>,
    /// Of a picture, how high it is in pixels.
    #[serde(default)]
    pub height: Option<u32>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
    /// Who attached it.
    pub by: PersonId,
    /// When, by the clock of the device.
    pub made_at: Timestamp,
    /// When the server had all its bytes; until then it is still on somebody's phone.
    #[serde(default)]
    pub stored_at: Option<Timestamp>,
    /// Taken back, with who and why.
    #[serde(default)]
    pub withdrawn: Option<Voided>,
}

impl Attachment {
    /// The family it lies in. What proves an expense that was for no customer lies with that expense alone.
    pub fn family(&self) -> CustomerId {
        Attachment::family_of(self.of, Some(self.customer).filter(|it| *it != CustomerId::default()))
    }

    /// The family in which to look for what is attached to a record of that customer.
    pub fn family_of(of: Key, customer: Option<CustomerId>) -> CustomerId {
        customer.unwrap_or(CustomerId(of.id))
    }

    /// Whether it says how to reach somebody, as a name card does: what lies with the customer itself.
    pub(crate) fn shows_contacts(&self) -> bool {
        self.of.kind == Kind::Customer
    }

    /// The copy for somebody who may not see contact details: people name a photo of a card after the phone on it.
    pub fn masked(&self) -> Attachment {
        let kept = |words: &str| {
            let is_hidden = self.shows_contacts() || text::shows_contact(words);
            if is_hidden { String::new() } else { words.to_owned() }
        };
        Attachment { name: kept(&self.name), note: kept(&self.note), ..self.clone() }
    }

    /// Whether it still proves anything.
    pub fn is_standing(&self) -> bool {
        self.withdrawn.is_none()
    }

    /// Whether the bytes are still to come.
    pub fn is_waiting(&self) -> bool {
        self.is_standing() && self.stored_at.is_none()
    }
}

/// Whether anybody could mean this side of a picture, in pixels.
pub(crate) fn is_a_side(pixels: u32) -> bool {
    (1..=MOST_PIXELS).contains(&pixels)
}

/// How large a picture of these sides is kept: as it is, or smaller in the same shape.
pub fn fitted(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= LONGEST_SIDE {
        return (width, height);
    }
    let scaled = |side: u32| u32::try_from(u64::from(side) * u64::from(LONGEST_SIDE) / u64::from(longest)).unwrap_or(LONGEST_SIDE).max(1);
    (scaled(width), scaled(height))
}

/// Where the pieces of a file begin, in order.
pub fn offsets(size: u32) -> impl Iterator<Item = u32> {
    (0..size).step_by(CHUNK as usize)
}

/// How long the piece that begins there is; nothing when no piece of such a file begins there.
pub fn piece(size: u32, offset: u32) -> Option<u32> {
    (offset.is_multiple_of(CHUNK) && offset < size).then(|| CHUNK.min(size - offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_known_by_how_they_begin() {
        let cases: [(&[u8], Option<Media>); 12] = [
            (&[0xFF, 0xD8, 0xFF, 0xE0, 0, 16], Some(Media::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(Media::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some(Media::Webp)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some(Media::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0", Some(Media::Heic)),
            (b"%PDF-1.7\n", Some(Media::Pdf)),
            (b"<!doctype html><script>", None),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", None),
            (b"\0\0\0\x18ftypisom\0\0\0\0", None),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ];
        for (bytes, media) in cases {
            assert_eq!(Media::sniff(bytes), media, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn names_that_show_a_phone_or_an_address_are_masked() {
        //
        for shown in ["王总 138 0013 8000.jpg", "021-6234567.png", "１３８００１３８０００.jpg", "wang@acme.cn.pdf", "wang＠acme.cn"]
        {
            assert!(text::shows_contact(shown), "{shown}");
        }
        for fine in ["", "合同.jpg", "IMG_1234.jpg", "第 2 期 付款.pdf"] {
            assert!(!text::shows_contact(fine), "{fine}");
        }
    }

    #[test]
    fn a_digest_is_64_small_digits() {
        assert!(Digest::parse(&"0a".repeat(32)).is_ok());
        for wrong in [
            "",
            "0a",
            &"0A".repeat(32),
            &"0g".repeat(32),
            &"0a".repeat(33),
            "../../../../../../../../../../../../../../../../../../../../../etc",
        ] {
            assert_eq!(Digest::parse(wrong), Err(Refusal::Malformed), "{wrong}");
        }
    }

    #[test]
    fn pieces_cover_a_file_without_gap() {
        for (size, n) in [(0, 0), (1, 1), (CHUNK, 1), (CHUNK + 1, 2), (3 * CHUNK, 3), (MOST_BYTES, 32)] {
            let pieces: Vec<(u32, u32)> = offsets(size).filter_map(|it| piece(size, it).map(|length| (it, length))).collect();
            assert_eq!(pieces.len(), n, "{size}");
            assert_eq!(pieces.iter().map(|(_, length)| length).sum::<u32>(), size);
        }
        for (size, offset) in [(10, 10), (10, 1), (CHUNK, CHUNK), (0, 0), (u32::MAX, 7)] {
            assert_eq!(piece(size, offset), None, "{size} {offset}");
        }
    }

    #[test]
    fn photos_are_kept_in_their_shape() {
        for (from, to) in
            [((4_000, 3_000), (1_600, 1_200)), ((3_000, 4_000), (1_200, 1_600)), ((1_600, 900), (1_600, 900)), ((30_000, 1), (1_600, 1))]
        {
            assert_eq!(fitted(from.0, from.1), to);
        }
    }
}
