//! Warning about a wrong device clock, shown where a day is chosen.

use leptos::prelude::*;

use super::{Icon, icons};
use crate::i18n::locale;
use crate::t;

/// Minutes by which the device's clock is behind (negative: ahead), if notable. A context; without it no warning is shown.
#[derive(Clone, Copy)]
pub struct ClockGap(pub Signal<Option<i64>>);

/// The warning; empty while the clock is right.
#[component]
pub fn ClockNote() -> impl IntoView {
    let gap = use_context::<ClockGap>();
    let words = move || {
        let minutes = gap?.0.get()?;
        let gap = locale().span(minutes.abs());
        Some(if 0 < minutes { t!("kit.clock_behind", gap = gap) } else { t!("kit.clock_ahead", gap = gap) })
    };
    move || {
        words().map(|warning| {
            view! {
                <p class="mt-1 flex items-center gap-1 text-sm text-near" data-clock-note="">
                    <Icon name=icons::ALERT class="size-4"/>
                    {warning}
                </p>
            }
        })
    }
}
