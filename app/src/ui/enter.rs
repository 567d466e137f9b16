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

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
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

/// On from the sheet after a save to a page in place of the form: back then leads to where one came from. With a key held the browser opens the
/// link in a tab of its own.
fn going_on(saved: RwSignal<Option<JustSaved>>) -> impl Fn(MouseEvent, String) + Copy + 'static {
    let navigate = StoredValue::new_local(use_navigate());
    move |event, to| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        saved.set(None);
        once_settled(move || {
            if let Some(navigate) = navigate.try_get_value() {
                navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
        });
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
