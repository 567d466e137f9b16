//! Lets the back button close sheets: each open sheet has a history entry with the page's address, which closing the sheet removes. Going back
//! is asynchronous, so sheets that open or close meanwhile wait for it; otherwise "back" would leave the page.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

/// How long navigating to another page takes at most. A sheet closed by navigating leaves its entry behind.
const GONE_ON: Duration = Duration::from_millis(100);
/// After this long our `history.go` was dropped: another page was opened meanwhile, or there was nothing to go back to.
const DROPPED: Duration = Duration::from_secs(3);

thread_local! {
    /// The open sheets with their close callbacks, topmost last.
    static OPEN: RefCell<Vec<(u32, Callback<()>)>> = const { RefCell::new(Vec::new()) };
    /// The `history.go` of ours that is pending, by number.
    static WAY_BACK: Cell<Option<u32>> = const { Cell::new(None) };
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
    /// Callbacks waiting until every entry belongs to an open sheet.
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// A number unique on this page.
pub(super) fn unique_number() -> u32 {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|it| it.replace(it.get().wrapping_add(1)))
}

/// Registers an opened sheet; `on_back` closes it.
pub(super) fn opened(number: u32, on_back: Callback<()>) {
    if !IS_LISTENING.replace(true) {
        window_event_listener(ev::popstate, |_| on_popstate());
    }
    OPEN.with_borrow_mut(|it| it.push((number, on_back)));
    settle();
}

/// Unregisters a sheet that closed, or was removed with its page.
pub(super) fn closed(number: u32) {
    let was_open = OPEN.with_borrow_mut(|sheets| {
        let before = sheets.len();
        sheets.retain(|it| it.0 != number);
        sheets.len() < before
    });
    if was_open {
        set_timeout(settle, GONE_ON);
    }
}

/// Calls `then` once the closing sheet's entry is removed. Use it before replacing this page by another.
pub fn once_settled(then: impl FnOnce() + 'static) {
    // Unless the user has navigated meanwhile.
    let here = window().location().pathname().ok();
    let then = move || {
        if window().location().pathname().ok() == here {
            then();
        }
    };
    WAITING.with_borrow_mut(|it| it.push(Box::new(then)));
    // The sheet reacts to its open signal a moment after it is set.
    set_timeout(settle, Duration::ZERO);
}

/// Adds the missing entries of open sheets and removes those of closed ones.
fn settle() {
    if WAY_BACK.get().is_some() {
        return;
    }
    push_missing();
    let extra = n_entries().saturating_sub(OPEN.with_borrow(Vec::len));
    match i32::try_from(extra) {
        Ok(extra @ 1..) => go_back(extra),
        _ => go_on(),
    }
}

fn push_missing() {
    let Ok(history) = window().history() else { return };
    for n in n_entries()..OPEN.with_borrow(Vec::len) {
        if history.push_state_with_url(&JsValue::from(mark(n.saturating_add(1))), "", None).is_err() {
            // Browsers refuse only a page that does this hundreds of times a minute; the back button then leaves the page.
            break;
        }
    }
}

fn go_back(by: i32) {
    let number = unique_number();
    WAY_BACK.set(Some(number));
    let dropped = move || {
        if WAY_BACK.get() == Some(number) {
            // Does not go back again: if the first is only late, two would leave the page.
            WAY_BACK.set(None);
            push_missing();
            go_on();
        }
    };
    set_timeout(dropped, DROPPED);
    if window().history().and_then(|it| it.go_with_delta(by.saturating_neg())).is_err() {
        WAY_BACK.set(None);
        go_on();
    }
}

fn go_on() {
    for then in WAITING.take() {
        then();
    }
}

fn on_popstate() {
    if WAY_BACK.take().is_some() {
        // Catches up with sheets that opened or closed meanwhile.
        return settle();
    }
    // The user pressed "back": closes the sheets above the remaining entries, topmost first.
    let above: Vec<_> = OPEN.with_borrow(|sheets| sheets.iter().skip(n_entries()).rev().map(|it| it.1).collect());
    for on_back in above {
        on_back.run(());
    }
}

/// Number of sheet entries on top of the page's own entry.
fn n_entries() -> usize {
    let state = window().history().and_then(|it| it.state()).ok().and_then(|it| it.as_string());
    state.and_then(|it| it.strip_prefix(MARK)?.parse().ok()).unwrap_or(0)
}

/// History state of the `n`th entry.
fn mark(n: usize) -> String {
    format!("{MARK}{n}")
}

/// Not just "sheet-": an earlier release numbered its entries differently, and they survive a reload.
const MARK: &str = "sheet-depth-";
