//! Access to the bytes of attachments.

use crate::access::actor::Actor;
use crate::records::attachment::Attachment;

impl Attachment {
    /// Whether this person may view its bytes, as far as contact details are concerned.
    pub fn is_open_to(&self, actor: &Actor) -> bool {
        actor.sees_contacts() || !self.shows_contacts()
    }
}
