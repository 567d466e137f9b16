//! The keys of a table: `j`/`k` or the arrows move, `x` selects, Ctrl-C copies; Enter opens the focused row, which is a link.

use std::ops::Range;
use std::sync::Arc;

use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, web_sys};
use uuid::Uuid;

use super::body::ROW;
use super::state::GridState;
use crate::state::Machine;
use crate::ui::kit::virtual_list::top_of;

/// The place of the keyboard in a table.
#[derive(Clone, Copy)]
pub struct GridKeys {
    pub grid: GridState,
    pub rows: Memo<Arc<Vec<Uuid>>>,
    /// The rows that exist.
    pub range: Memo<Range<usize>>,
    pub active: RwSignal<usize>,
    pub list: NodeRef<html::Div>,
    /// The part of the window that the head and the foot cover, in CSS pixels.
    pub covered: Signal<(f64, f64)>,
}

impl GridKeys {
    /// Listens for as long as the table lives.
    pub fn listen(self) {
        let machine = use_context::<Machine>();
        // The row that gets the focus as soon as it exists.
        let wanted = RwSignal::new(None::<usize>);
        Effect::new(move || {
            let Some(at) = wanted.get().filter(|at| self.range.with(|it| it.contains(at))) else { return };
            request_animation_frame(move || {
                if wanted.try_get_untracked().flatten() == Some(at) {
                    wanted.set(None);
                    self.focus(at);
                }
            });
        });
        Effect::new(move || {
            let on_key = window_event_listener(ev::keydown, move |event| {
                if is_typing(&event) || document().query_selector("dialog[open]").is_ok_and(|it| it.is_some()) {
                    return;
                }
                let is_command = event.ctrl_key() || event.meta_key();
                // A row that is about to get the focus counts: keys come faster than frames.
                let is_here = self.has_focus() || wanted.with_untracked(Option::is_some);
                let (n, at) = (self.rows.with_untracked(|it| it.len()), self.active.get_untracked());
                let to = match (is_command, event.alt_key(), event.key().as_str()) {
                    (true, false, "c" | "C") if machine.is_some_and(|it| !it.browser().has_selected_text()) => {
                        if self.rows.with_untracked(|it| !self.grid.picks.of(it).is_empty()) {
                            event.prevent_default();
                            self.grid.copy.get_value().iter().for_each(|it| it.run(()));
                        }
                        None
                    }
                    (false, false, "x") if is_here => {
                        self.rows.with_untracked(|it| it.get(at).copied()).into_iter().for_each(|it| self.grid.picks.turn(it));
                        None
                    }
                    (false, false, key) => target(key, is_here, at, n),
                    _ => None,
                };
                if let Some(to) = to {
                    event.prevent_default();
                    self.active.set(to);
                    self.scroll_to(to);
                    wanted.set(Some(to));
                }
            });
            on_cleanup(move || on_key.remove());
        });
    }

    fn has_focus(self) -> bool {
        let focused = document().active_element();
        self.list.get_untracked().is_some_and(|list| list.contains(focused.as_ref().map(AsRef::as_ref)))
    }

    fn focus(self, at: usize) {
        let link = self.list.get_untracked().and_then(|it| it.query_selector(&format!("[data-row='{at}']")).ok().flatten());
        if let Some(link) = link.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A row that is gone by now takes no focus.
            let _ = link.focus();
        }
    }

    /// Brings a row into sight, between the head and the foot.
    fn scroll_to(self, at: usize) {
        let Some(list) = self.list.get_untracked() else { return };
        let window = window();
        let (above, below) = self.covered.get_untracked();
        let (scroll, height) = (window.scroll_y().unwrap_or(0.0), window.inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(800.0));
        #[expect(clippy::cast_precision_loss, reason = "no table has 2^52 rows")]
        let top = top_of(&list) + at as f64 * f64::from(ROW);
        let (first, last) = (scroll + above, scroll + height - below - f64::from(ROW));
        if top < first || last < top {
            let to = if top < first { top - above } else { top - height + below + f64::from(ROW) };
            window.scroll_to_with_x_and_y(0.0, to);
        }
    }
}

/// The row that a key leads to. Letters work anywhere on the page, arrows only in the table.
fn target(key: &str, is_here: bool, at: usize, n: usize) -> Option<usize> {
    let last = n.checked_sub(1)?;
    match key {
        "j" | "k" if !is_here => Some(at.min(last)),
        "j" => Some((at + 1).min(last)),
        "k" => Some(at.saturating_sub(1)),
        "ArrowDown" if is_here => Some((at + 1).min(last)),
        "ArrowUp" if is_here => Some(at.saturating_sub(1)),
        "Home" if is_here => Some(0),
        "End" if is_here => Some(last),
        _ => None,
    }
}

/// Whether the key goes to a field. A checkbox takes only the space bar.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    target.is_some_and(|target| match target.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => input.type_() != "checkbox",
        None => target.is_content_editable() || matches!(target.tag_name().as_str(), "TEXTAREA" | "SELECT"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_within_the_table() {
        for (key, is_here, at, n, expected) in [
            ("j", false, 0, 3, Some(0)),
            ("k", false, 9, 3, Some(2)),
            ("j", true, 0, 3, Some(1)),
            ("j", true, 2, 3, Some(2)),
            ("k", true, 0, 3, Some(0)),
            ("ArrowDown", true, 1, 3, Some(2)),
            ("ArrowDown", false, 1, 3, None),
            ("ArrowUp", true, 1, 3, Some(0)),
            ("Home", true, 2, 3, Some(0)),
            ("End", true, 0, 3, Some(2)),
            ("End", false, 0, 3, None),
            ("j", true, 0, 0, None),
            ("a", true, 0, 3, None),
        ] {
            assert_eq!(target(key, is_here, at, n), expected, "{key} {is_here} {at} of {n}");
        }
    }
}
