//! Quick entry: what happened a minute ago, with one thumb, in twenty seconds.

mod call_link;
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

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use saved_sheet::JustSaved;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{EmptyState, PageHead, icons, once_settled, use_way_back};
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
    let may_enter = Memo::new(move |_| notebook.actor().may_enter_sales());
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

/// Done with what was saved: closes its sheet and goes back to where one came from, or to `otherwise` where the form was opened directly.
fn leaving(saved: RwSignal<Option<JustSaved>>, otherwise: fn(&JustSaved) -> String) -> impl Fn() + Clone + 'static {
    let go_back = use_way_back();
    move || {
        let to = saved.with_untracked(|it| it.as_ref().map_or_else(|| routes::TODAY.to_owned(), otherwise));
        saved.set(None);
        let go_back = go_back.clone();
        once_settled(move || go_back(&to));
    }
}

/// An id in the query of the address.
fn id_in_query<T>(name: &'static str) -> Memo<Option<T>>
where
    T: std::str::FromStr + PartialEq + Send + Sync + 'static,
{
    let query = use_query_map();
    Memo::new(move |_| query.with(|it| it.get(name)).and_then(|it| it.parse().ok()))
}
