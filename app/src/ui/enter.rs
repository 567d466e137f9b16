//! Quick entry: what happened a minute ago, with one thumb, in twenty seconds.

mod customer_picker;
mod expense_page;
mod follow_up_page;
mod more_lines;
mod new_customer_form;
mod offered_day;
mod order_fields;
mod order_page;
mod order_picker;
mod payment_page;
mod progress;
mod save_bar;
mod saved_sheet;
mod tasks_done;

pub use expense_page::EnterExpensePage;
pub use follow_up_page::EnterFollowUpPage;
pub use order_page::EnterOrderPage;
pub use payment_page::EnterPaymentPage;

use domain::organisation::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{EmptyState, PageHead, icons};
use crate::ui::routes;

/// A page of entry, for those whose role enters; for others the reason it is shut.
#[component]
fn EntryPage(
    /// What is entered.
    #[prop(into)]
    title: Signal<String>,
    /// The form.
    children: ChildrenFn,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may_enter = Memo::new(move |_| matches!(notebook.actor().role, Role::Rep | Role::Supervisor | Role::Manager));
    view! {
        <div class="mx-auto max-w-xl">
            <PageHead title back=routes::TODAY/>
            <Show
                when=move || may_enter.get()
                fallback=|| view! { <EmptyState icon=icons::LOCK title=move || t!("enter.not_your_role") body=move || t!("enter.not_your_role_body")/> }
            >
                {children()}
            </Show>
        </div>
    }
    .into_any()
}

/// An id in the query of the address.
fn id_in_query<T>(name: &'static str) -> Memo<Option<T>>
where
    T: std::str::FromStr + PartialEq + Send + Sync + 'static,
{
    let query = use_query_map();
    Memo::new(move |_| query.with(|it| it.get(name)).and_then(|it| it.parse().ok()))
}
