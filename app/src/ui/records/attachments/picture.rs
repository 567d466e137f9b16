//! The source of an attachment's bytes: this device while it holds them, otherwise the server.

use domain::records::attachment::{Attachment, Media};
use domain::values::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::attachments;
use crate::state::Machine;
use crate::uploads::Tray;

/// The address of the bytes; `None` while there are none to show, or if the reader may not see them (`is_open`).
pub fn address_of(attachment: &Attachment, is_open: bool) -> Signal<Option<String>> {
    let (id, is_stored) = (attachment.id, attachment.stored_at.is_some() && is_open);
    let local = address_here(id, attachment.media);
    Signal::derive(move || local.get().or_else(|| is_stored.then(|| attachments::bytes(id))))
}

/// An object address of the bytes on this device; `None` while the device does not hold them.
pub fn address_here(id: AttachmentId, media: Media) -> RwSignal<Option<String>> {
    let (machine, tray) = (expect_context::<Machine>(), expect_context::<Tray>());
    let is_here = Memo::new(move |_| tray.state(id).is_some());
    let local = RwSignal::new(None::<String>);
    let give_up = move || {
        if let Some(address) = local.try_update_untracked(Option::take).flatten() {
            machine.browser().hide_bytes(&address);
        }
    };
    Effect::new(move |_| {
        if !is_here.get() {
            return;
        }
        spawn_local(async move {
            let Some(bytes) = tray.bytes(id).await else { return };
            let Some(address) = machine.browser().show_bytes(&bytes, media.mime()) else { return };
            give_up();
            if let Some(address) = local.try_set(Some(address)).flatten() {
                // The user has left the page meanwhile.
                machine.browser().hide_bytes(&address);
            }
        });
    });
    on_cleanup(give_up);
    local
}
