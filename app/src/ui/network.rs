//! What was said for want of a network is taken back when the network returns.

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::state::Machine;

/// Whether the browser has a network, as it comes and goes. Called in a component.
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

/// Calls back each time the network returns. Called in a component.
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

/// Takes back that there is no network, once there is one. Called in a component.
pub fn forget_offline(failure: RwSignal<Option<ApiError>>) {
    on_return(move || {
        if failure.with(|it| *it == Some(ApiError::Offline)) {
            failure.set(None);
        }
    });
}
