//! A command that was refused: everything the user entered, the reason, and a button to try again.

use domain::access::moment::Moment;
use domain::decide::ruling::ruling_versions;
use domain::values::field::FieldName;
use domain::values::refusal::Refusals;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::i18n::{self, locale, words};
use crate::local::Notebook;
use crate::state::Machine;
use crate::state::forms::{Retry, retry};
use crate::sync::Attention;
use crate::t;
use crate::ui::kit::{Badge, Button, Card, ConfirmDialog, Look, Tone, icons};
use crate::ui::records::command_words::{about, page_of, said};
use crate::ui::records::rule_version::{page_of_rules, version_said};
use crate::ui::url::routes::{self, paths};
use crate::uploads::{Awaited, Tray};

/// The address of the form to try again in.
fn form_of(retry: &Retry) -> String {
    match retry {
        Retry::FollowUp(form) => form.customer.map_or_else(|| routes::ENTER_FOLLOW_UP.to_owned(), paths::enter_follow_up),
        Retry::Order(form) => match (form.customer, form.wins) {
            (Some(customer), Some(opportunity)) => paths::win(customer, opportunity),
            (Some(customer), None) => paths::enter_order(customer),
            (None, _) => routes::ENTER_ORDER.to_owned(),
        },
        Retry::Payment(form) => form.order.map_or_else(|| routes::ENTER_PAYMENT.to_owned(), paths::enter_payment),
        Retry::Customer(form) if form.was.is_some() => format!("{}/edit", paths::customer(form.id)),
        Retry::Customer(_) => routes::NEW_CUSTOMER.to_owned(),
        Retry::Expense(form) if form.was.is_some() => paths::amend_expense(form.id),
        Retry::Expense(_) => routes::ENTER_EXPENSE.to_owned(),
        Retry::KpiEntry(form) if form.was.is_some() => paths::amend_kpi_entry(form.id),
        Retry::KpiEntry(_) => routes::ENTER_KPI.to_owned(),
    }
}

/// One refused command.
#[component]
pub fn RefusedCard(attention: Attention, refusals: Refusals) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (machine, tray) = (expect_context::<Machine>(), expect_context::<Tray>());
    let person = notebook.person();
    let navigate = use_navigate();
    let (id, made_at, today) = (attention.command_id(), attention.envelope.made_at, notebook.today());
    let command = attention.envelope.read();
    let raw = attention.envelope.command.get().to_owned();
    let dismissing = RwSignal::new(false);
    let new_id = notebook.new_id();
    let again = command.as_ref().and_then(|command| notebook.peek(|book| retry(command, book, new_id)));
    let page = command.as_ref().and_then(|command| notebook.peek(|book| page_of(command, book)));
    let name = command.as_ref().map(|command| notebook.peek(|book| about(command, book))).unwrap_or_default();
    let was_for = command.as_ref().and_then(Awaited::recorded_by);
    let for_title = command.clone();
    // Names the rules that somebody changed after the device had decided.
    let ruling = command.as_ref().map(|command| {
        let made_on = made_at.day(notebook.peek(|book| book.company().utc_offset_minutes));
        let moment = Moment::of(notebook.actor(), made_at, made_on);
        notebook.peek(|book| ruling_versions(command, &refusals, book, &moment))
    });
    let ruling = ruling.into_iter().flatten().map(|version| {
        let page = page_of_rules(version.rules, &notebook.actor());
        let words = move || t!("rules.refused_by", version = notebook.with(|book| version_said(&version, book)));
        match page {
            Some(to) => {
                view! { <p class="pb-3 text-sm"><A href=to attr:class="link inline-flex min-h-11 items-center">{words}</A></p> }.into_any()
            }
            None => view! { <p class="pb-3 text-sm">{words}</p> }.into_any(),
        }
    });
    let ruling = ruling.collect_view();
    let title = move || for_title.as_ref().map_or_else(|| t!("attention.unreadable").to_owned(), |it| words::verb(it).to_owned());
    let lines = move || match &command {
        Some(command) => notebook.with(|book| said(command, book)),
        None => vec![(String::new(), raw.clone())],
    };
    let reasons = move || {
        let reason = |(field, reasons): (&FieldName, &Vec<domain::values::refusal::Refusal>)| {
            reasons
                .iter()
                .map(|it| t!("error.refused_field", field = words::field_name(field), reason = i18n::refusal(it)))
                .collect::<Vec<_>>()
        };
        refusals.0.iter().flat_map(reason).collect::<Vec<_>>()
    };
    let try_again = again.map(|again| {
        let go = move || {
            let (again, navigate) = (again.clone(), navigate.clone());
            spawn_local(async move {
                let photos = match was_for.zip(again.awaits()) {
                    Some((refused, awaits)) => tray.bring_back(refused, awaits).await,
                    None => Vec::new(),
                };
                let again = again.with_photos(photos);
                if again.makes_new() {
                    // If this cannot be stored, the user dismisses the card by hand.
                    let _ = notebook.try_again_with(id, new_id).await;
                }
                again.plant(machine, person);
                navigate(&form_of(&again), Default::default());
            });
        };
        view! { <Button label=move || t!("attention.edit_and_retry") look=Look::Primary icon=icons::EDIT on_press=go/> }
    });
    let dismiss = move || spawn_local(async move { drop(notebook.dismiss(id).await) });
    view! {
        <Card>
            <article>
                <div class="flex flex-wrap items-center gap-2 pb-2">
                    <Badge label=move || t!("attention.refused") tone=Tone::Error icon=icons::ALERT/>
                    <h2 class="font-semibold">{title}</h2>
                    <span class="text-sm text-quiet">{name}</span>
                </div>
                <ul class="pb-3 text-bad">{move || reasons().into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
                {ruling}
                <dl class="grid gap-1 rounded-box bg-base-200 p-3 text-sm">
                    {move || {
                        lines()
                            .into_iter()
                            .map(|(name, value)| {
                                view! { <div class="flex gap-3"><dt class="w-24 shrink-0 text-quiet">{name}</dt><dd class="min-w-0 break-words whitespace-pre-line">{value}</dd></div> }
                            })
                            .collect_view()
                    }}
                </dl>
                <p class="py-2 text-xs text-quiet">{move || t!("attention.written", at = locale().moment(made_at, today))}</p>
                <div class="flex flex-wrap gap-2">
                    {try_again}
                    {page.map(|to| view! { <A href=to attr:class="btn min-h-11">{move || t!("attention.open")}</A> })}
                    <Button label=move || t!("attention.dismiss") look=Look::Ghost on_press=move || dismissing.set(true)/>
                </div>
            </article>
            <ConfirmDialog open=dismissing title=move || t!("attention.dismiss_title") body=move || t!("attention.dismiss_body") confirm=move || t!("attention.dismiss") danger=true on_confirm=dismiss/>
        </Card>
    }
    .into_any()
}
