//! The names behind a count, folded, for those who may see the customers.

use domain::values::ids::CustomerId;
use domain::views::simulation::FirstOf;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::local::Notebook;
use crate::t;
use crate::ui::url::routes::paths;

/// One name, with what changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLine {
    /// Linked if the device holds the customer.
    pub customer: Option<CustomerId>,
    pub name: String,
    pub change: String,
}

/// The names, or why there are none.
pub fn names<T: Clone + Send + Sync + 'static>(
    named: Option<FirstOf<T>>,
    title: fn(u32) -> String,
    line: impl Fn(T) -> NameLine + Copy + Send + Sync + 'static,
) -> AnyView {
    let Some(FirstOf { first, n_more }) = named else {
        return view! { <p class="text-xs text-quiet">{move || t!("simulation.no_names")}</p> }.into_any();
    };
    let n = u32::try_from(first.len()).unwrap_or(u32::MAX).saturating_add(n_more);
    if n == 0 {
        return ().into_any();
    }
    let lines = move || first.iter().cloned().map(|it| name_line(line(it))).collect_view();
    view! {
        <details class="min-w-0">
            <summary class="flex min-h-11 cursor-pointer items-center text-sm font-medium">{move || title(n)}</summary>
            <ul class="divide-y divide-base-200 text-sm">{lines}</ul>
            {(0 < n_more).then(|| view! { <p class="pt-1 text-xs text-quiet">{move || t!("simulation.more", n = n_more)}</p> })}
        </details>
    }
    .into_any()
}

fn name_line(line: NameLine) -> AnyView {
    let notebook = expect_context::<Notebook>();
    let held = line.customer.filter(|id| notebook.with(|book| book.customer(*id).is_some()));
    let name = match held {
        Some(customer) => {
            view! { <A href=paths::customer(customer) attr:class="link inline-flex min-h-11 items-center break-words">{line.name}</A> }
                .into_any()
        }
        None => view! { <span class="inline-flex min-h-11 items-center break-words">{line.name}</span> }.into_any(),
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-3">
            {name} <span class="ms-auto text-end text-quiet tabular-nums">{line.change}</span>
        </li>
    }
    .into_any()
}
