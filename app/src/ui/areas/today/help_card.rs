//! Risks with a request for a superior's help, for users who may step in (PL-03). Hidden when there are none.

use domain::rules::dictionary::{RiskKind, Term};
use domain::values::ids::OpportunityId;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::measure_words;
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::kit::{Badge, Icon, Section, Tone, icons};
use crate::ui::url::routes::paths;

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct HelpLine {
    opportunity: OpportunityId,
    customer: String,
    who: String,
    kind: Term<RiskKind>,
    text: String,
}

/// The card.
#[component]
pub fn HelpCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let lines = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let reached = book.opportunities().filter(|it| actor.may_step_in(it, book));
            let lines = reached.flat_map(|opportunity| {
                opportunity.open_risks().filter_map(move |risk| {
                    let asked = risk.awaits_help().filter(|asked| asked.by != actor.person)?;
                    Some(HelpLine {
                        opportunity: opportunity.id,
                        customer: customer_name(book, opportunity.customer),
                        who: person_name(book, asked.by),
                        kind: risk.kind.clone(),
                        text: asked.text.clone(),
                    })
                })
            });
            lines.collect::<Vec<_>>()
        })
    });
    let row = |line: HelpLine| {
        let kind = line.kind;
        view! {
            <li>
                <A href=paths::opportunity(line.opportunity) attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1">
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-medium">{line.customer}</span>
                        <span class="block text-xs break-words text-quiet">{format!("{} · {}", line.who, line.text)}</span>
                    </span>
                    <Badge label=Signal::derive(move || measure_words::risk_kind(&kind)) tone=Tone::Warning/>
                    <Icon name=icons::FORWARD class="size-4 text-quiet"/>
                </A>
            </li>
        }
    };
    view! {
        <Show when=move || lines.with(|it| !it.is_empty())>
            <Section title=move || t!("measures.risk.help", n = lines.with(Vec::len))>
                <ul class="-my-2 divide-y divide-base-200">{move || lines.get().into_iter().map(row).collect_view()}</ul>
            </Section>
        </Show>
    }
    .into_any()
}
