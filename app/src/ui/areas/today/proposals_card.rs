//! Targets that people propose, for those who set them. Hidden when there are none.

use domain::figures::kpis::unit_of;
use domain::values::kpi_unit::KpiUnit;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Icon, Section, icons};
use crate::ui::url::{address, routes};

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct ProposalLine {
    who: String,
    /// The KPI, the period and the value.
    what: String,
    basis: String,
    to: String,
}

/// The card.
#[component]
pub fn ProposalsCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let lines = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let today = notebook.today();
            let calendar = book.company().calendar_on(today);
            let proposed = book.targets().filter_map(|it| it.proposal.as_ref().map(|proposal| (it, proposal)));
            let mine = proposed.filter(|(target, _)| actor.may_set_target(target.of, book));
            let line = |(target, proposal): (&domain::records::target::Target, &domain::records::target::TargetProposal)| {
                let unit = unit_of(target.metric, book).unwrap_or(KpiUnit::Count);
                let value = unit.target(proposal.value).map(|it| kpi_words::value(unit, it, "")).unwrap_or_default();
                let mut parts = vec![("year", calendar.year_around(target.period).to_string()), ("metric", target.metric.to_string())];
                parts.extend(address::owner_part(target.of));
                ProposalLine {
                    who: person_name(book, proposal.by),
                    what: format!(
                        "{} · {} · {value}",
                        kpi_words::name(target.metric, book),
                        locale().period(calendar.named(target.period))
                    ),
                    basis: proposal.basis.clone(),
                    to: format!("{}{}", routes::TARGETS, address::query(&parts)),
                }
            };
            mine.map(line).collect::<Vec<_>>()
        })
    });
    let row = |line: ProposalLine| {
        view! {
            <li>
                <A href=line.to attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1">
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-medium tabular-nums">{format!("{} · {}", line.who, line.what)}</span>
                        <span class="block truncate text-xs text-quiet">{line.basis}</span>
                    </span>
                    <Icon name=icons::FORWARD class="size-4 text-quiet"/>
                </A>
            </li>
        }
    };
    view! {
        <Show when=move || lines.with(|it| !it.is_empty())>
            <Section title=move || t!("targets.proposals", n = lines.with(Vec::len))>
                <ul class="-my-2 divide-y divide-base-200">{move || lines.get().into_iter().map(row).collect_view()}</ul>
            </Section>
        </Show>
    }
    .into_any()
}
