//! Parts shared by all fields: label, hint, and the refusals linked to the control.

use domain::values::field::FieldName;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::{Entry, Icon, icons, unique_id};
use crate::t;

/// Ids that link a control to its hint and refusals.
#[derive(Clone, Debug)]
pub(super) struct Ties {
    /// Id of the control.
    pub id: String,
    /// Id of the hint.
    hint: String,
    /// Id of the refusals.
    refusals: String,
}

impl Ties {
    pub fn new() -> Ties {
        let id = unique_id("field");
        Ties { hint: format!("{id}-hint"), refusals: format!("{id}-refusals"), id }
    }
}

/// A field without its control.
#[derive(Clone)]
pub(super) struct FieldFrame {
    pub ties: Ties,
    pub label: Signal<String>,
    pub name: FieldName,
    pub refusals: Signal<Refusals>,
    pub hint: Option<Signal<String>>,
    pub required: bool,
    /// Kind of input; selects the wording of refusals.
    pub entry: Entry,
}

impl FieldFrame {
    pub fn is_refused(&self) -> Signal<bool> {
        let (refusals, name) = (self.refusals, self.name.clone());
        Signal::derive(move || refusals.with(|it| !it.on(&name).is_empty()))
    }

    /// Ids for `aria-describedby`: refusals first, then the hint.
    pub fn described_by(&self) -> Signal<Option<String>> {
        let (is_refused, ties, has_hint) = (self.is_refused(), self.ties.clone(), self.hint.is_some());
        Signal::derive(move || match (is_refused.get(), has_hint) {
            (true, true) => Some(format!("{} {}", ties.refusals, ties.hint)),
            (true, false) => Some(ties.refusals.clone()),
            (false, true) => Some(ties.hint.clone()),
            (false, false) => None,
        })
    }

    /// Wraps a control whose id is `ties.id` in the complete field.
    pub fn around(self, control: AnyView) -> AnyView {
        let FieldFrame { ties, label, name, refusals, hint, required, entry } = self;
        let messages = move || refusals.with(|it| it.on(&name).iter().map(|refusal| entry.refusal(refusal)).collect::<Vec<_>>());
        view! {
            <div class="min-w-0">
                <label for=ties.id class="mb-1 block text-sm font-medium">
                    {move || label.get()}
                    {required
                        .then(|| {
                            view! {
                                <span class="text-bad" aria-hidden="true">" *"</span>
                                <span class="sr-only">{move || t!("kit.required")}</span>
                            }
                        })}
                </label>
                {control}
                <div id=ties.refusals aria-live="polite">
                    {move || {
                        messages()
                            .into_iter()
                            .map(|message| {
                                view! {
                                    <p class="mt-1 flex items-center gap-1 text-sm text-bad">
                                        <Icon name=icons::ALERT class="size-4"/>
                                        {message}
                                    </p>
                                }
                            })
                            .collect_view()
                    }}
                </div>
                {hint.map(|hint| view! { <p id=ties.hint class="mt-1 text-xs text-quiet">{move || hint.get()}</p> })}
            </div>
        }
        .into_any()
    }
}
