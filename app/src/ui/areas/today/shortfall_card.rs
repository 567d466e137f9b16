//! 距达标还差: the month's gap to the target, and the opportunities most likely to close it.

use domain::views::agenda::shortfall;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::kit::{Section, StageBadge};
use crate::ui::url::routes::paths;

/// The card; absent without a gap.
#[component]
pub fn ShortfallCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let short = Memo::new(move |_| {
        let (actor, facts) = (notebook.actor(), notebook.facts());
        notebook.with(|book| {
            let short = shortfall(&actor, &facts, book, today)?;
            let line = |id| {
                let opportunity = book.opportunity(id)?;
                Some((
                    id,
                    customer_name(book, opportunity.customer),
                    opportunity.profile.title.clone(),
                    opportunity.profile.amount,
                    opportunity.stage,
                ))
            };
            Some((short.gap, short.push.into_iter().filter_map(line).collect::<Vec<_>>()))
        })
    });
    let title =
        move || short.with(|it| it.as_ref().map(|(gap, _)| t!("today.short", gap = locale().money_short(*gap))).unwrap_or_default());
    let rows = move || {
        short
            .get()
            .map(|(_, push)| push)
            .unwrap_or_default()
            .into_iter()
            .map(|(id, customer, name, amount, stage)| {
                let amount = amount.map_or_else(|| NOTHING.to_owned(), |it| locale().money_short(it));
                view! {
                    <li>
                        <A href=paths::opportunity(id) attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1">
                            <span class="min-w-0 flex-1">
                                <span class="block truncate font-medium">{customer}</span>
                                <span class="block truncate text-xs text-quiet">{name}</span>
                            </span>
                            <StageBadge stage/>
                            <span class="shrink-0 tabular-nums">{amount}</span>
                        </A>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || short.with(|it| it.as_ref().is_some_and(|(_, push)| !push.is_empty()))>
            <Section title=Signal::derive(title)>
                <p class="pb-2 text-sm text-quiet">{move || t!("today.short_body")}</p>
                <ul class="-my-2 divide-y divide-base-200">{rows}</ul>
            </Section>
        </Show>
    }
    .into_any()
}
