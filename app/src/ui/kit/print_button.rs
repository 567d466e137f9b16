//! The page on paper; what is printed and how is said by `style/print.css`.

use leptos::prelude::*;

use super::{Button, icons};
use crate::t;

/// Prints the page.
#[component]
pub fn PrintButton(
    /// Called instead, by a page that has to prepare itself.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = move || match on_press {
        Some(it) => it.run(()),
        // A browser that cannot print does nothing.
        None => drop(window().print()),
    };
    view! { <Button label=move || t!("kit.print") icon=icons::PRINT brief=true on_press=press/> }
}
