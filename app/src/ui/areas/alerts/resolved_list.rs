//! Alerts that were handled and are no longer raised, with what was done.

use domain::records::alert::Alert;
use domain::views::alert::{self, Raised};
use leptos::prelude::*;
use leptos_router::components::A;

use super::alert_list::AlertFilter;
use crate::i18n::{alert_words, locale};
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::kit::{Badge, EmptyState, ListFaces, Tone, icons};
use crate::ui::records::alert_links::leads_to;
use crate::ui::records::book_note::face_of;
use crate::ui::url::UrlState;

/// Maximum number of rows.
const MOST: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
struct ResolvedAlert {
    rule: domain::rules::alert_rules::AlertRule,
    subject: String,
    cause: Option<String>,
    plan: String,
    who: String,
    until: domain::values::calendar::Day,
    to: String,
}

/// The list.
#[component]
pub fn ResolvedList(
    url: UrlState<AlertFilter>,
    /// All raised alerts.
    raised: Memo<Vec<Raised>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let lines = Memo::new(move |_| {
        url.with(|filter| {
            notebook.with(|book| {
                let resolved = raised.with(|raised| alert::resolved(raised, &notebook.actor(), book));
                let fits = |it: &&Alert| filter.fits(it.key.rule, None, it.person);
                let line = |alert: &Alert| {
                    let handling = alert.handling()?;
                    Some(ResolvedAlert {
                        rule: alert.key.rule,
                        subject: alert.customer.map_or_else(|| person_name(book, alert.person), |it| customer_name(book, it)),
                        cause: handling.cause.map(alert_words::cause_with_class),
                        plan: handling.plan.clone(),
                        who: person_name(book, handling.who),
                        until: handling.until,
                        to: leads_to(&alert.key, book),
                    })
                };
                resolved.into_iter().filter(fits).take(MOST).filter_map(line).collect::<Vec<_>>()
            })
        })
    });
    let face = face_of(notebook, move || lines.with(Vec::is_empty));
    let row = move |alert: ResolvedAlert| {
        let rule = alert.rule;
        let (who, until) = (alert.who, alert.until);
        view! {
            <li class="rounded-box border border-base-300 bg-base-100 p-4">
                <div class="flex flex-wrap items-center gap-2">
                    <Badge label=move || t!("alerts.resolved_tab") tone=Tone::Success icon=icons::CHECK/>
                    <span class="text-sm font-medium">{move || alert_words::rule(rule)}</span>
                </div>
                <A href=alert.to attr:class="pressable -mx-2 mt-1 block min-h-11 rounded-field px-2 font-medium">{alert.subject}</A>
                {alert.cause.map(|cause| view! { <p class="text-xs text-quiet">{move || t!("alerts.cause_is", cause = cause)}</p> })}
                <p class="text-sm whitespace-pre-line break-words">{alert.plan}</p>
                <p class="text-xs text-quiet tabular-nums">{move || t!("alerts.who_does_what", who = who, until = locale().day_due(until, today))}</p>
            </li>
        }
    };
    view! {
        <ListFaces face empty=|| view! { <EmptyState icon=icons::HISTORY title=move || t!("alerts.none") body=move || t!("alerts.none_body")/> }>
            <ul class="grid gap-3">{move || lines.get().into_iter().map(row).collect_view()}</ul>
        </ListFaces>
    }
    .into_any()
}
