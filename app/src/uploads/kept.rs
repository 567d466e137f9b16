//! A file kept on this device until the server has it.

use domain::book::Book;
use domain::decide::command::{Attach, Command, WinOpportunity};
use domain::records::attachment::{Digest, Media};
use domain::values::calendar::Timestamp;
use domain::values::ids::{AttachmentId, Key, PaymentId};
use domain::values::stage::Stage;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The drawers of the file database.
pub mod drawers {
    /// The metadata of each file.
    pub const FILES: &str = "files";
    /// The bytes of each file.
    pub const BYTES: &str = "bytes";

    pub const ALL: [&str; 2] = [FILES, BYTES];
}

/// A file kept on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The attachment that the file belongs to.
    pub id: AttachmentId,
    pub name: String,
    pub media: Media,
    /// In bytes.
    pub size: u32,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// Width and height in pixels, for a picture.
    pub sides: Option<(u32, u32)>,
    /// When it was stored on this device.
    pub kept_at: Timestamp,
    /// The record it waits for while it belongs to the draft of a form. A file without a record is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaits: Option<Awaited>,
    /// What it was attached to on this device. If that record is refused, another try finds its photos by this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proves: Option<Awaited>,
}

/// What a photo in a draft will be attached to: a form knows the id of its record from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Awaited {
    /// A record.
    Record(Key),
    /// A payment, on whichever order.
    Payment(PaymentId),
}

impl Awaited {
    /// The target of an attachment: the payment if there is one, otherwise the record.
    pub fn of(of: Key, payment: Option<PaymentId>) -> Awaited {
        payment.map_or(Awaited::Record(of), Awaited::Payment)
    }

    /// The record that a command makes, for commands whose form takes photos.
    pub fn recorded_by(command: &Command) -> Option<Awaited> {
        Some(match command {
            Command::LogFollowUp(follow_up) => Awaited::Record(follow_up.id.into()),
            Command::TakeOrder(order) | Command::WinOpportunity(WinOpportunity { order, .. }) => Awaited::Record(order.id.into()),
            Command::RecordPayment(payment) => Awaited::Payment(payment.id),
            Command::RecordExpense(expense) => Awaited::Record(expense.id.into()),
            Command::RecordKpiEntry(entry) => Awaited::Record(entry.id.into()),
            Command::FileCustomer(customer) => Awaited::Record(customer.id.into()),
            _ => return None,
        })
    }

    /// The record, and for a payment its order and the payment, once it is in the book.
    pub fn found(self, book: &Book) -> Option<(Key, Option<PaymentId>)> {
        match self {
            Awaited::Record(key) => book.get(key).map(|_| (key, None)),
            Awaited::Payment(id) => {
                let order = book.orders().chain(book.advances()).find(|it| it.payments.iter().any(|payment| payment.id == id))?;
                Some((order.id.into(), Some(id)))
            }
        }
    }
}

impl KeptFile {
    pub fn of(id: AttachmentId, name: String, media: Media, sides: Option<(u32, u32)>, bytes: &[u8], kept_at: Timestamp) -> KeptFile {
        let digits: String = Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect();
        let sha256 = Digest::parse(&digits).unwrap_or_else(|_| unreachable!("a sha-256 has 64 digits"));
        KeptFile {
            id,
            name,
            media,
            size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            sha256,
            sides,
            kept_at,
            awaits: None,
            proves: None,
        }
    }

    /// The same file, moved to the draft of another try. Keeps the refused record in `proves`, because more tries may follow until the file is
    /// attached again.
    #[must_use]
    pub fn tried_again(self, refused: Awaited, awaits: Awaited) -> KeptFile {
        KeptFile { awaits: Some(awaits), proves: Some(refused), ..self }
    }

    /// The same file after its draft was dropped; `None` if it was chosen for that draft only.
    #[must_use]
    pub fn dropped(self) -> Option<KeptFile> {
        self.proves.map(|_| KeptFile { awaits: None, ..self })
    }

    /// The same file, attached to what it waited for.
    #[must_use]
    pub fn attached(self) -> KeptFile {
        KeptFile { awaits: None, proves: self.awaits, ..self }
    }

    /// Whether it belongs to this record, attached or still in its draft.
    pub fn was_for(&self, awaited: Awaited) -> bool {
        self.awaits == Some(awaited) || self.proves == Some(awaited)
    }

    /// The command that attaches it.
    pub fn attaches(&self, of: Key, payment: Option<PaymentId>, stage: Option<Stage>) -> Attach {
        Attach {
            id: self.id,
            of,
            payment,
            stage,
            name: self.name.clone(),
            media: self.media,
            size: self.size,
            sha256: self.sha256.as_str().to_owned(),
            width: self.sides.map(|it| it.0),
            height: self.sides.map(|it| it.1),
            note: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::decide::command::{RecordPayment, TakeOrder, VoidExpense};
    use domain::records::order::{OrderTerms, PaymentMethod};
    use domain::sample;
    use domain::values::calendar::Day;
    use domain::values::ids::{CustomerId, ExpenseId, FollowUpId, OpportunityId, OrderId};
    use domain::values::money::Money;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_draft_photo_finds_its_record_once_it_is_in_the_book() {
        let book = sample::company(Day(20_000)).book();
        let visit = book.follow_ups().next().expect("the sample company has visits");
        let (order, payment) = book.orders().find_map(|it| Some((it.id, it.payments.first()?.id))).expect("and payments");
        for (awaits, found) in [
            (Awaited::Record(visit.id.into()), Some((visit.id.into(), None))),
            (Awaited::Payment(payment), Some((order.into(), Some(payment)))),
            (Awaited::Record(FollowUpId(Uuid::from_u128(7)).into()), None),
            (Awaited::Payment(PaymentId(Uuid::from_u128(7))), None),
        ] {
            assert_eq!(awaits.found(&book), found, "{awaits:?}");
        }
    }

    #[test]
    fn kept_files_of_an_earlier_release_are_read() {
        let file = KeptFile::of(AttachmentId::default(), "a.jpg".to_owned(), Media::Jpeg, None, b"a", Timestamp(0));
        let text = serde_json::to_string(&file).expect("texts and numbers");
        assert!(!text.contains("awaits"), "{text}");
        assert_eq!(serde_json::from_str::<KeptFile>(&text).ok(), Some(file.clone()));
        let held = KeptFile { awaits: Some(Awaited::Payment(PaymentId(Uuid::from_u128(7)))), ..file };
        for kept in [held.clone(), held.attached()] {
            let text = serde_json::to_string(&kept).expect("texts and numbers");
            assert_eq!(serde_json::from_str::<KeptFile>(&text).ok(), Some(kept));
        }
    }

    #[test]
    fn every_form_that_takes_photos_knows_what_they_were_for() {
        let id = Uuid::from_u128(7);
        let (customer, terms) = (CustomerId::default(), OrderTerms::default());
        let order = TakeOrder { id: OrderId(id), number: None, customer, owner: None, terms };
        let payment = RecordPayment {
            id: PaymentId(id),
            order: OrderId(Uuid::from_u128(8)),
            on: Day(20_000),
            amount: Money(100),
            method: PaymentMethod::Transfer,
            note: String::new(),
        };
        let win = Command::WinOpportunity(WinOpportunity { opportunity: OpportunityId(Uuid::from_u128(9)), order: order.clone() });
        for (command, recorded) in [
            (Command::TakeOrder(order), Some(Awaited::Record(OrderId(id).into()))),
            (win, Some(Awaited::Record(OrderId(id).into()))),
            (Command::RecordPayment(payment), Some(Awaited::Payment(PaymentId(id)))),
            (Command::VoidExpense(VoidExpense { expense: ExpenseId(id), reason: String::new(), corrects: false }), None),
        ] {
            assert_eq!(Awaited::recorded_by(&command), recorded, "{command:?}");
        }
    }
}
