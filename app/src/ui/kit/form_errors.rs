//! Refusals of a form that no visible field shows, and the number of refused fields.

use domain::values::field::{Field, FieldName};
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::{Icon, icons};
use crate::i18n::{self, words};
use crate::t;

/// The refusals of a form, above its button. Those of `shown` fields are only counted, the rest are written in full.
#[component]
pub fn FormErrors(
    #[prop(into)] refusals: Signal<Refusals>,
    /// Fields that show their own refusals.
    shown: &'static [Field],
) -> impl IntoView {
    let is_shown = move |field: &FieldName| {
        shown.iter().any(|it| field == it || field.text().strip_prefix(&*it.text()).is_some_and(|rest| rest.starts_with('.')))
    };
    let others = move || {
        let sentence = |field: &FieldName, it| t!("error.refused_field", field = words::field_name(field), reason = i18n::refusal(it));
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
