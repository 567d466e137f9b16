//! Sheet after a save: confirmation, effect on the month, and next steps.

use domain::figures::analytics::Figure;
use domain::values::ids::CustomerId;
use domain::values::ratio::Ratio;
use leptos::prelude::*;

use super::going_on;
use crate::i18n::{locale, words};
use crate::t;
use crate::ui::kit::{Button, ButtonLink, Icon, Look, Sheet, icons};
use crate::ui::records::attachments::{EvidenceStrip, Proof};
use crate::ui::url::routes::{self, paths};

/// What was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct JustSaved {
    pub customer: CustomerId,
    /// Name of the customer.
    pub name: String,
    /// If it counts towards a target: the figure, and its completion before and after.
    pub progress: Option<(Figure, Option<Ratio>, Option<Ratio>)>,
    /// What a photo taken now is evidence of.
    pub proof: Option<Proof>,
    /// Path of the saved record.
    pub record: Option<String>,
}

/// The sheet after a save.
#[component]
pub fn SavedSheet(
    /// `Some` while the sheet is open.
    saved: RwSignal<Option<JustSaved>>,
    /// Called to enter one more of the same.
    #[prop(into)]
    on_another: Callback<()>,
    /// Label of the button for one more.
    #[prop(into)]
    another: Signal<String>,
    /// Called when the user is done here.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let last = Memo::new(move |before: Option<&Option<JustSaved>>| saved.get().or_else(|| before.cloned().flatten()));
    let moved = move || {
        let (figure, before, after) = last.get()?.progress?;
        let (figure, after) = (words::figure(figure), after?);
        Some(match before {
            Some(before) if before != after => {
                t!("enter.moved", figure = figure, before = locale().completion(before), after = locale().completion(after))
            }
            _ => t!("enter.stands", figure = figure, after = locale().completion(after)),
        })
    };
    let go_on = going_on(saved);
    let customer = move || last.get().map(|it| paths::customer(it.customer)).unwrap_or_else(|| routes::CUSTOMERS.to_owned());
    let follow_up = move || last.get().map(|it| paths::enter_follow_up(it.customer)).unwrap_or_else(|| routes::ENTER_FOLLOW_UP.to_owned());
    view! {
        <Sheet open=move || saved.with(Option::is_some) on_close=on_done title=move || t!("enter.saved_title")>
            <p class="flex items-center gap-2 text-good" role="status">
                <Icon name=icons::CHECK/>
                {move || last.get().map(|it| t!("enter.saved_for", name = it.name))}
            </p>
            {move || moved().map(|it| view! { <p class="py-3 text-xl font-semibold tabular-nums">{it}</p> })}
            {move || {
                last.get().and_then(|it| it.proof).map(|it| view! { <div class="pt-3"><EvidenceStrip proof=Signal::stored(it) may_add=Signal::stored(true)/></div> })
            }}
            <div class="grid gap-2 pt-3">
                <Button label=another icon=icons::PLUS on_press=on_another/>
                <ButtonLink label=move || t!("enter.to_customer") to=Signal::derive(customer) icon=icons::CUSTOMERS on:click=move |it| go_on(it, customer())/>
                {move || {
                    last.get()
                        .and_then(|it| it.record)
                        .map(|record| {
                            let to = record.clone();
                            let go = move |event| go_on(event, to.clone());
                            view! { <ButtonLink label=move || t!("enter.to_record") to=record icon=icons::ORDER on:click=go/> }
                        })
                }}
                <Show when=move || last.get().is_some_and(|it| it.progress.is_some())>
                    <ButtonLink label=move || t!("nav.enter_follow_up") to=Signal::derive(follow_up) icon=icons::FOLLOW_UP on:click=move |it| go_on(it, follow_up())/>
                </Show>
                <Button label=move || t!("enter.done") look=Look::Primary on_press=on_done/>
            </div>
        </Sheet>
    }
    .into_any()
}
