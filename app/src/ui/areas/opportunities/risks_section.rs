//! The risks of an opportunity, the response to each, and who was asked for help (E-19, PL-03).

use domain::records::opportunity::{Opportunity, Risk};
use domain::values::ids::RiskId;
use leptos::prelude::*;

use super::risk_sheet::{AskedOfRisk, RiskSheet};
use crate::i18n::{locale, measure_words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, Section, Tone, icons};

/// The section.
#[component]
pub fn RisksSection(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let asked = RwSignal::new(None::<AskedOfRisk>);
    // Those who work on the opportunity, and those who may be asked for help.
    let may_speak = Memo::new(move |_| {
        let actor = notebook.actor();
        opportunity.with(|it| notebook.with(|book| actor.may_answer_risks(it, book)))
    });
    let may_raise = Memo::new(move |_| may_speak.get() && opportunity.with(Opportunity::is_open));
    // Open risks first, then the newest first.
    let risks = Memo::new(move |_| {
        let mut risks = opportunity.with(|it| it.risks.clone());
        risks.reverse();
        risks.sort_by_key(|it| !it.is_open());
        risks
    });
    let actions = move || {
        view! {
            <Show when=move || may_raise.get()>
                <Button label=move || t!("measures.risk.raise") icon=icons::PLUS on_press=move || asked.set(Some(AskedOfRisk::Raise))/>
            </Show>
        }
    };
    view! {
        <Show when=move || may_raise.get() || risks.with(|it| !it.is_empty())>
            <Section title=move || t!("measures.risk.title") actions>
                <Show when=move || risks.with(Vec::is_empty)>
                    <p class="text-sm text-quiet">{move || t!("measures.risk.none")}</p>
                </Show>
                <ul class="grid gap-4">
                    <For each=move || risks.get() key=|it| (it.id, it.responses.len(), it.is_open()) let:risk>
                        <RiskItem risk may_speak on_ask=move |it| asked.set(Some(it))/>
                    </For>
                </ul>
            </Section>
        </Show>
        <RiskSheet opportunity=Memo::new(move |_| opportunity.with(|it| it.id)) asked/>
    }
    .into_any()
}

#[component]
fn RiskItem(risk: Risk, may_speak: Memo<bool>, #[prop(into)] on_ask: Callback<AskedOfRisk>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (id, is_open, kind, on) = (risk.id, risk.is_open(), risk.kind.clone(), risk.on);
    let awaits = risk.awaits_help().is_some();
    let tone = if is_open { Tone::Warning } else { Tone::Neutral };
    let name = move |person| notebook.peek(|book| person_name(book, person));
    let offset = notebook.peek(|book| book.company().utc_offset_minutes);
    let said = risk.responses.into_iter().map(|response| {
        let (by, day, escalates) = (name(response.by), response.at.day(offset), response.escalates);
        view! {
            <li>
                <p class="text-sm break-words whitespace-pre-line">{response.text}</p>
                <p class="flex flex-wrap items-center gap-2 text-xs text-quiet">
                    <span>{move || t!("measures.risk.said", name = by, day = locale().day(day))}</span>
                    {escalates.then(|| view! { <Badge label=move || t!("measures.risk.escalated") icon=icons::UPLOADED/> })}
                </p>
            </li>
        }
    });
    let ended = risk.end.map(|end| {
        let by = name(end.by);
        view! {
            <p class="text-sm break-words tabular-nums">{move || t!("measures.risk.ended", day = locale().day(end.on), name = by, how = end.how)}</p>
        }
    });
    let asks = move |make: fn(RiskId) -> AskedOfRisk| move || on_ask.run(make(id));
    view! {
        <li class="grid gap-2 rounded-box border border-base-300 p-3">
            <div class="flex flex-wrap items-center gap-2">
                <Badge label=Signal::derive(move || measure_words::risk_kind(&kind)) tone=Signal::stored(tone) icon=icons::INFO/>
                {awaits.then(|| view! { <Badge label=move || t!("measures.risk.awaits") tone=Tone::Error icon=icons::UPLOADED/> })}
                <span class="text-xs text-quiet">{move || t!("measures.risk.seen_on", day = locale().day(on))}</span>
            </div>
            <ul class="grid gap-2">{said.collect_view()}</ul>
            {ended}
            <Show when=move || is_open && may_speak.get()>
                <div class="flex flex-wrap gap-2">
                    <Button label=move || t!("measures.risk.answer") icon=icons::EDIT on_press=asks(AskedOfRisk::Answer)/>
                    <Button label=move || t!("measures.risk.clear") icon=icons::CHECK on_press=asks(AskedOfRisk::Clear)/>
                </div>
            </Show>
        </li>
    }
    .into_any()
}
