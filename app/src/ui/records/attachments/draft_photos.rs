//! Photos and files chosen before their record is saved: kept with the draft, restored after a reload, attached when the record is saved,
//! deleted with the draft.

use domain::values::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::add::{Goes, TakeFiles};
use super::picture::address_here;
use crate::state::forms::WithPhotos;
use crate::t;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{Icon, IconButton, icons};
use crate::uploads::{KeptFile, Tray};

/// The chosen files, and the picker for more.
#[component]
pub fn DraftPhotos<T: WithPhotos>(
    filling: Filling<T>,
    /// The field's name in this form.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let tray = expect_context::<Tray>();
    let words = filling.draft.words();
    let photos = Memo::new(move |_| words.with(|it| it.photos().clone()));
    let files = Memo::new(move |_| photos.with(|photos| photos.iter().filter_map(|it| tray.file(*it)).collect::<Vec<_>>()));
    let awaits = Signal::derive(move || words.with(T::awaits));
    let on_kept = Callback::new(move |id: AttachmentId| words.update(|it| it.photos_mut().push(id)));
    let remove = move |id: AttachmentId| {
        spawn_local(async move { tray.discard_loose(id).await });
        words.update(|form| form.photos_mut().retain(|it| *it != id));
    };
    view! {
        <fieldset class="grid min-w-0 gap-2" data-draft-photos="">
            <legend class="mb-1 text-sm font-medium">{move || label.get()}</legend>
            <Show when=move || files.with(|it| !it.is_empty())>
                <ul class="flex flex-wrap gap-2" aria-label=move || label.get()>
                    <For each=move || files.get() key=|it| it.id let(file)>
                        <DraftPhoto file on_remove=remove/>
                    </For>
                </ul>
            </Show>
            <TakeFiles goes=Goes::WithDraft { awaits, on_kept }/>
            <p class="text-xs text-quiet">{move || t!("evidence.draft_hint")}</p>
        </fieldset>
    }
    .into_any()
}

#[component]
fn DraftPhoto(file: KeptFile, #[prop(into)] on_remove: Callback<AttachmentId>) -> impl IntoView {
    let (id, is_picture) = (file.id, file.media.is_picture());
    let address = address_here(id, file.media);
    let name = if file.name.is_empty() { id.to_string() } else { file.name };
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
