//! Checkboxes for a set of words.

use leptos::prelude::*;

/// One checkbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick<T> {
    /// The value.
    pub value: T,
    pub label: String,
}

/// Checked values, kept in sync with a field of a draft: one word per line.
pub fn kept_picks<T>(words: RwSignal<String>, read: fn(&str) -> Option<T>, word: fn(&T) -> String) -> RwSignal<Vec<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let of_words = move |it: &String| it.lines().filter_map(read).collect::<Vec<T>>();
    let chosen = RwSignal::new(words.with_untracked(of_words));
    Effect::new(move |_| {
        let written = chosen.with(|all| all.iter().map(word).collect::<Vec<_>>().join("\n"));
        if words.with_untracked(|it| *it != written) {
            words.set(written);
        }
    });
    Effect::new(move |_| {
        let read = words.with(of_words);
        if chosen.with_untracked(|it| *it != read) {
            chosen.set(read);
        }
    });
    chosen
}

/// A group of checkboxes.
#[component]
pub fn Picks<T>(
    #[prop(into)] label: Signal<String>,
    /// The values to choose from.
    #[prop(into)]
    picks: Signal<Vec<Pick<T>>>,
    /// The checked values.
    chosen: RwSignal<Vec<T>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let pick = move |Pick { value, label }: Pick<T>| {
        let (shown, toggled) = (value.clone(), value);
        let toggle = move |_| {
            chosen.update(|all| if all.contains(&toggled) { all.retain(|it| *it != toggled) } else { all.push(toggled.clone()) });
        };
        view! {
            <label class="flex min-h-11 cursor-pointer items-center gap-3">
                <input type="checkbox" class="checkbox" prop:checked=move || chosen.with(|all| all.contains(&shown)) on:change=toggle/>
                {label}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="text-sm">{move || label.get()}</legend>
            {move || picks.get().into_iter().map(pick).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// A single checkbox, stored as a word so that it can be part of a draft.
#[component]
pub fn Tick(
    #[prop(into)] label: Signal<String>,
    /// `yes` if checked, otherwise empty.
    value: RwSignal<String>,
) -> impl IntoView {
    let toggle = move |_| value.update(|it| *it = if it.is_empty() { "yes".to_owned() } else { String::new() });
    view! {
        <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
            <input type="checkbox" class="checkbox shrink-0" prop:checked=move || value.with(|it| !it.is_empty()) on:change=toggle/>
            <span>{move || label.get()}</span>
        </label>
    }
    .into_any()
}
