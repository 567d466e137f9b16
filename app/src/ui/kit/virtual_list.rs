//! Thousands of rows of one height, of which only those near the window exist. The page scrolls, not the list, so that a phone's bars hide
//! and the back button finds the place again.

use std::ops::Range;

use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, web_sys};

/// Rows kept on either side of the window: enough for a thumb's throw and for Tab to find the next.
const BEYOND: usize = 6;

/// A list of rows of one height. The row must fill exactly `row_height`; its link or button is reached by Tab.
///
/// A row belongs to its place in the list and is told when something else stands there: while somebody types into a search, words change, and
/// no element is made or thrown away. That was half of what a keystroke cost on a phone.
#[component]
pub fn VirtualList<T>(
    /// What it is a list of; read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The rows.
    #[prop(into)]
    each: Signal<Vec<T>>,
    /// The height of a row in CSS pixels.
    row_height: u32,
    /// Draws the row of one place.
    #[prop(into)]
    row: Callback<Signal<T>, AnyView>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let list = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| each.with(Vec::len));
    let range = rows_in_window(list, count, row_height);
    let draw = move |at: usize| {
        let first = each.with_untracked(|all| all.get(at).cloned())?;
        let there =
            move |before: Option<&T>| each.with(|all| all.get(at).cloned()).or_else(|| before.cloned()).unwrap_or_else(|| first.clone());
        Some(row.run(Memo::new(there).into()))
    };
    let height = move |rows: usize| format!("{}px", rows * row_height as usize);
    view! {
        <div node_ref=list role="list" class="overflow-hidden rounded-box border border-base-300 bg-base-100" aria-label=move || label.get()>
            <div aria-hidden="true" style:height=move || height(range.get().start)></div>
            <For each=move || range.get() key=|at| *at let(at)>
                <div
                    role="listitem"
                    aria-posinset=(at + 1).to_string()
                    aria-setsize=move || count.get().to_string()
                    class="overflow-hidden contain-strict"
                    style:height=format!("{row_height}px")
                >
                    {draw(at)}
                </div>
            </For>
            <div aria-hidden="true" style:height=move || height(count.get().saturating_sub(range.get().end))></div>
        </div>
    }
    .into_any()
}

/// Which rows to draw, following scrolling and resizing.
fn rows_in_window(list: NodeRef<html::Div>, count: Memo<usize>, row_height: u32) -> Memo<Range<usize>> {
    // (first pixel of the list above the window's top, window height)
    let place = RwSignal::new((0.0, 800.0));
    let measure = move || {
        // The frame that was asked for may come when the page is gone.
        if let Some(list) = list.try_get_untracked().flatten() {
            let window = window();
            let number = |it: Result<f64, _>, other: f64| it.unwrap_or(other);
            let height = window.inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(800.0);
            place.try_set((number(window.scroll_y(), 0.0) - top_of(&list), height));
        }
    };
    Effect::new(move || {
        list.track();
        count.track();
        request_animation_frame(measure);
    });
    Effect::new(move || {
        let on_scroll = window_event_listener(ev::scroll, move |_| measure());
        let on_resize = window_event_listener(ev::resize, move |_| measure());
        on_cleanup(move || {
            on_scroll.remove();
            on_resize.remove();
        });
    });
    Memo::new(move |_| {
        let (above, height) = place.get();
        range_of(above, height, f64::from(row_height), count.get())
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the number of rows just after")]
fn range_of(above: f64, height: f64, row_height: f64, count: usize) -> Range<usize> {
    let first = (above / row_height).floor().max(0.0) as usize;
    let end = ((above + height) / row_height).ceil().max(0.0) as usize;
    let start = first.saturating_sub(BEYOND).min(count);
    start..(end + BEYOND).min(count).max(start)
}

/// How far an element lies below the top of the page.
fn top_of(element: &web_sys::HtmlElement) -> f64 {
    let mut top = 0.0;
    let mut at = Some(element.clone());
    while let Some(element) = at {
        top += f64::from(element.offset_top());
        at = element.offset_parent().and_then(|it| it.dyn_into().ok());
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_near_the_window_are_drawn() {
        assert_eq!(range_of(0.0, 800.0, 80.0, 10_000), 0..16);
        assert_eq!(range_of(-250.0, 800.0, 80.0, 10_000), 0..13);
        assert_eq!(range_of(80_000.0, 800.0, 80.0, 10_000), 994..1_016);
        assert_eq!(range_of(-500.0, 800.0, 80.0, 3), 0..3);
        assert_eq!(range_of(9e9, 800.0, 80.0, 50), 50..50);
        assert_eq!(range_of(0.0, 800.0, 80.0, 0), 0..0);
    }
}
