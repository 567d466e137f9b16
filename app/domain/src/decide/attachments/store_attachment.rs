use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::attachment::Attachment;
use crate::values::field::Field;
use crate::values::ids::{AttachmentId, Key};
use crate::values::refusal::{Refusal, Refusals};

/// Note that the bytes of an attachment have arrived completely. Only the server gives this command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreAttachment {
    pub attachment: AttachmentId,
}

impl Decide for StoreAttachment {
    const VERB: &'static str = "store_attachment";

    fn subject(&self) -> Key {
        self.attachment.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.attachment.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(!moment.actor.imports, Field::Role, Refusal::NotAllowed);
        let attachment = book.attachment(self.attachment).filter(|_| moment.actor.imports);
        refusals.refuse_if(moment.actor.imports && attachment.is_none(), Field::Attachment, Refusal::NotYours);
        let (Some(attachment), true) = (attachment, refusals.is_empty()) else { return Err(refusals) };

        // Keep the first arrival time.
        if attachment.stored_at.is_some() {
            return Ok(Decision::default());
        }
        Ok(Decision::put(Attachment { stored_at: Some(moment.now), ..attachment.clone() }))
    }
}
