//! Attaching evidence, withdrawing it, and noting that its bytes have arrived.

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::Attach;
use crate::decide::decision::Decision;
use crate::records::attachment::{Attachment, Digest, MOST_BYTES, is_a_side};
use crate::records::order::Voided;
use crate::values::ids::{AttachmentId, CustomerId, ExpenseId, FollowUpId, Key, Kind, OpportunityId, OrderId, PersonId, TeamId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

pub(super) fn attach(asked: &Attach, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.attachment(asked.id).is_some(), "id", Refusal::Exists);
    let proved = Proved::of(asked.of, book).filter(|_| moment.actor.may_attach_to(asked.of, book));
    refusals.refuse_if(proved.is_none(), "of", Refusal::NotYours);
    if let (Some(payment), Some(_)) = (asked.payment, &proved) {
        let order = (asked.of.kind == Kind::Order).then(|| book.order(OrderId(asked.of.id))).flatten();
        let is_paid = order.is_some_and(|it| it.valid_payments().any(|it| it.id == payment));
        refusals.refuse_if(!is_paid, "payment", Refusal::NotYours);
    }
    refusals.refuse_if(asked.stage.is_some() && asked.of.kind != Kind::Opportunity, "stage", Refusal::NotAStep);
    refusals.refuse_if(asked.size == 0, "size", Refusal::Missing);
    refusals.refuse_if(MOST_BYTES < asked.size, "size", Refusal::OutOfRange { least: 1, most: i64::from(MOST_BYTES) });
    for (field, side) in [("width", asked.width), ("height", asked.height)] {
        refusals.refuse_if(side.is_some_and(|it| !is_a_side(it)), field, Refusal::Malformed);
    }
    let sha256 = refusals.keep("sha256", Digest::parse(&asked.sha256));
    let name = refusals.keep("name", text::optional(&asked.name, text::LINE)).flatten().unwrap_or_default();
    let note = refusals.keep("note", text::optional(&asked.note, text::NOTE)).flatten().unwrap_or_default();
    let (Some(proved), Some(sha256), true) = (proved, sha256, refusals.is_empty()) else { return Err(refusals) };

    Ok(Decision::put(Attachment {
        id: asked.id,
        of: if asked.of.kind == Kind::Customer { proved.customer.into() } else { asked.of },
        payment: asked.payment,
        stage: asked.stage,
        customer: proved.customer,
        owner: proved.owner,
        team: proved.team,
        name,
        media: asked.media,
        size: asked.size,
        sha256,
        width: asked.width,
        height: asked.height,
        note,
        by: moment.actor.person,
        made_at: moment.now,
        stored_at: None,
        withdrawn: None,
    }))
}

pub(super) fn withdraw(id: AttachmentId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let attachment = book.attachment(id).filter(|it| moment.actor.may_withdraw(it, book));
    refusals.refuse_if(attachment.is_none(), "attachment", Refusal::NotYours);
    refusals.refuse_if(attachment.is_some_and(|it| !it.is_standing()), "attachment", Refusal::Unchanged);
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(attachment), Some(reason), true) = (attachment, reason, refusals.is_empty()) else { return Err(refusals) };

    let withdrawn = Some(Voided { on: moment.today, by: moment.actor.person, reason, nets: false });
    Ok(Decision::put(Attachment { withdrawn, ..attachment.clone() }))
}

pub(super) fn store(id: AttachmentId, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(!moment.actor.imports, "role", Refusal::NotAllowed);
    let attachment = book.attachment(id).filter(|_| moment.actor.imports);
    refusals.refuse_if(moment.actor.imports && attachment.is_none(), "attachment", Refusal::NotYours);
    let (Some(attachment), true) = (attachment, refusals.is_empty()) else { return Err(refusals) };

    // Keep the first arrival time.
    if attachment.stored_at.is_some() {
        return Ok(Decision::default());
    }
    Ok(Decision::put(Attachment { stored_at: Some(moment.now), ..attachment.clone() }))
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
            _ => None,
        }
    }
}
