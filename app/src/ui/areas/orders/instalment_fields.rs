//! Instalments with their due days, including a prepayment (SA-09). The amount they do not cover is due on the due day.

use domain::values::field::{Field, InstalmentPart};
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::terms_words::{InstalmentWords, TermsWords};
use crate::i18n::{locale, refusal, words};
use crate::t;
use crate::ui::kit::{Button, DateField, IconButton, Look, MoneyField, icons};

/// The fields of the instalments.
#[component]
pub fn InstalmentFields(typed: TermsWords, refusals: Signal<Refusals>) -> impl IntoView {
    let add = move || {
        let rest = untrack(|| typed.uncovered());
        typed.instalments.update(|it| it.push(InstalmentWords::fresh(rest)));
    };
    let instalments = move || typed.instalments.with(|it| it.iter().copied().enumerate().collect::<Vec<_>>());
    let against = move || refusals.with(|it| it.on(Field::Instalments).first().map(refusal));
    let rest = move || {
        let rest = typed.uncovered().filter(|it| 0 < it.0 && !typed.instalments.with(Vec::is_empty));
        rest.map(|it| t!("track.rest", amount = locale().money_signed(it))).unwrap_or_default()
    };
    view! {
        <section class="grid gap-2">
            <h3 class="text-sm font-medium">{move || words::field(Field::Instalments)}</h3>
            <For each=instalments key=|(at, it)| (*at, it.key()) let((at, instalment))>
                <Fields at instalment typed refusals/>
            </For>
            <p class="text-sm text-quiet">{rest}</p>
            <p class="text-sm text-bad" role="alert">{against}</p>
            <Button label=move || t!("track.add_instalment") icon=icons::PLUS look=Look::Ghost on_press=add/>
        </section>
    }
    .into_any()
}

#[component]
fn Fields(at: usize, instalment: InstalmentWords, typed: TermsWords, refusals: Signal<Refusals>) -> impl IntoView {
    let remove = move || typed.instalments.update(|it| _ = it.remove(at));
    let prepaid = instalment.prepaid;
    view! {
        <fieldset class="grid gap-2 rounded-box border border-base-300 p-3">
            <legend class="flex items-center text-sm font-medium">
                {move || words::field(Field::InstalmentAt(at))}
                <IconButton icon=icons::DELETE label=move || t!("track.remove_instalment") on_press=remove/>
            </legend>
            <div class="grid grid-cols-2 gap-2">
                <MoneyField label=move || words::field(Field::Amount) name=Field::InstalmentOf(at, InstalmentPart::Amount) value=instalment.amount refusals required=true/>
                <DateField label=move || words::field(Field::DueOn) name=Field::InstalmentOf(at, InstalmentPart::DueOn) value=instalment.due_on refusals required=true/>
            </div>
            <label class="flex min-h-11 items-center gap-2 text-sm">
                <input
                    type="checkbox"
                    class="checkbox"
                    prop:checked=move || prepaid.get()
                    on:change=move |event| prepaid.set(event_target_checked(&event))
                />
                {move || t!("track.prepaid")}
            </label>
        </fieldset>
    }
    .into_any()
}
