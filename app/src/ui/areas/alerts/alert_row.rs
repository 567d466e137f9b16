//! One alert as a card: urgency, subject, measured fact, responsible person, handling, and actions.

use leptos::prelude::*;
use leptos_router::components::A;

use super::alert_list::AlertRow;
use crate::i18n::{alert_words, locale};
use crate::local::Notebook;
use crate::state::alerts;
use crate::t;
use crate::ui::kit::{Badge, Button, Icon, Look, icons};
use crate::ui::records::alert_links::{icon_of, tone_of};
use crate::ui::records::rule_version::version_said;

/// The card.
#[component]
pub fn AlertCard(
    row: AlertRow,
    /// Set to the alert that the user starts to handle.
    handling: RwSignal<Option<AlertRow>>,
    /// Set to the alert that the user starts to dismiss.
    dismissing: RwSignal<Option<AlertRow>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (to_handle, to_dismiss, seen) = (row.clone(), row.clone(), row.alert.clone());
    let AlertRow { alert, status, subject, fact, person, told, handling: agreed, dismissal, new_rules, to, may_handle, may_dismiss } = row;
    let (level, rule, since, amount) = (alert.level, alert.key.rule, alert.since, alert.amount);
    let is_agreed = agreed.is_some();
    let is_dismissed = dismissal.is_some();
    let with_amount = amount.map(|amount| move || format!(" · {}", t!("alerts.amount", amount = locale().money_short(amount))));
    let agreed = agreed.map(|(cause, plan, who, until)| {
        view! {
            <div class="mt-2 rounded-field bg-base-200 p-2 text-sm">
                {cause.map(|cause| view! { <p class="text-xs text-quiet">{move || t!("alerts.cause_is", cause = cause)}</p> })}
                <p class="whitespace-pre-line break-words">{plan}</p>
                <p class="text-xs text-quiet tabular-nums">{move || t!("alerts.who_does_what", who = who, until = locale().day_due(until, today))}</p>
            </div>
        }
    });
    let dismissal = dismissal.map(|(who, reason)| {
        view! { <p class="mt-2 text-sm break-words">{move || t!("alerts.dismissed_by", who = who, reason = reason)}</p> }
    });
    let told = (!told.is_empty()).then(|| {
        let names = told.join(" · ");
        view! { <p class="text-xs text-quiet">{move || t!("alerts.told", names = names)}</p> }
    });
    let by_new_rules = new_rules.map(|version| {
        let words = move || t!("rules.alert_by", version = notebook.with(|book| version_said(&version, book)));
        view! { <p class="text-xs text-quiet">{words}</p> }
    });
    let note =
        (!may_handle && !is_dismissed).then(|| view! { <p class="pt-1 text-xs text-quiet">{move || t!("alerts.superior_only")}</p> });
    view! {
        <li class="rounded-box border border-base-300 bg-base-100 p-4">
            <div class="flex flex-wrap items-center gap-2">
                <Badge label=move || alert_words::level(level) tone=tone_of(level) icon=icon_of(level)/>
                <span class="text-sm font-medium">{move || alert_words::rule(rule)}</span>
                <span class="text-xs text-quiet tabular-nums">{move || rule.code()}</span>
                <span class="ms-auto text-xs text-quiet">{move || alert_words::status(status, today)}</span>
            </div>
            <A href=to attr:class="pressable -mx-2 mt-1 flex min-h-11 items-center gap-2 rounded-field px-2" on:click=move |_| alerts::see(notebook, &seen)>
                <span class="min-w-0 flex-1">
                    <span class="block font-medium break-words">{subject}</span>
                    <span class="block text-sm tabular-nums">{fact}{with_amount}</span>
                    <span class="block text-xs text-quiet tabular-nums">
                        {person} " · " {move || t!("alerts.since", day = locale().day_near(since, today))}
                    </span>
                </span>
                <Icon name=icons::FORWARD class="size-4 shrink-0 text-quiet"/>
            </A>
            {by_new_rules}
            {agreed}
            {dismissal}
            {told}
            {note}
            <div class="flex flex-wrap gap-2 pt-2">
                {may_handle
                    .then(|| {
                        view! {
                            <Button
                                label=move || if is_agreed { t!("alerts.handle_again") } else { t!("alerts.handle") }
                                icon=icons::EDIT
                                on_press=move || handling.set(Some(to_handle.clone()))
                            />
                        }
                    })}
                {(may_dismiss && !is_dismissed)
                    .then(|| {
                        view! { <Button label=move || t!("alerts.dismiss") look=Look::Ghost on_press=move || dismissing.set(Some(to_dismiss.clone()))/> }
                    })}
            </div>
        </li>
    }
    .into_any()
}
