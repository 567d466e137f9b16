//! Work that must not delay what the user waits for.

use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

/// Leaves the browser time to paint the frame and to take the first input.
const AFTER_THE_FRAME: Duration = Duration::from_millis(100);

/// Runs `work` once what was just rendered is on the screen. In a hidden tab it waits until the tab is shown.
pub fn once_painted(work: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(work, AFTER_THE_FRAME));
}
