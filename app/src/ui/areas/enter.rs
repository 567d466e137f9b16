//! Quick entry: records what just happened, one-handed, in twenty seconds.

mod call_link;
mod cost_field;
mod expense_page;
mod follow_up_page;
mod kpi_page;
mod more_lines;
mod offered_day;
mod order_fields;
mod order_page;
mod order_picker;
mod payment_page;
mod progress;
mod saved_sheet;
mod tasks_done;

pub use expense_page::EnterExpensePage;
pub use follow_up_page::EnterFollowUpPage;
pub use kpi_page::EnterKpiPage;
pub use order_page::EnterOrderPage;
pub use payment_page::EnterPaymentPage;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use saved_sheet::{JustSaved, SavedSheet};

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{EmptyState, PageHead, icons, once_settled, use_way_back};
use crate::ui::url::routes;

/// A page of entry; a user whose role enters nothing sees the reason.
#[component]
fn EntryPage(#[prop(into)] title: Signal<String>, children: ChildrenFn) -> impl IntoView {
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

/// A page that enters one record after another: the form, then the sheet on what was saved.
#[component]
fn EntryRounds(
    #[prop(into)] title: Signal<String>,
    /// The label of the button for one more.
    #[prop(into)]
    another: Signal<String>,
    /// Where the user goes after the last one if the form was opened directly.
    otherwise: fn(&JustSaved) -> String,
    /// Builds the form of a round, from 0, which reports what it saved.
    form: impl Fn(usize, Callback<JustSaved>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let saved = RwSignal::new(None::<JustSaved>);
    let round = RwSignal::new(0);
    let on_saved = Callback::new(move |just_saved| saved.set(Some(just_saved)));
    let done = leaving(saved, otherwise);
    let one_more = move || {
        saved.set(None);
        round.update(|it| *it += 1);
    };
    view! {
        <EntryPage title>
            {move || form(round.get(), on_saved)}
            <SavedSheet saved on_done=done.clone() on_another=one_more another/>
        </EntryPage>
    }
}

/// Closes the sheet after a save and goes back to the previous page, or to `otherwise` if the form was opened directly.
fn leaving(saved: RwSignal<Option<JustSaved>>, otherwise: fn(&JustSaved) -> String) -> impl Fn() + Clone + 'static {
    let go_back = use_way_back();
    move || {
        let to = saved.with_untracked(|it| it.as_ref().map_or_else(|| routes::TODAY.to_owned(), otherwise));
        saved.set(None);
        let go_back = go_back.clone();
        once_settled(move || go_back(&to));
    }
}

/// Opens a page from the sheet after a save in place of the form, so that back leads to the previous page. With a modifier key the browser opens
/// the link in a new tab or window.
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
