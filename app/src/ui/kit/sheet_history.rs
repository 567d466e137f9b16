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
/// After this long the browser has dropped our way back, for a page that was opened meanwhile.
const DROPPED: Duration = Duration::from_secs(1);

thread_local! {
    /// The sheets that are open and how each is closed, the upper ones last.
    static OPEN: RefCell<Vec<(u32, Callback<()>)>> = const { RefCell::new(Vec::new()) };
    /// Which of our ways back is under way.
    static WAY_BACK: Cell<Option<u32>> = const { Cell::new(None) };
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
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

/// Gives each open sheet its entry and takes away those of closed ones.
fn settle() {
    if WAY_BACK.get().is_some() {
        return;
    }
    let (wanted, there) = (OPEN.with_borrow(Vec::len), n_entries());
    let Ok(history) = window().history() else { return };
    for n in there..wanted {
        // Refused only to a page that does it hundreds of times a minute; then the back button leaves the page.
        let _ = history.push_state_with_url(&JsValue::from(mark(n.saturating_add(1))), "", None);
    }
    let Some(extra) = there.checked_sub(wanted).and_then(|it| i32::try_from(it).ok()).filter(|it| 0 < *it) else { return };
    let number = unique_number();
    WAY_BACK.set(Some(number));
    set_timeout(move || arrived(number), DROPPED);
    if history.go_with_delta(extra.saturating_neg()).is_err() {
        WAY_BACK.set(None);
    }
}

fn on_popstate() {
    if let Some(number) = WAY_BACK.get() {
        return arrived(number);
    }
    // Somebody pressed "back": the sheets above what is left of the entries close, the upper ones first.
    let above: Vec<_> = OPEN.with_borrow(|it| it.iter().skip(n_entries()).rev().map(|it| it.1).collect());
    for on_back in above {
        on_back.run(());
    }
}

/// The way back `number` is at its end: what opened and closed meanwhile is caught up with.
fn arrived(number: u32) {
    if WAY_BACK.get() == Some(number) {
        WAY_BACK.set(None);
        settle();
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

const MARK: &str = "sheet-";
