//! One attachment as a thumbnail with its upload state.

use domain::records::attachment::Attachment;
use domain::values::ids::AttachmentId;
use leptos::prelude::*;

use super::picture::address_of;
use super::state_words::state;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Icon, icons};
use crate::uploads::Tray;

/// The thumbnail.
#[component]
pub fn Thumbnail(attachment: Attachment, #[prop(into)] on_press: Callback<AttachmentId>) -> impl IntoView {
    let tray = expect_context::<Tray>();
    let (id, is_picture) = (attachment.id, attachment.media.is_picture());
    let address = address_of(&attachment, expect_context::<Notebook>().sight().opens(&attachment));
    // Another person's photo cannot be fetched offline: shows an icon instead of a broken picture.
    let is_unseen = RwSignal::new(false);
    let name = if attachment.name.is_empty() { t!("evidence.attachment").to_owned() } else { attachment.name.clone() };
    let (label, alt) = (name.clone(), name);
    let said = Memo::new(move |_| state(&attachment, tray.state(id).as_ref()));
    let picture = move || {
        address.get().filter(|_| is_picture && !is_unseen.get()).map(|address| {
            view! {
                <img src=address alt=alt.clone() loading="lazy" class="size-full object-cover" on:error=move |_| is_unseen.set(true)/>
            }
        })
    };
    let icon = if is_picture { icons::IMAGE } else { icons::PROPOSAL };
    view! {
        <button
            type="button"
            class="relative grid size-24 place-items-center overflow-hidden rounded-box border border-base-300 bg-base-200 focus-visible:outline-2"
            aria-label=move || t!("evidence.open", name = label.clone())
            on:click=move |_| on_press.run(id)
        >
            {move || picture().map_or_else(|| view! { <Icon name=icon class="size-8 text-quiet"/> }.into_any(), IntoAny::into_any)}
            <span class="absolute inset-x-0 bottom-0 grid place-items-center pb-1">
                {move || said.get().map(|(words, tone)| view! { <Badge label=Signal::derive(move || words.clone()) tone=Signal::stored(tone)/> })}
            </span>
        </button>
    }
    .into_any()
}
