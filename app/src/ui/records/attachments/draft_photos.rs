//! Photos and files chosen before their record is saved: kept with the draft, restored after a reload, attached when the record is saved,
//! deleted with the draft.

use domain::values::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::add::{Goes, TakeFiles};
use super::picture::address_here;
use crate::t;
use crate::ui::kit::{Icon, IconButton, icons};
use crate::uploads::{Awaited, KeptFile, Tray};

/// The chosen files, and the picker for more.
#[component]
pub fn DraftPhotos(
    /// The field's name in this form.
    #[prop(into)]
    label: Signal<String>,
    /// The files of the draft.
    #[prop(into)]
    photos: Signal<Vec<AttachmentId>>,
    /// What they will be evidence of.
    #[prop(into)]
    awaits: Signal<Awaited>,
    /// Called with each file added to the draft.
    #[prop(into)]
    on_add: Callback<AttachmentId>,
    /// Called with each file removed from the draft; its bytes are already deleted.
    #[prop(into)]
    on_remove: Callback<AttachmentId>,
) -> impl IntoView {
    let tray = expect_context::<Tray>();
    let files = Memo::new(move |_| photos.with(|it| it.iter().filter_map(|it| tray.file(*it)).collect::<Vec<_>>()));
    let remove = move |id| {
        spawn_local(async move { tray.discard_loose(id).await });
        on_remove.run(id);
    };
    view! {
        <fieldset class="grid min-w-0 gap-2" data-draft-photos="">
            <legend class="mb-1 text-sm font-medium">{move || label.get()}</legend>
            <Show when=move || files.with(|it| !it.is_empty())>
                <ul class="flex flex-wrap gap-2" aria-label=move || label.get()>
                    <For each=move || files.get() key=|it| it.id let(it)>
                        <DraftPhoto it on_remove=remove/>
                    </For>
                </ul>
            </Show>
            <TakeFiles goes=Goes::WithDraft { awaits, on_kept: on_add }/>
            <p class="text-xs text-quiet">{move || t!("evidence.draft_hint")}</p>
        </fieldset>
    }
    .into_any()
}

#[component]
fn DraftPhoto(it: KeptFile, #[prop(into)] on_remove: Callback<AttachmentId>) -> impl IntoView {
    let (id, is_picture) = (it.id, it.media.is_picture());
    let address = address_here(id, it.media);
    let name = if it.name.is_empty() { id.to_string() } else { it.name };
    let (alt, removed) = (name.clone(), name.clone());
    let picture = move || {
        let shown = address.get().filter(|_| is_picture);
        match shown {
            Some(address) => view! { <img src=address alt=alt.clone() class="size-full object-cover"/> }.into_any(),
            None => view! { <Icon name=if is_picture { icons::IMAGE } else { icons::PROPOSAL } class="size-8 text-quiet"/> }.into_any(),
        }
    };
    view! {
        <li class="grid w-24 justify-items-center">
            <span class="grid size-24 place-items-center overflow-hidden rounded-box border border-base-300 bg-base-200">{picture}</span>
            <span class="line-clamp-2 w-full text-center text-xs text-quiet">{name}</span>
            <IconButton icon=icons::DELETE label=move || t!("evidence.remove", name = removed) on_press=move || on_remove.run(id)/>
        </li>
    }
    .into_any()
}
