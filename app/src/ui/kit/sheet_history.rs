//! The back button closes a sheet: each open sheet has an entry of the same address in the browser's history, and closing it takes the entry
//! away. The browser goes back in its own time; a sheet that opens or closes meanwhile waits for it, or "back" would leave the page.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

/// How long going on to another page takes at most. Who closes a sheet by going on leaves its entry behind.
const GONE_ON: Duration = Duration::from_millis(100);
/// After this long the browser has dropped our way back, for a page that was opened meanwhile, or there was nothing to go back to.
const DROPPED: Duration = Duration::from_secs(3);

thread_local! {
    /// The sheets that are open and how each is closed, the upper ones last.
    static OPEN: RefCell<Vec<(u32, Callback<()>)>> = const { RefCell::new(Vec::new()) };
    /// Which of our ways back is under way.
    static WAY_BACK: Cell<Option<u32>> = const { Cell::new(None) };
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
    /// What waits until every entry belongs to an open sheet.
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// A number that nothing else asked for here on this page has.
pub(super) fn unique_number() -> u32 {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|it| it.replace(it.get().wrapping_add(1)))
}

/// A sheet has opened; `on_back` closes it.
pub(super) fn opened(number: u32, on_back: Callback<()>) {
    if !IS_LISTENING.replace(true) {
        window_event_listener(ev::popstate, |_| on_popstate());
    }
    OPEN.with_borrow_mut(|it| it.push((number, on_back)));
    settle();
}

/// A sheet has closed, or has gone with its page.
pub(super) fn closed(number: u32) {
    let was_open = OPEN.with_borrow_mut(|it| {
        let before = it.len();
        it.retain(|it| it.0 != number);
        it.len() < before
    });
    if was_open {
        set_timeout(settle, GONE_ON);
    }
}

/// Calls `then` once the sheet that is closing has taken its entry along: for going on to another page in place of this one.
pub fn once_settled(then: impl FnOnce() + 'static) {
    // Unless she has gone somewhere herself meanwhile.
    let here = window().location().pathname().ok();
    let then = move || {
        if window().location().pathname().ok() == here {
            then();
        }
    };
    WAITING.with_borrow_mut(|it| it.push(Box::new(then)));
    // The sheet hears that it is closed a moment after it was said.
    set_timeout(settle, Duration::ZERO);
}

/// Gives each open sheet its entry and takes away those of closed ones.
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
            // Refused only to a page that does it hundreds of times a minute; the back button then leaves it.
            break;
        }
    }
}

fn go_back(by: i32) {
    let number = unique_number();
    WAY_BACK.set(Some(number));
    let dropped = move || {
        if WAY_BACK.get() == Some(number) {
            // Not once more: should it only be late, two would lead off the page.
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
        // What opened and closed meanwhile is caught up with.
        return settle();
    }
    // Somebody pressed "back": the sheets above what is left of the entries close, the upper ones first.
    let above: Vec<_> = OPEN.with_borrow(|it| it.iter().skip(n_entries()).rev().map(|it| it.1).collect());
    for on_back in above {
        on_back.run(());
    }
}

/// How many entries of sheets lie on top of the page's own.
fn n_entries() -> usize {
    let state = window().history().and_then(|it| it.state()).ok().and_then(|it| it.as_string());
    state.and_then(|it| it.strip_prefix(MARK)?.parse().ok()).unwrap_or(0)
}

/// What the `n`th entry is known by.
fn mark(n: usize) -> String {
    format!("{MARK}{n}")
}

/// Not "sheet-" alone: an earlier release numbered its entries otherwise, and a reload keeps them.
const MARK: &str = "sheet-depth-";
