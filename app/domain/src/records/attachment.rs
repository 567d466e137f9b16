//! Attachments (附件): photos or files as evidence (DQ-02, FU-09, SA-03, SA-06). The record is small and synced like any other. Its bytes are
//! transferred separately, before or after it, and identified by their digest. Append-only: an attachment can be withdrawn but never changed.

use serde::{Deserialize, Serialize};

use crate::records::order::Voided;
use crate::values::calendar::Timestamp;
use crate::values::ids::{AttachmentId, CustomerId, Key, Kind, PaymentId, PersonId, TeamId};
use crate::values::refusal::Refusal;
use crate::values::stage::Stage;
use crate::values::text;

/// Maximum file size in bytes.
pub const MOST_BYTES: u32 = 8 * 1024 * 1024;
/// Upload chunk size in bytes; the last chunk of a file may be shorter.
pub const CHUNK: u32 = 256 * 1024;
/// Longest side of a stored photo, in pixels. A contract is still legible at this size.
pub const LONGEST_SIDE: u32 = 1_600;
/// Longest side accepted in a record, in pixels.
const MOST_PIXELS: u32 = 30_000;

/// The accepted file types. Browsers execute none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    Jpeg,
    /// A screenshot.
    Png,
    Webp,
    /// A photo from an iPhone.
    Heic,
    Pdf,
}

impl Media {
    /// All accepted types.
    pub const ALL: [Media; 5] = [Media::Jpeg, Media::Png, Media::Webp, Media::Heic, Media::Pdf];

    /// The MIME type.
    pub fn mime(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Webp => "image/webp",
            Media::Heic => "image/heic",
            Media::Pdf => "application/pdf",
        }
    }

    /// The file name extension.
    pub fn extension(self) -> &'static str {
        match self {
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Webp => "webp",
            Media::Heic => "heic",
            Media::Pdf => "pdf",
        }
    }

    /// Whether browsers can display it as an image.
    pub fn is_picture(self) -> bool {
        matches!(self, Media::Jpeg | Media::Png | Media::Webp)
    }

    /// Detects the type from the first bytes, ignoring any declared type.
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

/// Container brands of iPhone photos.
const HEIC_BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"];

/// A SHA-256 digest in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

impl Digest {
    /// Parses exactly 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Result<Digest, Refusal> {
        let is_digit = |it: u8| it.is_ascii_digit() || (b'a'..=b'f').contains(&it);
        if text.len() == 64 && text.bytes().all(is_digit) { Ok(Digest(text.to_owned())) } else { Err(Refusal::Malformed) }
    }

    /// The hexadecimal digits.
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
    fn from(digest: Digest) -> String {
        digest.0
    }
}

/// A photo or file kept as evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    /// The record it documents: a follow-up, opportunity, order, expense or KPI entry; or a customer, for example for a business card.
    pub of: Key,
    /// For an order, the payment it documents.
    #[serde(default)]
    pub payment: Option<PaymentId>,
    /// For an opportunity, the stage it documents.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// The customer of the documented record; the attachment moves with that customer. The nil id for an expense without customer and for a KPI entry.
    pub customer: CustomerId,
    /// Who is credited with the documented record. `None` for a follow-up or customer, which move with the customer.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// The team credited with the order, expense or KPI entry. `None` for an opportunity, whose team may still change.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// File name; may be blank.
    #[serde(default)]
    pub name: String,
    pub media: Media,
    /// Size in bytes.
    pub size: u32,
    pub sha256: Digest,
    /// Image width in pixels.
    #[serde(default)]
    pub width: Option<u32>,
    /// Image height in pixels.
    #[serde(default)]
    pub height: Option<u32>,
    #[serde(default)]
    pub note: String,
    pub by: PersonId,
    /// By the device's clock.
    pub made_at: Timestamp,
    /// When the server had received all bytes; until then the file exists only on a device.
    #[serde(default)]
    pub stored_at: Option<Timestamp>,
    /// Set when withdrawn, with who and why.
    #[serde(default)]
    pub withdrawn: Option<Voided>,
}

impl Attachment {
    /// The family (group of records that move with a customer) it belongs to. Evidence of a record without customer belongs to a family of its
    /// own.
    pub fn family(&self) -> CustomerId {
        Attachment::family_of(self.of, Some(self.customer).filter(|it| *it != CustomerId::default()))
    }

    /// The family that holds the attachments of a record `of` with that customer.
    pub fn family_of(of: Key, customer: Option<CustomerId>) -> CustomerId {
        customer.unwrap_or(CustomerId(of.id))
    }

    /// Whether it shows contact details, like a business card: any attachment of the customer itself.
    pub(crate) fn shows_contacts(&self) -> bool {
        self.of.kind == Kind::Customer
    }

    /// A copy for people who may not see contact details. Also hides names and notes with a phone number or address, because people name
    /// photos of cards after the number.
    pub fn masked(&self) -> Attachment {
        let kept = |words: &str| {
            let is_hidden = self.shows_contacts() || text::shows_contact(words);
            if is_hidden { String::new() } else { words.to_owned() }
        };
        Attachment { name: kept(&self.name), note: kept(&self.note), ..self.clone() }
    }

    /// Whether it is not withdrawn.
    pub fn is_standing(&self) -> bool {
        self.withdrawn.is_none()
    }

    /// Whether its bytes have not been uploaded yet.
    pub fn is_waiting(&self) -> bool {
        self.is_standing() && self.stored_at.is_none()
    }
}

/// Whether this is a plausible side length of an image, in pixels.
pub(crate) fn is_a_side(pixels: u32) -> bool {
    (1..=MOST_PIXELS).contains(&pixels)
}

/// The stored size of an image: unchanged, or scaled down in proportion.
pub fn fitted(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= LONGEST_SIDE {
        return (width, height);
    }
    let scaled = |side: u32| u32::try_from(u64::from(side) * u64::from(LONGEST_SIDE) / u64::from(longest)).unwrap_or(LONGEST_SIDE).max(1);
    (scaled(width), scaled(height))
}

/// Start offsets of a file's chunks, in order.
pub fn offsets(size: u32) -> impl Iterator<Item = u32> {
    (0..size).step_by(CHUNK as usize)
}

/// Length of the chunk at this offset; `None` if no chunk of the file starts there.
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
