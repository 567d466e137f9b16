//! What was refused and belongs to no field in sight, and how many fields need another look.

use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::{Icon, icons};
use crate::i18n::{self, words};
use crate::t;

/// The refusals of a form, above its button: those of `shown` fields only counted, the rest in full.
#[component]
pub fn FormErrors(
    /// What was refused.
    #[prop(into)]
    refusals: Signal<Refusals>,
    /// The fields that show their own.
    shown: &'static [&'static str],
) -> impl IntoView {
    let is_shown =
        move |field: &str| shown.iter().any(|it| field == *it || field.strip_prefix(it).is_some_and(|rest| rest.starts_with('.')));
    let others = move || {
        let sentence = |field: &str, it| t!("error.refused_field", field = words::field(field), reason = i18n::refusal(it));
        let refusals = refusals.get();
        let others = refusals.0.iter().filter(|(field, _)| !is_shown(field));
        others.flat_map(|(field, reasons)| reasons.iter().map(|it| sentence(field, it)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    view! {
        <div role="alert">
            <Show when=move || refusals.with(|it| !it.is_empty())>
                <div class="alert alert-error alert-soft my-2 items-start">
                    <Icon name=icons::ALERT/>
                    <div>
                        <p>{move || t!("kit.problems", n = refusals.with(|it| it.0.len()))}</p>
                        <ul>{move || others().into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
                    </div>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
