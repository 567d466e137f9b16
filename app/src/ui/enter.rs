//! Quick entry: what happened a minute ago, with one thumb, in twenty seconds.

mod customer_picker;
mod draft_note;
mod follow_up_page;
mod new_customer_form;
mod order_fields;
mod order_page;
mod order_picker;
mod payment_page;
mod progress;
mod save_bar;
mod saved_sheet;

pub use follow_up_page::EnterFollowUpPage;
pub use order_page::EnterOrderPage;
pub use payment_page::EnterPaymentPage;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// An id in the query of the address.
fn id_in_query<T>(name: &'static str) -> Memo<Option<T>>
where
    T: std::str::FromStr + PartialEq + Send + Sync + 'static,
{
    let query = use_query_map();
    Memo::new(move |_| query.with(|it| it.get(name)).and_then(|it| it.parse().ok()))
}
