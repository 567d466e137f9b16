//! Tabs: parts of a page, one visible at a time.

use leptos::prelude::*;

use super::{Choice, unique_id};

/// Tabs above their content. The page (and its URL) holds the selection; arrow keys move between tabs.
#[component]
pub fn Tabs(
    /// What the tabs divide; read by screen readers.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] tabs: Signal<Vec<Choice>>,
    /// Value of the selected tab.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the selected value.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Content of the selected tab.
    children: Children,
) -> impl IntoView {
    let panel = unique_id("panel");
    let controls = panel.clone();
    let step = move |by: isize| {
        let values: Vec<String> = tabs.with_untracked(|it| it.iter().map(|tab| tab.value.clone()).collect());
        let at = value.with_untracked(|it| values.iter().position(|other| other == it)).unwrap_or(0);
        let next = (at.cast_signed() + by).rem_euclid(values.len().max(1).cast_signed()).cast_unsigned();
        if let Some(next) = values.into_iter().nth(next) {
            on_choose.run(next);
        }
    };
    let one = move |Choice { value: tab, label }: Choice| {
        let (kept, chosen) = (tab.clone(), tab);
        let is_open = Memo::new(move |_| value.with(|it| *it == kept));
        view! {
            <button
                type="button"
                role="tab"
                class="tab min-h-11 text-quiet! aria-selected:text-base-content!"
                class:tab-active=is_open
                aria-selected=move || is_open.get().to_string()
                aria-controls=controls.clone()
                tabindex=move || if is_open.get() { "0" } else { "-1" }
                on:click=move |_| on_choose.run(chosen.clone())
                on:keydown=move |event| match event.key().as_str() {
                    "ArrowRight" => step(1),
                    "ArrowLeft" => step(-1),
                    _ => {}
                }
            >
                {label}
            </button>
        }
    };
    view! {
        <div>
            <div role="tablist" class="tabs tabs-border overflow-x-auto flex-nowrap" aria-label=move || label.get()>
                {move || tabs.get().into_iter().map(&one).collect_view()}
            </div>
            <div id=panel role="tabpanel" class="pt-4">{children()}</div>
        </div>
    }
    .into_any()
}
