use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::attachment::{Attachment, Digest, MOST_BYTES, Media, is_a_side};
use crate::values::field::Field;
use crate::values::ids::{
    AttachmentId, CustomerId, ExpenseId, FollowUpId, Key, Kind, KpiEntryId, OpportunityId, OrderId, PaymentId, PersonId, TeamId,
};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;
use crate::values::text;

/// Attach a photo or file to the record it proves (DQ-02, FU-09, SA-03, SA-06). Its bytes are uploaded separately, before or after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attach {
    pub id: AttachmentId,
    /// The record it proves: a follow-up, an opportunity, an order, an expense, a value entered for a KPI or a customer.
    pub of: Key,
    /// The payment of the order that it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentId>,
    /// The stage of the opportunity that it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The file name; may be blank.
    #[serde(default)]
    pub name: String,
    pub media: Media,
    /// In bytes.
    pub size: u32,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Width of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    #[serde(default)]
    pub note: String,
}

impl Decide for Attach {
    const VERB: &'static str = "attach";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into(), self.of])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.attachment(self.id).is_some(), Field::Id, Refusal::Exists);
        let proved = Proved::of(self.of, book).filter(|_| moment.actor.may_attach_to(self.of, book));
        refusals.refuse_if(proved.is_none(), Field::Of, Refusal::NotYours);
        if let (Some(payment), Some(_)) = (self.payment, &proved) {
            let order = (self.of.kind == Kind::Order).then(|| book.order(OrderId(self.of.id))).flatten();
            let is_paid = order.is_some_and(|order| order.valid_payments().any(|it| it.id == payment));
            refusals.refuse_if(!is_paid, Field::Payment, Refusal::NotYours);
        }
        refusals.refuse_if(self.stage.is_some() && self.of.kind != Kind::Opportunity, Field::Stage, Refusal::NotAStep);
        refusals.refuse_if(self.size == 0, Field::Size, Refusal::Missing);
        refusals.refuse_if(MOST_BYTES < self.size, Field::Size, Refusal::OutOfRange { least: 1, most: i64::from(MOST_BYTES) });
        for (field, side) in [(Field::Width, self.width), (Field::Height, self.height)] {
            refusals.refuse_if(side.is_some_and(|it| !is_a_side(it)), field, Refusal::Malformed);
        }
        let sha256 = refusals.keep(Field::Sha256, Digest::parse(&self.sha256));
        let name = refusals.keep(Field::Name, text::optional(&self.name, text::LINE)).flatten().unwrap_or_default();
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten().unwrap_or_default();
        let (Some(proved), Some(sha256), true) = (proved, sha256, refusals.is_empty()) else { return Err(refusals) };

        Ok(Decision::put(Attachment {
            id: self.id,
            of: if self.of.kind == Kind::Customer { proved.customer.into() } else { self.of },
            payment: self.payment,
            stage: self.stage,
            customer: proved.customer,
            owner: proved.owner,
            team: proved.team,
            name,
            media: self.media,
            size: self.size,
            sha256,
            width: self.width,
            height: self.height,
            note,
            by: moment.actor.person,
            made_at: moment.now,
            stored_at: None,
            withdrawn: None,
        }))
    }
}

/// Customer, owner and team of the record that an attachment proves.
struct Proved {
    customer: CustomerId,
    owner: Option<PersonId>,
    team: Option<TeamId>,
}

impl Proved {
    fn of(key: Key, book: &Book) -> Option<Proved> {
        let of = |customer, owner, team| Proved { customer, owner, team };
        match key.kind {
            Kind::FollowUp => book.follow_up(FollowUpId(key.id)).map(|it| of(it.customer, None, None)),
            Kind::Opportunity => book.opportunity(OpportunityId(key.id)).map(|it| of(it.customer, Some(it.owner), None)),
            // Attachments of the customer itself, such as a name card, move with the customer.
            Kind::Customer => book.customer(CustomerId(key.id)).map(|it| of(book.standing(it).id, None, None)),
            Kind::Order => book.order(OrderId(key.id)).map(|it| of(it.customer, Some(it.owner), it.team)),
            Kind::Expense => book.expense(ExpenseId(key.id)).map(|it| of(it.customer.unwrap_or_default(), Some(it.owner), it.team)),
            Kind::KpiEntry => book.kpi_entry(KpiEntryId(key.id)).map(|it| of(CustomerId::default(), Some(it.owner), it.team)),
            _ => None,
        }
    }
}
