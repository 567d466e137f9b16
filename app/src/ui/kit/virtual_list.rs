//! Virtual list: of thousands of rows of one height, only those near the viewport exist. The page scrolls, not the list, so that a phone's
//! browser bars hide and the back button restores the position.

use std::ops::Range;

use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, web_sys};

/// Extra rows on either side of the viewport: enough for a flick of the thumb and for Tab to reach the next row.
const BEYOND: usize = 6;

/// A list of rows of one height. A row must fill exactly `row_height`; its link or button is reached by Tab.
///
/// Rows are keyed by position and receive new values by signal: while the user types into a search, text changes, but no element is created or
/// removed. That was half the cost of a keystroke on a phone.
#[component]
pub fn VirtualList<T>(
    /// What the list contains; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] each: Signal<Vec<T>>,
    /// The height of a row in CSS pixels.
    row_height: u32,
    /// Renders the row at one position.
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

/// Range of rows to render, updated on scroll and resize.
pub fn rows_in_window(list: NodeRef<html::Div>, count: Memo<usize>, row_height: u32) -> Memo<Range<usize>> {
    // (distance from the list's top down to the viewport's top, viewport height)
    let place = RwSignal::new((0.0, 800.0));
    let measure = move || {
        // The animation frame may run after the page is gone.
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

/// Distance of an element from the top of the page.
pub fn top_of(element: &web_sys::HtmlElement) -> f64 {
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
