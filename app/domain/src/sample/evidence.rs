//! Evidence of the sample company: four drawn pictures with made-up texts, attached again and again.

use super::story::Story;
use crate::decide::command::{Attach, Command};
use crate::records::attachment::Media;
use crate::values::calendar::Day;
use crate::values::ids::{AttachmentId, Key, PaymentId, PersonId};

/// A picture of the sample company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file name.
    pub name: &'static str,
    pub bytes: &'static [u8],
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: &'static str,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

const CONTRACT: Picture = Picture {
    name: "合同签字页.jpg",
    bytes: include_bytes!("pictures/contract.jpg"),
    sha256: "d97adaeefed29a8ade4d81f7105bab367d4fb630d1ea57cab900090344b39c7a",
    size: (640, 900),
};

const VOUCHER: Picture = Picture {
    name: "进账凭证.jpg",
    bytes: include_bytes!("pictures/voucher.jpg"),
    sha256: "e17e1271a3d6b7409e0ef7c8cdbc0392f1e26c792d098a00f21cc4b45aff3c1e",
    size: (800, 480),
};

const VISIT: Picture = Picture {
    name: "客户现场.jpg",
    bytes: include_bytes!("pictures/visit.jpg"),
    sha256: "29b02d6d97b45141587ac1d2a38b39bdcfc13e8571dd6971a86c55f0f471da30",
    size: (900, 600),
};

const RECEIPT: Picture = Picture {
    name: "票据.jpg",
    bytes: include_bytes!("pictures/receipt.jpg"),
    sha256: "bed96ccac24f1f24388d28a3e762f5fff4992668266e348cdfed1d31a966f5af",
    size: (800, 520),
};

/// All pictures. The server of a sample company stores their bytes.
pub const PICTURES: [Picture; 4] = [CONTRACT, VOUCHER, VISIT, RECEIPT];

/// The signed contract of an order.
pub(super) fn contract(story: &mut Story, by: PersonId, on: Day, order: impl Into<Key>) {
    attach(story, by, on, order.into(), None, &CONTRACT);
}

/// The voucher of a payment.
pub(super) fn voucher(story: &mut Story, by: PersonId, on: Day, order: impl Into<Key>, payment: PaymentId) {
    attach(story, by, on, order.into(), Some(payment), &VOUCHER);
}

/// A photo of a visit.
pub(super) fn photo(story: &mut Story, by: PersonId, on: Day, follow_up: impl Into<Key>) {
    attach(story, by, on, follow_up.into(), None, &VISIT);
}

/// The receipt of an expense.
pub(super) fn receipt(story: &mut Story, by: PersonId, on: Day, expense: impl Into<Key>) {
    attach(story, by, on, expense.into(), None, &RECEIPT);
}

fn attach(story: &mut Story, by: PersonId, on: Day, of: Key, payment: Option<PaymentId>, picture: &Picture) {
    let asked = Attach {
        id: AttachmentId(story.id(on)),
        of,
        payment,
        stage: None,
        name: picture.name.to_owned(),
        media: Media::Jpeg,
        size: u32::try_from(picture.bytes.len()).unwrap_or(0),
        sha256: picture.sha256.to_owned(),
        width: Some(picture.size.0),
        height: Some(picture.size.1),
        note: String::new(),
    };
    story.act(by, on, Command::Attach(asked));
}
