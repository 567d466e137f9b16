//! Reacts to the network: offline errors are cleared when it returns.

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::state::Machine;

/// Whether the browser is online, as a signal. Call it in a component.
pub fn is_online() -> Signal<bool> {
    let machine = expect_context::<Machine>();
    let is_online = RwSignal::new(machine.browser().device().is_online());
    Effect::new(move || {
        let look = move || is_online.set(machine.browser().device().is_online());
        look();
        let heard = [window_event_listener(ev::online, move |_| look()), window_event_listener(ev::offline, move |_| look())];
        on_cleanup(move || heard.into_iter().for_each(|it| it.remove()));
    });
    is_online.into()
}

/// Runs `then` each time the network returns. Call it in a component.
pub fn on_return(then: impl Fn() + 'static) {
    let is_online = is_online();
    Effect::new(move |before: Option<bool>| {
        let now = is_online.get();
        if now && before == Some(false) {
            untrack(&then);
        }
        now
    });
}

/// Clears an offline error when the network returns. Call it in a component.
pub fn forget_offline(failure: RwSignal<Option<ApiError>>) {
    on_return(move || {
        if failure.with(|it| *it == Some(ApiError::Offline)) {
            failure.set(None);
        }
    });
}
