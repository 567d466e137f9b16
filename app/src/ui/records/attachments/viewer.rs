//! One attachment in full size: the picture, who added it, and the actions on it.

use domain::records::attachment::Attachment;
use domain::values::ids::AttachmentId;
use leptos::prelude::*;

use super::picture::address_of;
use super::state_words::{reason, state};
use super::withdraw_form::WithdrawForm;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, Icon, Sheet, icons};
use crate::uploads::{FileState, Tray};

/// The viewer.
#[component]
pub fn Viewer(
    /// `None` while the viewer is closed.
    shown: RwSignal<Option<AttachmentId>>,
    /// Whether the reader may withdraw it.
    may_withdraw: Signal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let found = Memo::new(move |_| shown.get().and_then(|id| notebook.with(|book| book.attachment(id).cloned())));
    let title = move || {
        found
            .with(|attachment| attachment.as_ref().map(|it| it.name.clone()).filter(|it| !it.is_empty()))
            .unwrap_or_else(|| t!("evidence.attachment").to_owned())
    };
    // Kept apart from the picture: an update of the record (such as the arrival of its bytes) must not discard what the user is typing.
    let is_withdrawing = RwSignal::new(false);
    let withdrawn = Memo::new(move |_| found.with(|attachment| attachment.as_ref().map(|it| it.id)).filter(|_| is_withdrawing.get()));
    let close = move || {
        is_withdrawing.set(false);
        shown.set(None);
    };
    view! {
        <Sheet open=Signal::derive(move || found.with(Option::is_some)) on_close=close title=Signal::derive(title)>
            <div class="grid gap-3">
                {move || found.get().map(|attachment| view! { <Large attachment may_withdraw is_withdrawing/> })}
                {move || withdrawn.get().map(|id| view! { <WithdrawForm id on_done=close/> })}
            </div>
        </Sheet>
    }
    .into_any()
}

#[component]
fn Large(attachment: Attachment, may_withdraw: Signal<bool>, is_withdrawing: RwSignal<bool>) -> impl IntoView {
    let (notebook, tray) = (expect_context::<Notebook>(), expect_context::<Tray>());
    let today = notebook.today();
    let (id, is_picture, sides) = (attachment.id, attachment.media.is_picture(), attachment.width.zip(attachment.height));
    let is_open = notebook.sight().opens(&attachment);
    let address = address_of(&attachment, is_open);
    let here = Memo::new(move |_| tray.state(id));
    let is_unseen = RwSignal::new(false);
    let alt = attachment.name.clone();
    let file_name = attachment.name.clone();
    let by = attachment.by;
    let made_at = attachment.made_at;
    let size = attachment.size;
    let about = move || {
        let person = notebook.with(|book| person_name(book, by));
        t!("evidence.about", person = person, when = locale().moment(made_at, today), size = kilobytes(size))
    };
    let said = Memo::new(move |_| state(&attachment, here.get().as_ref()));
    let why = move || here.get().as_ref().and_then(reason);
    let picture = move || {
        address.get().filter(|_| is_picture && !is_unseen.get()).map(|address| {
            let (width, height) = sides.unwrap_or((0, 0));
            let (width, height) = ((0 < width).then_some(width), (0 < height).then_some(height));
            view! {
                <img src=address alt=alt.clone() width=width height=height class="mx-auto h-auto max-h-[70dvh] w-auto max-w-full rounded-box" on:error=move |_| is_unseen.set(true)/>
            }
        })
    };
    let instead = move || {
        let words = match (is_open, is_unseen.get()) {
            (false, _) => t!("customers.masked"),
            (true, true) => t!("evidence.unseen"),
            (true, false) => t!("evidence.no_picture"),
        };
        view! {
            <p class="grid place-items-center gap-2 py-8 text-sm text-quiet">
                <Icon name=icons::PROPOSAL class="size-10"/>
                {words}
            </p>
        }
    };
    view! {
        <div class="grid gap-3">
            {move || picture().map_or_else(|| instead().into_any(), IntoAny::into_any)}
            <p class="flex flex-wrap items-center gap-2 text-sm text-quiet">
                {move || said.get().map(|(words, tone)| view! { <Badge label=Signal::derive(move || words.clone()) tone=Signal::stored(tone)/> })}
                {about}
            </p>
            {move || why().map(|it| view! { <p class="alert alert-warning text-sm" role="status">{it}</p> })}
            <div class="flex flex-wrap gap-2">
                {move || {
                    let name = file_name.clone();
                    address
                        .get()
                        .map(|it| view! { <a class="btn min-h-11" href=it download=name target="_blank" rel="noopener"><Icon name=icons::DOWNLOAD/> {move || t!("evidence.save")}</a> })
                }}
                <Show when=move || matches!(here.get(), Some(FileState::Failed(_)))>
                    <Button label=move || t!("evidence.try_again") icon=icons::SYNC on_press=move || tray.try_again()/>
                </Show>
                <Show when=move || may_withdraw.get() && !is_withdrawing.get()>
                    <Button label=move || t!("evidence.verb.withdraw") icon=icons::DELETE on_press=move || is_withdrawing.set(true)/>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// A size in bytes, formatted for people.
pub fn kilobytes(size: u32) -> String {
    match size {
        ..1_000_000 => format!("{} KB", size.div_ceil(1_000)),
        _ => {
            let tenths = size / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
