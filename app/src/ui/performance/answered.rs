//! A chart, or why the figure has no answer to what it is asked.

use domain::figures::analytics::Barrier;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::kit::{EmptyState, icons};

/// What is inside, while nothing speaks against it.
#[component]
pub fn Answered(
    /// Why there is no answer.
    #[prop(into)]
    barrier: Signal<Option<Barrier>>,
    /// The chart.
    children: ChildrenFn,
) -> impl IntoView {
    let barrier = Memo::new(move |_| barrier.get());
    move || match barrier.get() {
        Some(it) => {
            view! { <EmptyState icon=icons::CHART title=move || t!("words.barrier.title") body=move || words::barrier(it)/> }.into_any()
        }
        None => children().into_any(),
    }
}
