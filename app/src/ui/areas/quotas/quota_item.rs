//! One quota: its target, everybody's progress this week, and ending it.

use domain::decide::command::{Command, EndQuota};
use domain::values::ids::QuotaId;
use domain::views::quota_progress::Progress;
use leptos::prelude::*;

use crate::i18n::measure_words;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, ConfirmDialog, Look, Section, icons};
use crate::ui::records::quota_progress::QuotaProgress;

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: QuotaId,
    /// The name of the owner it applies to.
    pub of: String,
    pub quota: domain::records::quota::Quota,
    /// Whether it applies this week.
    pub holds: bool,
    /// Whether the reader may end it.
    pub may_end: bool,
    /// Everybody's progress this week, furthest behind first.
    pub people: Vec<(String, Progress)>,
}

/// The item.
#[component]
pub fn QuotaItem(item: Item) -> impl IntoView {
    let writing = Writing::ready();
    let is_ending = RwSignal::new(false);
    let Item { id, of, quota, holds, may_end, people } = item;
    let (wanted, reason) = (quota.wanted, quota.reason.clone());
    let title = {
        let of = of.clone();
        Signal::derive(move || format!("{of} · {}", measure_words::wanted(wanted)))
    };
    let span = move || measure_words::span(&quota);
    let end = move || {
        let reason = String::new();
        writing.commit_or_say(Command::EndQuota(EndQuota { quota: id, reason }), || {});
    };
    let actions = move || {
        view! {
            <Show when=move || may_end>
                <Button label=move || t!("measures.quota.end") look=Look::Ghost icon=icons::CLOSE on_press=move || is_ending.set(true)/>
            </Show>
        }
    };
    view! {
        <Section title actions>
            <p class="text-sm text-quiet">{span}</p>
            {(!reason.is_empty()).then(|| view! { <p class="text-sm break-words">{reason}</p> })}
            <Show when=move || holds>
                <h3 class="pt-3 pb-1 text-sm font-medium">{move || t!("measures.quota.who_is_where")}</h3>
            </Show>
            <ul class="grid gap-3">
                {people
                    .into_iter()
                    .map(|(name, progress)| view! { <li><QuotaProgress title=name progress/></li> })
                    .collect_view()}
            </ul>
        </Section>
        <ConfirmDialog
            open=is_ending
            title=move || t!("measures.quota.end")
            body=title
            confirm=move || t!("measures.quota.end")
            on_confirm=end
        />
    }
    .into_any()
}
