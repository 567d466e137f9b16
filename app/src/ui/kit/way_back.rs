//! Back navigation: to the previous page, or to the parent page if this page was opened directly.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::js_sys::Reflect;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// How long to wait for the browser to go back before assuming there is nowhere to go.
const GONE: Duration = Duration::from_millis(500);

thread_local! {
    /// Path of the page that the browser loaded.
    static STARTED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
    static HAS_LEFT_IT: Cell<bool> = const { Cell::new(false) };
}

/// Records which page is shown. Called by the frame.
pub fn note_page(path: &str) {
    let is_first = STARTED_AT.with_borrow_mut(|it| *it.get_or_insert_with(|| path.to_owned()) == *path);
    if !is_first {
        HAS_LEFT_IT.set(true);
    }
}

/// Whether the user navigated since the browser loaded the app.
pub fn has_moved() -> bool {
    let here = window().location().pathname().ok();
    HAS_LEFT_IT.get() || STARTED_AT.with_borrow(|it| it.is_some() && *it != here)
}

/// Returns `go(otherwise)`, which goes back, or to `otherwise` if this page was opened directly. Call it in a component.
pub fn use_way_back() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |otherwise: &str| {
        let options = || NavigateOptions { replace: true, ..NavigateOptions::default() };
        let went = came_from_here() && window().history().and_then(|it| it.back()).is_ok();
        if !went {
            return navigate(otherwise, options());
        }
        // The address alone is not enough: a user who goes back and reopens the same form at once must stay there.
        let has_gone = Rc::new(Cell::new(false));
        let went_back = window_event_listener(ev::popstate, {
            let (has_gone, here) = (has_gone.clone(), address());
            move |_| {
                if address() != here {
                    has_gone.set(true);
                } else if came_from_here()
                    && let Ok(history) = window().history()
                {
                    // The entry of a sheet that was open when the page was reloaded. If it was our first, the wait below ends on the parent page.
                    let _ = history.back();
                }
            }
        });
        let (navigate, otherwise) = (navigate.clone(), otherwise.to_owned());
        let look = move || {
            went_back.remove();
            if !has_gone.get() {
                navigate(&otherwise, options());
            }
        };
        set_timeout(look, GONE);
    }
}

/// Path and query of this page.
fn address() -> Option<String> {
    let location = window().location();
    Some(location.pathname().ok()? + &location.search().ok()?)
}

/// Whether the previous history entry is ours. Old browsers do not say; then it is enough that the user has navigated.
fn came_from_here() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let navigation = get(&window(), "navigation").filter(JsValue::is_object);
    let can_go_back = navigation.and_then(|it| get(&it, "canGoBack")).and_then(|it| it.as_bool());
    can_go_back.unwrap_or_else(has_moved)
}
