//! Text and number fields. Raw text is kept as typed, so that a half-written amount is never lost or rewritten.

use domain::values::field::FieldName;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::field::{FieldFrame, Ties};
use crate::i18n::{self, locale};
use crate::t;

/// Kind of input: selects the phone's keyboard and the browser's autocomplete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    #[default]
    Text,
    Phone,
    Email,
    /// Account name for signing in.
    Account,
    /// Password for signing in.
    Password,
    /// New password to be set.
    NewPassword,
    /// A number, optionally with decimals.
    Decimal,
    /// A whole number.
    Whole,
}

impl Entry {
    /// `(type, inputmode, autocomplete)`.
    fn attributes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Entry::Text => ("text", "text", "off"),
            Entry::Phone => ("tel", "tel", "off"),
            Entry::Email => ("email", "email", "off"),
            Entry::Account => ("text", "text", "username"),
            Entry::Password => ("password", "text", "current-password"),
            Entry::NewPassword => ("password", "text", "new-password"),
            Entry::Decimal => ("text", "decimal", "off"),
            Entry::Whole => ("text", "numeric", "off"),
        }
    }

    /// Refusal text for this kind of input, with the expected format.
    pub(super) fn refusal(self, refusal: &Refusal) -> String {
        let word = match (refusal, self) {
            (Refusal::Malformed, Entry::Phone) => t!("refusal.malformed_phone"),
            (Refusal::Malformed, Entry::Email) => t!("refusal.malformed_email"),
            (Refusal::Malformed, Entry::Decimal) => t!("refusal.malformed_decimal"),
            (Refusal::TooFine { decimals: 0 } | Refusal::Malformed, Entry::Whole) => t!("refusal.malformed_whole"),
            _ => return i18n::refusal(refusal),
        };
        word.to_owned()
    }

    fn is_number(self) -> bool {
        matches!(self, Entry::Decimal | Entry::Whole)
    }
}

/// A single-line text field.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// Raw text as typed, updated on every keystroke.
    value: RwSignal<String>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    #[prop(optional)] entry: Entry,
    #[prop(into, optional)] hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
    /// Example shown while empty.
    #[prop(into, optional)]
    placeholder: Signal<String>,
    /// Shown before the text: a currency sign.
    #[prop(into, optional)]
    before: Option<Signal<String>>,
    /// Shown after the text: a unit.
    #[prop(into, optional)]
    after: Option<Signal<String>>,
    /// Suggestions while typing.
    #[prop(into, optional)]
    offers: Option<Signal<Vec<String>>>,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    let (kind, inputmode, autocomplete) = entry.attributes();
    let field = FieldFrame { ties: Ties::new(), label, name: name.clone(), refusals, hint, required, entry };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let list = offers.map(|_| format!("{id}-offers"));
    let control = view! {
        <div class=move || if is_refused.get() { "input input-error w-full min-h-11" } else { "input w-full min-h-11" }>
            {before.map(|it| view! { <span class="text-quiet" aria-hidden="true">{move || it.get()}</span> })}
            <input
                id=id
                name=name.to_string()
                type=kind
                inputmode=inputmode
                autocomplete=autocomplete
                list=list.clone()
                class=if entry.is_number() { "grow text-end tabular-nums" } else { "grow" }
                placeholder=move || placeholder.get()
                required=required
                disabled=move || disabled.get()
                aria-invalid=move || is_refused.get().then_some("true")
                aria-describedby=move || described_by.get()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {after.map(|it| view! { <span class="text-quiet">{move || it.get()}</span> })}
            {offers
                .map(|offers| {
                    view! {
                        <datalist id=list>
                            {move || offers.get().into_iter().map(|it| view! { <option value=it></option> }).collect_view()}
                        </datalist>
                    }
                })}
        </div>
    }
    .into_any();
    field.around(control)
}

/// A money field, parsed by `Money::parse`, which understands `12.5万`.
#[component]
pub fn MoneyField(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// Raw text as typed, updated on every keystroke.
    value: RwSignal<String>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    /// Help text: the amount written out.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let sign = move || locale().currency_sign().to_owned();
    match hint {
        Some(hint) => view! { <TextField label name value refusals required hint entry=Entry::Decimal before=sign/> }.into_any(),
        None => view! { <TextField label name value refusals required entry=Entry::Decimal before=sign/> }.into_any(),
    }
}

/// A quantity field with up to three decimals, parsed by `Quantity::parse`.
#[component]
pub fn QuantityField(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// Raw text as typed, updated on every keystroke.
    value: RwSignal<String>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! { <TextField label name value refusals required entry=Entry::Decimal/> }
}

/// A whole-number field.
#[component]
pub fn NumberField(
    #[prop(into)] label: Signal<String>,
    /// Field key in `refusals`.
    #[prop(into)]
    name: FieldName,
    /// Raw text as typed, updated on every keystroke.
    value: RwSignal<String>,
    #[prop(into, optional)] refusals: Signal<Refusals>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! { <TextField label name value refusals required entry=Entry::Whole/> }
}
