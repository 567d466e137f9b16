//! One line of text, and the same for numbers: raw text is kept as it was typed, so that a half-written amount is never lost or rewritten.

use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::field::{Field, Ties};
use crate::i18n::{self, locale};
use crate::t;

/// What kind of line is entered: chooses the keyboard of a phone and what the browser may offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// Words.
    #[default]
    Text,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The account somebody signs in with.
    Account,
    /// The password somebody signs in with.
    Password,
    /// A password to be set.
    NewPassword,
    /// A number, perhaps with decimals.
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

    /// Why what was typed was not accepted, and what would be right here.
    pub(super) fn refusal(self, it: &Refusal) -> String {
        let word = match (it, self) {
            (Refusal::Malformed, Entry::Phone) => t!("refusal.malformed_phone"),
            (Refusal::Malformed, Entry::Email) => t!("refusal.malformed_email"),
            (Refusal::Malformed, Entry::Decimal) => t!("refusal.malformed_decimal"),
            (Refusal::TooFine { decimals: 0 } | Refusal::Malformed, Entry::Whole) => t!("refusal.malformed_whole"),
            _ => return i18n::refusal(it),
        };
        word.to_owned()
    }

    fn is_number(self) -> bool {
        matches!(self, Entry::Decimal | Entry::Whole)
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The name refusals know it by.
    #[prop(into)]
    name: String,
    /// What is typed, as it is typed.
    value: RwSignal<String>,
    /// What was refused.
    #[prop(into, optional)]
    refusals: Signal<Refusals>,
    /// What kind of line.
    #[prop(optional)]
    entry: Entry,
    /// A line of help.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// An example, shown while empty.
    #[prop(into, optional)]
    placeholder: Signal<String>,
    /// Stands before the text: a sign of currency.
    #[prop(into, optional)]
    before: Option<Signal<String>>,
    /// Stands after it: a unit.
    #[prop(into, optional)]
    after: Option<Signal<String>>,
    /// Values offered while typing.
    #[prop(into, optional)]
    offers: Option<Signal<Vec<String>>>,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let (kind, inputmode, autocomplete) = entry.attributes();
    let field = Field { ties: Ties::new(), label, name: name.clone(), refusals, hint, required, entry };
    let (is_refused, described_by, id) = (field.is_refused(), field.described_by(), field.ties.id.clone());
    let list = offers.map(|_| format!("{id}-offers"));
    let control = view! {
        <div class=move || if is_refused.get() { "input input-error w-full min-h-11" } else { "input w-full min-h-11" }>
            {before.map(|it| view! { <span class="text-quiet" aria-hidden="true">{move || it.get()}</span> })}
            <input
                id=id
                name=name
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

/// An amount of money; `12.5万` is understood by `Money::parse`.
#[component]
pub fn MoneyField(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The name refusals know it by.
    #[prop(into)]
    name: String,
    /// What is typed, as it is typed.
    value: RwSignal<String>,
    /// What was refused.
    #[prop(into, optional)]
    refusals: Signal<Refusals>,
    /// A line of help: the amount written out.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let sign = move || locale().currency_sign().to_owned();
    match hint {
        Some(hint) => view! { <TextField label name value refusals required hint entry=Entry::Decimal before=sign/> }.into_any(),
        None => view! { <TextField label name value refusals required entry=Entry::Decimal before=sign/> }.into_any(),
    }
}

/// How many of something, with up to three decimals; read by `Quantity::parse`.
#[component]
pub fn QuantityField(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The name refusals know it by.
    #[prop(into)]
    name: String,
    /// What is typed, as it is typed.
    value: RwSignal<String>,
    /// What was refused.
    #[prop(into, optional)]
    refusals: Signal<Refusals>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    view! { <TextField label name value refusals required entry=Entry::Decimal/> }
}

/// A whole number.
#[component]
pub fn NumberField(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The name refusals know it by.
    #[prop(into)]
    name: String,
    /// What is typed, as it is typed.
    value: RwSignal<String>,
    /// What was refused.
    #[prop(into, optional)]
    refusals: Signal<Refusals>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    view! { <TextField label name value refusals required entry=Entry::Whole/> }
}
