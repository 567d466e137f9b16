//! Whether the app is at a desk or on a phone.

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;

/// The width of the narrowest desk in CSS pixels; `lg` in classes.
const NARROWEST: f64 = 1_024.0;

/// Whether the window is as wide as a desk's. Follows its size.
pub fn use_desk() -> Memo<bool> {
    let measured = || window().inner_width().ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
    let width = RwSignal::new(measured());
    let on_resize = window_event_listener(ev::resize, move |_| width.set(measured()));
    on_cleanup(move || on_resize.remove());
    Memo::new(move |_| NARROWEST <= width.get())
}
