//! Sheet above the page: at the bottom on a phone, centred on a desktop. The browser's modal dialog keeps the focus inside, restores it
//! afterwards and closes on Esc. The back button closes it too.

use leptos::prelude::*;
use leptos::{html, web_sys};

use super::{Icon, icons, sheet_history, unique_id};
use crate::t;

/// A sheet. Creates its content again each time it opens.
#[component]
pub fn Sheet(
    #[prop(into)] open: Signal<bool>,
    /// Called when the user closes it: by ✕, Esc, a press beside it, or the back button.
    #[prop(into)]
    on_close: Callback<()>,
    #[prop(into)] title: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("sheet");
    let labelled_by = title_id.clone();
    let number = sheet_history::unique_number();
    let close = move || on_close.run(());

    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if !open.get() {
            dialog.close();
            sheet_history::closed(number);
        } else if !dialog.open() {
            // Fails only for a dialog that was removed from the page meanwhile.
            let _ = dialog.show_modal();
            sheet_history::opened(number, on_close);
        }
    });
    on_cleanup(move || sheet_history::closed(number));

    view! {
        <dialog
            node_ref=dialog
            class="modal modal-bottom sm:modal-middle"
            aria-labelledby=labelled_by
            on:cancel=move |event: web_sys::Event| {
                // Dismissing a file chooser on the sheet sends `cancel` as well.
                if event.target() == event.current_target() {
                    event.prevent_default();
                    close();
                }
            }
        >
            <div class="modal-box safe-bottom flex max-h-[85dvh] flex-col p-0">
                <div class="flex items-center justify-between border-b border-base-300 py-1 ps-4 pe-1">
                    <h2 id=title_id class="text-base font-semibold">{move || title.get()}</h2>
                    <button type="button" class="btn btn-ghost btn-square min-h-11 min-w-11" aria-label=move || t!("kit.close") on:click=move |_| close()>
                        <Icon name=icons::CLOSE/>
                    </button>
                </div>
                <div class="min-h-0 overflow-y-auto p-4">
                    <Show when=move || open.get()>{children()}</Show>
                </div>
            </div>
            <button type="button" class="modal-backdrop" tabindex="-1" aria-hidden="true" on:click=move |_| close()></button>
        </dialog>
    }
    .into_any()
}
