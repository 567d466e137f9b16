//! Print button. `style/print.css` defines what is printed and how.

use leptos::prelude::*;

use super::{Button, icons};
use crate::t;

/// Prints the page.
#[component]
pub fn PrintButton(
    /// Replaces the default print, for a page that has to prepare itself.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = move || match on_press {
        Some(on_press) => on_press.run(()),
        // In a browser that cannot print, nothing happens.
        None => drop(window().print()),
    };
    view! { <Button label=move || t!("kit.print") icon=icons::PRINT brief=true on_press=press/> }
}
