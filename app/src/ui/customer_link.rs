//! The name of a customer, as the way to its page where this person holds it. Whoever handed it over reads the name alone, on what is theirs.

use domain::values::ids::CustomerId;
use leptos::prelude::*;
use leptos_router::components::A;

use super::routes::paths;
use crate::local::Notebook;
use crate::state::customer_name;

/// The name, and the way where there is one.
#[component]
pub fn CustomerLink(
    /// Whose.
    id: CustomerId,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // It may be handed over while its name is on the screen.
    let known = Memo::new(move |_| notebook.with(|book| (customer_name(book, id), book.customer(id).is_some())));
    move || match known.get() {
        (name, true) => {
            view! { <A href=paths::customer(id) attr:class="link inline-flex min-h-11 items-center font-medium">{name}</A> }.into_any()
        }
        (name, false) => view! { <span class="font-medium">{name}</span> }.into_any(),
    }
}
