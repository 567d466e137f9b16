//! A chart, or why the figure cannot be computed under the filter.

use domain::figures::analytics::Barrier;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::kit::{EmptyState, icons};

/// Shows the children unless there is a barrier.
#[component]
pub fn Answered(
    /// Why there is no answer.
    #[prop(into)]
    barrier: Signal<Option<Barrier>>,
    children: ChildrenFn,
) -> impl IntoView {
    let barrier = Memo::new(move |_| barrier.get());
    move || match barrier.get() {
        Some(barrier) => {
            view! { <EmptyState icon=icons::CHART title=move || t!("words.barrier.title") body=move || words::barrier(barrier)/> }
                .into_any()
        }
        None => children().into_any(),
    }
}
