//! A surface above the page: from below on a phone, in the middle on a desk. The browser's own modal dialog keeps the focus inside, gives it
//! back afterwards, and closes on Esc; the back button closes it too.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{WindowListenerHandle, window_event_listener};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::{ev, html, web_sys};

use super::{Icon, icons, unique_id};
use crate::t;

/// A surface above the page. What it holds is made anew each time it opens.
#[component]
pub fn Sheet(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the person closes it: by ✕, Esc, a press beside it, or the back button.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// What is on it.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("sheet");
    let labelled_by = title_id.clone();
    let number = unique_number();
    // Whether the page before us in the history is our own entry, still to be taken back.
    let is_in_history = StoredValue::new(false);

    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                // The only refusal is of a dialog that was taken off the page meanwhile.
                let _ = dialog.show_modal();
                is_in_history.set_value(push_entry(number));
                STACK.with_borrow_mut(|it| it.push(number));
            }
            (false, true) => {
                dialog.close();
                if is_in_history.get_value() {
                    is_in_history.set_value(false);
                    // Closed by what was done on it. Whoever went on to another page meanwhile has left our entry behind.
                    set_timeout(move || take_back(number), GONE_ON);
                }
                STACK.with_borrow_mut(|it| it.retain(|it| *it != number));
            }
            _ => {}
        }
    });

    let close = move || {
        if is_in_history.get_value() {
            // The `popstate` that follows closes it.
            let _ = window().history().and_then(|it| it.back());
        } else {
            on_close.run(());
        }
    };
    Effect::new(move || {
        let on_back = window_event_listener(ev::popstate, move |_| {
            // Of two, one above the other, the back button takes the upper.
            let is_on_top = STACK.with_borrow(|it| it.last() == Some(&number));
            if open.get_untracked() && is_on_top && !IS_TAKING_BACK.get() {
                is_in_history.set_value(false);
                on_close.run(());
            }
        });
        on_cleanup(move || {
            on_back.remove();
            STACK.with_borrow_mut(|it| it.retain(|it| *it != number));
        });
    });

    view! {
        <dialog
            node_ref=dialog
            class="modal modal-bottom sm:modal-middle"
            aria-labelledby=labelled_by
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close();
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

thread_local! {
    /// The sheets that are open, the upper ones last.
    static STACK: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    /// Whether the history goes back by itself, to be rid of our entry.
    static IS_TAKING_BACK: Cell<bool> = const { Cell::new(false) };
}

/// A number that no other sheet of this page has.
fn unique_number() -> u32 {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|it| it.replace(it.get().wrapping_add(1)))
}

/// How long going on to another page takes at most.
const GONE_ON: Duration = Duration::from_millis(100);

/// Puts an entry of the same address into the history, for the back button to take.
fn push_entry(number: u32) -> bool {
    let push = |history: web_sys::History| history.push_state_with_url(&JsValue::from(mark_of(number)), "", None);
    window().history().and_then(push).is_ok()
}

/// Takes our entry out of the history, if it is still the last one.
fn take_back(number: u32) {
    let Ok(history) = window().history() else { return };
    if !history.state().is_ok_and(|it| it.as_string() == Some(mark_of(number))) {
        return;
    }
    // Nobody pressed "back": a sheet that is open below stays open. Heard last, for it begins to listen last.
    IS_TAKING_BACK.set(true);
    let handle = Rc::new(RefCell::new(None::<WindowListenerHandle>));
    let own = Rc::clone(&handle);
    let end = move || {
        IS_TAKING_BACK.set(false);
        if let Some(handle) = own.take() {
            handle.remove();
        }
    };
    let on_back = end.clone();
    handle.replace(Some(window_event_listener(ev::popstate, move |_| on_back())));
    if history.back().is_err() {
        end();
    }
}

/// What our entry is known by.
fn mark_of(number: u32) -> String {
    format!("sheet-{number}")
}
