//! The name of a customer, as a link for readers who hold the customer. Readers who handed it over see only the name, on their own records.

use domain::values::ids::CustomerId;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::local::Notebook;
use crate::state::customer_name;
use crate::ui::url::routes::paths;

/// The name, linked if the book has the customer.
#[component]
pub fn CustomerLink(id: CustomerId) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // The customer may be handed over while its name is on the screen.
    let known = Memo::new(move |_| notebook.with(|book| (customer_name(book, id), book.customer(id).is_some())));
    move || match known.get() {
        (name, true) => {
            view! { <A href=paths::customer(id) attr:class="link inline-flex min-h-11 items-center font-medium">{name}</A> }.into_any()
        }
        (name, false) => view! { <span class="font-medium">{name}</span> }.into_any(),
    }
}
