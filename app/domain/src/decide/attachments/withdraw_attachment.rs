use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::attachment::Attachment;
use crate::records::order::Voided;
use crate::values::field::Field;
use crate::values::ids::{AttachmentId, Key};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Withdraw an attachment; the record of it and the reason stay visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawAttachment {
    pub attachment: AttachmentId,
    pub reason: String,
}

impl Decide for WithdrawAttachment {
    const VERB: &'static str = "withdraw_attachment";

    fn subject(&self) -> Key {
        self.attachment.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.attachment.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let attachment = book.attachment(self.attachment).filter(|it| moment.actor.may_withdraw(it, book));
        refusals.refuse_if(attachment.is_none(), Field::Attachment, Refusal::NotYours);
        refusals.refuse_if(attachment.is_some_and(|it| !it.is_standing()), Field::Attachment, Refusal::Unchanged);
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(attachment), Some(reason), true) = (attachment, reason, refusals.is_empty()) else { return Err(refusals) };

        let withdrawn = Some(Voided { on: moment.today, by: moment.actor.person, reason, nets: false });
        Ok(Decision::put(Attachment { withdrawn, ..attachment.clone() }))
    }
}
